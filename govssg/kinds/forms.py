"""The forms a front-matter value can take, beyond plain text and numbers.

Each form is a type the schema of a kind can use; ``parse.fields`` reads values into it and
``govssg schema`` exports it.
"""

from typing import Annotated, Any, Literal

from msgspec import Meta


def _form(name: str, zh: str, **constraints: Any) -> Meta:  # noqa: ANN401 - passed on to Meta
    return Meta(
        description=zh, extra={"form": name}, extra_json_schema={"x-form": name}, **constraints
    )


Moment = Annotated[str, _form("moment", "日期和时间，如 2026-11-18 09:30")]
"""Normalised to ``YYYY-MM-DD HH:MM``, the form of the ``PubDate`` tag (发展指引 附件)."""

Day = Annotated[str, _form("day", "日期，如 2026-11-18")]
"""Normalised to ``YYYY-MM-DD``."""

Identity = Annotated[
    str, _form("identity", "另一篇文档：相对路径、/栏目/文件.md 或 站点:栏目/文件.md")
]
"""A reference to another document, checked against the whole portal."""

Line = Annotated[str, Meta(max_length=200, description="一行文字")]
Text = Annotated[str, Meta(max_length=5000, description="一段文字")]
Address = Annotated[str, _form("address", "https:// 开头的网址")]
Phone = Annotated[str, _form("phone", "电话，如 0915-0000127 或 12345")]

Audience = Literal[
    "个人", "企业", "老年人", "残疾人", "学生", "农民", "退役军人", "创业者", "妇女儿童"
]
Validity = Literal["有效", "已修改", "失效", "废止", "尚未生效"]
