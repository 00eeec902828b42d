"""Words of the T rules: templates and colours."""

from govssg.report.words import words

THEME = {
    "T101": words(
        "模板语法错误",
        "模板语法错误：{reason}",
        "请核对标出的一行，{{% … %}} 要成对，{{{{ … }}}} 要闭合",
        "template syntax error: {reason}",
        "check the marked line: {{% … %}} come in pairs, {{{{ … }}}} are closed",
    ),
    "T102": words(
        "页面生成失败",
        "页面“{page}”没有生成：{reason}",
        "模板用了这一页没有的数据，请核对名字或者加 {{% if %}}",
        "the page “{page}” could not be rendered: {reason}",
        "the template asks for what this page lacks; check the name or add {{% if %}}",
    ),
    "T103": words(
        "动态引用模板",
        "模板的名字要写成固定文字，不能用变量",
        '请写成 {{% include "parts/名字.html" %}}，用 {{% if %}} 选择',
        "the name of an included template must be a fixed text",
        'write {{% include "parts/name.html" %}} and choose with {{% if %}}',
    ),
    "T104": words(
        "引用的模板不存在",
        "引用的模板“{name}”不存在",
        "请核对名字，名字从 templates/ 目录算起",
        "the template “{name}” does not exist",
        "check the name; it counts from templates/",
    ),
    "T202": words(
        "模板用了没有的字段",
        "{view} 没有“{name}”这个字段",
        "模板只能用页面数据里有的字段",
        "{view} has no field “{name}”",
        "a template can only use the fields of its view",
    ),
    "T301": words(
        "主题配色对比度不足",
        "配色 {palette} 中 {foreground} 在 {background} 上的对比度是 {measured}，至少要 {minimum}",
        "请调整这两个颜色变量",
        "in {palette}, {foreground} on {background} has a contrast of {measured}, "
        "{minimum} is needed",
        "change one of the two tokens",
    ),
    "T302": words(
        "站点主色对比度不足",
        "主色 {brand} 与白色的对比度是 {measured}，至少要 {minimum}；生成时已自动加深",
        '请改成 brand: "{shade}"',
        "the brand colour {brand} has a contrast of {measured} on white, {minimum} is needed; "
        "pages use a darker one",
        'write brand: "{shade}"',
    ),
}
