"""Words of the F2, F4, A and L rules: files, Markdown, accessibility, links."""

from govssg.report.words import words

FILES = {
    "F201": words(
        "不是 UTF-8 编码",
        "文件不是 UTF-8 编码（第 {byte} 个字节起）",
        "请在编辑器里另存为 UTF-8；旧文件多是 GBK 编码",
        "the file is not UTF-8 (from byte {byte} on)",
        "save it as UTF-8; older files are often GBK",
    ),
    "F202": words(
        "带有 BOM 标记",
        "文件开头有看不见的 BOM 标记，已经忽略",
        "建议另存为“UTF-8（无 BOM）”",
        "the file begins with an invisible BOM, which was ignored",
        "save it as UTF-8 without BOM",
    ),
    "F203": words(
        "有控制字符",
        "这里有看不见的控制字符 {code}，已经去掉",
        "多半是从别处粘贴来的，请删去重新输入",
        "an invisible control character {code} stands here; it was removed",
        "it was probably pasted; delete it and type again",
    ),
    "F204": words(
        "文件过大",
        "文件有 {size} 字节，最多 {limit} 字节",
        "请把长文件拆成几篇，或者作为附件提供",
        "the file has {size} bytes, {limit} at most",
        "split it, or offer it as an attachment",
    ),
    "F205": words(
        "文件名不能用",
        "文件名或者目录名里的“{segment}”不能用在网址里",
        "请用小写字母、数字、连字符或者汉字，不要空格和 ? # % 等符号",
        "the name “{segment}” cannot be used in an address",
        "use lower-case letters, digits, hyphens or Chinese characters",
    ),
    "F206": words(
        "正文是空的",
        "正文是空的",
        "请在文件头下面写正文；还没写好就加一行 draft: true",
        "the body is empty",
        "write it below the front matter; until then add `draft: true`",
    ),
    "F207": words(
        "文件类型不发布",
        "“.{suffix}”类型的文件不会发布",
        "请换成 PDF、Word、Excel、图片等常用格式，或者移出 content 目录",
        "files of type “.{suffix}” are not published",
        "use PDF, Office or picture formats, or move it out of content/",
    ),
    "F208": words(
        "占用了系统地址",
        "“{name}”是系统自己要用的地址",
        "请给文件或者目录换一个名字",
        "the generator itself uses the address “{name}”",
        "give the file or folder another name",
    ),
    "F401": words(
        "没有这种版块",
        "没有“::: {name}”这种版块",
        "可用的有：{known}",
        "there is no container “::: {name}”",
        "there are: {known}",
    ),
    "F402": words(
        "正文里有 HTML",
        "正文里的 HTML 标签会原样显示成文字",
        "请改用 Markdown；从旧网站导入的文章可以在文件头写 html: true",
        "HTML tags in the body are shown as plain text",
        "use Markdown; imported articles may say `html: true` in the front matter",
    ),
    "F403": words(
        "容器没有结束",
        "“::: {name}”没有结束行，后面的正文都会算在里面",
        "请在内容之后单独写一行 :::",
        "`::: {name}` is never closed; the rest of the text counts as part of it",
        "write ::: on a line of its own where it ends",
    ),
}

ACCESSIBILITY = {
    "A101": words(
        "图片没有文字说明",
        "图片“{target}”没有文字说明，看不见图片的人不知道它是什么",
        "请写成 ![图片里有什么]({target})",
        "the picture “{target}” has no description; who cannot see it misses it",
        "write ![what it shows]({target})",
    ),
    "A102": words(
        "标题跳级",
        "标题从上一级直接跳到了第 {written} 级，已按第 {right} 级显示",
        "请把这一行的 # 改成 {right} 个",
        "the heading jumps to level {written}; it is shown as level {right}",
        "write {right} # signs",
    ),
    "A103": words(
        "链接文字没有意义",
        "链接文字“{text}”离开上下文就看不懂",
        "请写出链接指向什么，例如“申请表（Word）”",
        "the link text “{text}” says nothing on its own",
        "say what the link leads to, such as “application form (Word)”",
    ),
    "A104": words(
        "正文里有一级标题",
        "正文里不要用一级标题，页面的一级标题是 title",
        "请把一个 # 改成两个 ##",
        "the body has a level-1 heading; the title is the page's own",
        "write ## instead of #",
    ),
    "A105": words(
        "视频没有文字稿",
        "视频没有文字稿，听不见的人看不懂",
        "请在 ::: video 和 ::: 之间写出视频里说了什么",
        "the video has no transcript",
        "write what is said between `::: video` and `:::`",
    ),
}

LINKS = {
    "L101": words(
        "链接失效",
        "链接指向的“{target}”不存在",
        "请核对文件名；同一站点写 /栏目/文件.md，其他站点写 站点:栏目/文件.md",
        "the link leads to “{target}”, which does not exist",
        "check the name; write /column/file.md for this site, site:column/file.md for another",
    ),
    "L102": words(
        "锚点失效",
        "要跳到的位置“#{anchor}”不存在",
        "位置的名字就是小标题的文字，空格写成连字符",
        "the place “#{anchor}” does not exist",
        "the name of a place is the text of its heading, spaces written as hyphens",
    ),
    "L104": words(
        "链接的栏目不存在",
        "链接指向的栏目“{target}”不存在",
        "栏目见 govssg list columns；网址末尾的 / 表示栏目",
        "the link leads to the column “{target}”, which does not exist",
        "`govssg list columns` lists them; a final / means a column",
    ),
    "L105": words(
        "不安全的链接",
        "链接“{target}”的类型不安全，已经去掉",
        "只能用 https://、mailto:、tel: 和站内路径",
        "the link “{target}” is of an unsafe type and was removed",
        "use https://, mailto:, tel: or a path",
    ),
    "L106": words(
        "链接超出站点",
        "链接“{target}”超出了本站点的目录",
        "链接别的站点请写 站点:栏目/文件.md",
        "the link “{target}” leaves the site's folder",
        "write site:column/file.md for another site",
    ),
    "L107": words(
        "引用了外部图片",
        "图片“{target}”不在本站，会失效，也会泄露读者的访问",
        "请把图片下载到文章旁边再引用",
        "the picture “{target}” lies on another server; it may vanish and tells on readers",
        "put the picture beside the document",
    ),
    "L108": words(
        "找不到附件或图片",
        "找不到附件或图片“{target}”",
        "请把文件放到文章旁边，并核对大小写和扩展名",
        "the attachment or picture “{target}” is not there",
        "put it beside the document; check its case and extension",
    ),
    "L109": words(
        "关联的文档不存在",
        "“{key}”里的“{target}”不存在",
        "请写 站点:栏目/文件.md，或者那篇文档的 id",
        "“{key}” names “{target}”, which does not exist",
        "write site:column/file.md or the document's id",
    ),
    "L110": words(
        "两篇文档网址相同",
        "网址“{path}”已经被“{other}”占用",
        "请改文件名，或者用 slug: 换一个网址",
        "the address “{path}” is already taken by “{other}”",
        "rename the file, or give it another address with `slug:`",
    ),
}
