"""Raw HTML in a body: sanitised, its links gathered and marked; loaded for such bodies alone."""

import re
from collections.abc import Callable

from govssg.parse.markdown.collector import Collector
from govssg.parse.markdown.dialect import external_attributes, needs_notice
from govssg.parse.sanitise import sanitise, without_controls

_RAW_LINK = re.compile(r'<a href="(https?://[^"]*)"(?![^>]*\brel=)', re.IGNORECASE)
_TOP_HEADING = re.compile(r"<(/?)h1(?=[ >])")
_NO_SOURCE = re.compile(r"<img(?![^>]*\bsrc=)[^>]*>")

_CLASSES = frozenset({
    "table-scroll", "notice", "notice-title", "steps", "attachment", "attachment-title",
    "video", "image", "external", "footnotes", "footnotes-list", "footnote-item",
    "footnote-ref", "footnote-backref", "align-left", "align-center", "align-right",
})  # fmt: skip
"""The classes a body may carry: those the dialect itself writes."""


def finish_raw(gathered: Collector, html: str) -> str:
    """Give sanitised HTML with marked outside links, no top heading, no empty pictures."""
    html = sanitise(without_controls(html), _rewriter(gathered))
    html = _RAW_LINK.sub(_mark_raw_link, html)
    return _NO_SOURCE.sub("", _TOP_HEADING.sub(r"<\1h2", html))


def _mark_raw_link(match: re.Match[str]) -> str:
    notice = ' class="external" data-leave=""' if needs_notice(match[1]) else ""
    return f'{match[0]} rel="external noopener"{notice}'


def _rewriter(gathered: Collector) -> Callable[[str, str, str], str | None]:
    def rewrite(tag: str, attribute: str, value: str) -> str | None:
        if attribute == "class":
            return value if set(value.split()) <= _CLASSES else None
        if (tag, attribute) not in {("a", "href"), ("img", "src")} or "\x02" in value:
            return value
        return _raw_picture(gathered, value) if tag == "img" else _raw_link(gathered, value)

    return rewrite


def _raw_link(gathered: Collector, value: str) -> str:
    """Give the address of a link in raw HTML, a mark if it stays inside the portal."""
    stays = external_attributes(value) is None
    return gathered.link(value, gathered.first_line) if stays else value


def _raw_picture(gathered: Collector, value: str) -> str | None:
    """Give the mark of a picture in raw HTML; one of another host is refused."""
    if external_attributes(value) is not None:
        gathered.report("L107", gathered.first_line, target=value[:80])
        return None
    return gathered.link(value, gathered.first_line, image=True) if value.strip() else None
