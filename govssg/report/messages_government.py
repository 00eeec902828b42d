"""Words of the G rules: policy documents, service guides, columns (检查指标, 61号, 47号)."""

from govssg.report.words import words

GOVERNMENT = {
    "G101": words(
        "文号写法不对",
        "文号“{value}”的写法不对",
        "请用六角括号〔〕，号数前不加 0 也不写“第”，例如 安政办发〔2026〕12号",
        "the document number “{value}” is not well formed",
        "use 〔〕, no leading zero and no 第: 安政办发〔2026〕12号",
    ),
    "G102": words(
        "索引号写法不对",
        "索引号“{value}”的写法不对",
        "请写成 机构代码/年份-五位流水号，例如 016100001/2026-00012",
        "the index number “{value}” is not well formed",
        "write organ code/year-five digits: 016100001/2026-00012",
    ),
    "G103": words(
        "成文日期晚于发布日期",
        "成文日期 {issued} 晚于发布日期 {date}",
        "请核对 issuedDate 和 date",
        "the document is dated {issued}, after its publication on {date}",
        "check issuedDate and date",
    ),
    "G104": words(
        "废止文件没有写替代文件",
        "文件已经废止，但没有写由哪份文件代替",
        "如有替代文件，请加一行 replacedBy: [站点:栏目/文件.md]",
        "the document is repealed but names no successor",
        "if there is one, add `replacedBy: [site:column/file.md]`",
    ),
    "G105": words(
        "政策没有解读",
        "政策文件“{title}”还没有解读",
        "请起草单位写一篇解读，并在解读里写 interprets: [{id}]",
        "the policy “{title}” has no interpretation",
        "publish one that says `interprets: [{id}]`",
    ),
    "G106": words(
        "解读晚于 3 个工作日",
        "解读在文件公布 {days} 个工作日后才发布，应当在 {limit} 个工作日以内",
        "请核对两边的 date；今后解读与文件同步准备、同步发布",
        "the interpretation came {days} working days after its document, {limit} are allowed",
        "check both dates; prepare interpretations together with their documents",
    ),
    "G107": words(
        "索引号重复",
        "索引号“{value}”已经用于“{other}”",
        "每份文件的索引号只能用一次，请改成新的流水号",
        "the index number “{value}” is already used by “{other}”",
        "an index number is used once; take a new serial",
    ),
    "G201": words(
        "承诺时限超过法定时限",
        "承诺时限 {promise} 个工作日，超过法定时限 {limit} 个工作日",
        "请核对 promiseDay 和 anticipateDay",
        "{promise} working days are promised, but the legal limit is {limit}",
        "check promiseDay and anticipateDay",
    ),
    "G202": words(
        "零跑动但不能网办",
        "到现场次数写了 0，但没有网上办理的地址",
        "请加 isOnline: true 和 onlineUrl: https://…，或者改 visits",
        "zero visits are promised, but there is no way to apply online",
        "add `isOnline: true` and `onlineUrl: https://…`, or change visits",
    ),
    "G203": words(
        "收费没有标准或依据",
        "收费项目“{name}”没有写标准或者依据",
        "请补上 standard（标准）和 byLaw（依据）",
        "the fee “{name}” lacks its standard or its legal basis",
        "add `standard` and `byLaw`",
    ),
    "G204": words(
        "材料写得笼统",
        "材料“{name}”写得笼统，群众不知道要准备什么",
        "请逐项写清材料名称，不要写“其他材料”",
        "the material “{name}” is vague; nobody knows what to bring",
        "name every material",
    ),
    "G205": words(
        "表格没有空白表",
        "材料“{name}”要填表，但没有提供空白表",
        "请把空白表放在文章旁边，并写 blank: 文件名；样表写 sample: 文件名",
        "“{name}” is a form, but no blank form is offered",
        "put it beside the document and write `blank: file`; a filled example is `sample: file`",
    ),
    "G301": words(
        "栏目是空的",
        "栏目“{name}”（{column}）没有内容",
        "请发布内容；不用的栏目从站点文件里删去",
        "the column “{name}” ({column}) is empty",
        "publish something in it, or remove it from the site file",
    ),
    "G302": words(
        "栏目逾期没有更新",
        "栏目“{name}”（{column}）最近更新是 {newest}，已经 {days} 天，期限是 {limit} 天",
        "请更新内容；期限确实不合适时改 freshness",
        "the column “{name}” ({column}) was last updated on {newest}, {days} days ago; "
        "its limit is {limit}",
        "publish something new; change `freshness` only if the limit is wrong",
    ),
    "G303": words(
        "没有栏目接收共享内容",
        "这篇内容共享给“{share}”，但没有栏目接收",
        "请接收方在栏目里加 accept 规则，或者去掉 share",
        "the document is shared with “{share}”, but no column accepts it",
        "the receiver adds an `accept` rule to a column; or remove `share`",
    ),
    "G304": words(
        "同一栏目标题重复",
        "标题与“{other}”相同",
        "请核对是否重复发布；确是两篇就在标题里写出区别",
        "the title is the same as that of “{other}”",
        "check for a double; if both are right, tell them apart in the title",
    ),
    "G305": words(
        "网站标识缺失或是占位符",
        "{name}缺失、格式不对或者还是占位符",
        "请填写本网站核发的编号；演示网站在 sites/portal.yaml 里写 demo: true",
        "{name} is missing, malformed or still a placeholder",
        "give the number issued to the site; "
        "a demonstration says `demo: true` in sites/portal.yaml",
    ),
}
