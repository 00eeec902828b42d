"""Words of the C rules: the portal's configuration in ``sites/``."""

from govssg.report.words import words

CONFIG = {
    "C101": words(
        "缺少配置文件",
        "没有找到门户的配置文件",
        "请建立这个文件，至少写 name（门户名称）和 url（https:// 开头的网址）；"
        "也可以用“govssg init 目录”生成一份",
        "the portal's configuration file is missing",
        "create it with at least name and url, or run `govssg init DIR`",
    ),
    "C102": words(
        "配置文件不是键值对",
        "这个文件里没有“键: 值”",
        "请逐行写“键: 值”，例如 name: 某某县人民政府",
        "this file does not contain `key: value` lines",
        "write one `key: value` per line, such as `name: …`",
    ),
    "C103": words(
        "栏目没有名称",
        "栏目“{column}”没有名称",
        "请给它加上 name: …，或者在 sites/portal.yaml 的 columns 里统一命名",
        "the column “{column}” has no name",
        "give it `name: …` here, or once for all sites under columns in sites/portal.yaml",
    ),
    "C104": words(
        "栏目重复",
        "栏目“{column}”写了两次",
        "请只保留一处，后写的会盖住先写的",
        "the column “{column}” is listed twice",
        "keep one of them; the later one wins",
    ),
    "C105": words(
        "主站数量不对",
        "门户应当有且只有一个主站，现在有 {count} 个",
        "请在一个（且只一个）站点文件里写 class: portal",
        "a portal has exactly one main site, this one has {count}",
        "write `class: portal` in one site file, and only in one",
    ),
    "C106": words(
        "栏目与站点同名",
        "主站的栏目“{column}”和一个站点同名，两者的网址会相撞",
        "请给栏目换一个目录名",
        "the main site's column “{column}” has the name of a site; their addresses collide",
        "give the column another folder name",
    ),
    "C107": words(
        "域名重复",
        "域名“{host}”已经用于站点“{other}”",
        "请核对两个站点文件里的 host",
        "the host “{host}” is already used by the site “{other}”",
        "check `host` in both site files",
    ),
    "C108": words(
        "首页指向不存在的内容",
        "首页要指向的“{target}”不存在",
        "请写“站点:栏目/文件.md”、“站点:栏目/”或 https:// 开头的网址",
        "the home page points to “{target}”, which does not exist",
        "write `site:column/file.md`, `site:column/` or an https:// address",
    ),
    "C109": words(
        "首页指向不存在的栏目",
        "首页要用的栏目“{column}”不存在",
        "请写本站点 columns 里已有的栏目目录",
        "the home page uses the column “{column}”, which does not exist",
        "name a column listed under columns of this site",
    ),
    "C110": words(
        "主题不能使用",
        "主题不能使用：{reason}",
        "请核对 sites/portal.yaml 里的 theme，以及 themes/ 目录下的 theme.yaml",
        "the theme cannot be used: {reason}",
        "check `theme` in sites/portal.yaml and themes/…/theme.yaml",
    ),
    "C111": words(
        "内容目录不属于任何站点",
        "目录“{folder}”不属于任何站点，里面的内容不会发布",
        "请核对目录名；如果是新站点，用“govssg new site 站点标识 --class 类别”建立它的配置",
        "the folder “{folder}” belongs to no site; nothing in it is published",
        "check its name; for a new site run `govssg new site ID --class CLASS`",
    ),
    "C112": words(
        "接收规则写了不存在的站点",
        "栏目“{column}”要接收站点“{site}”的内容，但没有这个站点",
        "请写 sites/ 目录下已有站点文件的名字（不带 .yaml）",
        "the column “{column}” accepts from the site “{site}”, which does not exist",
        "write the name of a file in sites/, without .yaml",
    ),
    "C113": words(
        "主色写法不对",
        "主色“{value}”不是颜色",
        '请写成 brand: "#8a1c1c"',
        "the brand colour “{value}” is not a colour",
        'write brand: "#8a1c1c"',
    ),
}
