"""What both lanes share of the dialect: its words, its markup, and what it makes of addresses.

A module both lanes load, so it may not load the reference engine.
"""

import re
from urllib.parse import unquote, urlsplit

INDENT = re.compile(r"(^|\n)[\u3000\u00a0]+")
"""Spaces typed as a paragraph's indent."""

CAPTION = re.compile(r"(?:Table:|表[:：])\s*(\S.*)")
"""The paragraph or row below a table that names it."""

DEEPEST = 6
"""The lowest level of a heading."""

VAGUE = frozenset(
    {"点击这里", "这里", "点击", "点此", "点击查看", "查看", "查看详情", "详情", "更多", "链接",
     "点击下载", "下载", "查看更多", "here", "click here", "more", "link"}
)  # fmt: skip
"""Link texts that say nothing out of context (WCAG 2.4.4, 2.4.9)."""

_BOXES = {
    "notice": (
        '<div class="notice" role="note">\n<p class="notice-title">', "</p>\n", "提示", "</div>\n"
    ),
    "steps": ('<div class="steps">\n', "", "", "</div>\n"),
    "attachment": (
        '<div class="attachment">\n<p class="attachment-title">', "</p>\n", "附件", "</div>\n"
    ),
}  # fmt: skip
"""By name: HTML before the title, after it, the title where none is given, HTML at the end."""

_EXTERNAL = re.compile(r"https?://", re.IGNORECASE)
_DIRECT = re.compile(r"(?:mailto:|tel:)", re.IGNORECASE)


def escape_html(text: str) -> str:
    """Give text for HTML and its attributes, as markdown-it does; single quotes stay."""
    text = text.replace("&", "&amp;").replace("<", "&lt;")  # ampersands first
    return text.replace(">", "&gt;").replace('"', "&quot;")


def box_opening(name: str, title: str) -> str:
    """Give the HTML that begins a notice, steps or an attachment; title as written."""
    before, after, default, _closing = _BOXES[name]
    return f"{before}{escape_html(title or default)}{after}" if after else before


def box_closing(name: str) -> str:
    """Give the HTML that ends a notice, steps or an attachment."""
    return _BOXES[name][3]


def table_opening(caption: str, number: int) -> str:
    """Give the HTML before a table's rows: a region that scrolls, with its name."""
    label = escape_html(caption or f"表格 {number}")
    head = f"<caption>{label}</caption>\n" if caption else ""
    return (
        f'<div class="table-scroll" role="region" tabindex="0" aria-label="{label}">\n'
        f"<table>\n{head}"
    )


def table_closing() -> str:
    """Give the HTML after a table's rows."""
    return "</table>\n</div>\n"


def picture_html(source: str, text: str, caption: str) -> str:
    """Give the HTML of a picture: its address or mark, what it shows, its caption if any."""
    shown = escape_html(text)
    picture = (
        f'<span class="image" data-alt="{shown}">'
        f'<img src="{source}" alt="{shown}" loading="lazy"></span>'
    )
    return f"{picture}<figcaption>{escape_html(caption)}</figcaption>" if caption else picture


def is_external(target: str) -> bool:
    """Tell whether an address names a host of its own."""
    return bool(_EXTERNAL.match(target))


def external_attributes(target: str) -> tuple[tuple[str, str], ...] | None:
    """Give what marks a link that leaves the portal; None for a link that stays inside.

    Government hosts need no notice (发展指引).
    """
    if _DIRECT.match(target):
        return ()
    if not is_external(target):
        return None
    notice = (("class", "external"), ("data-leave", "")) if needs_notice(target) else ()
    return (("rel", "external noopener"), *notice)


def inner_target(href: str) -> str:
    """Give the target of an inner link as the plan resolves it: not percent-encoded."""
    return unquote(href)


def needs_notice(target: str) -> bool:
    """Tell whether leaving for this address wants the leave-site notice."""
    try:
        host = urlsplit(target).hostname or ""
    except ValueError:
        return True
    return not (host == "gov.cn" or host.endswith(".gov.cn"))
