"""The one door to Markdown: text in, body out, with every link and finding on the way."""

import re
from collections.abc import Callable

from msgspec import Struct

from govssg.model.document import Body, Link
from govssg.model.finding import Finding, Severity
from govssg.parse.markdown.collector import Collector, free_marks
from govssg.parse.markdown.engine import reference_html
from govssg.parse.markdown.inlines import needs_notice
from govssg.parse.markdown.lane import fast_html
from govssg.parse.sanitise import sanitise, without_controls
from govssg.parse.text import SourceText

_TAG = re.compile(r"^\s*</?(?:p|div|span|table|img|br|font|a|strong|h[1-6]|script|iframe)\b[^>]*>")
_RAW_LINK = re.compile(r'<a href="(https?://[^"]*)"(?![^>]*\brel=)', re.IGNORECASE)
_TOP_HEADING = re.compile(r"<(/?)h1(?=[ >])")
_NO_SOURCE = re.compile(r"<img(?![^>]*\bsrc=)[^>]*>")
_DIRECT = re.compile(r"https?://|mailto:|tel:", re.IGNORECASE)


class Rendered(Struct, frozen=True):
    """A rendered body with its findings."""

    body: Body
    findings: tuple[Finding, ...]


def render(source: SourceText, text: str, first_line: int, *, html: bool = False) -> Rendered:
    """Give the body of a document.

    Args:
        source: the file, for places of findings.
        text: its Markdown.
        first_line: the line of the file on which ``text`` begins.
        html: whether raw HTML is let through, sanitised; otherwise it stays visible text.
    """
    gathered = Collector(source, first_line)
    out = fast_html(gathered, text, html=html)
    if out is None:
        gathered = Collector(source, first_line)
        out = reference_html(gathered, text, html=html)
    return _finished(gathered, text, out, html=html)


def render_by_reference(
    source: SourceText, text: str, first_line: int, *, html: bool = False
) -> Rendered:
    """Give the body of a document by the reference engine alone: what both lanes must equal."""
    gathered = Collector(source, first_line)
    return _finished(gathered, text, reference_html(gathered, text, html=html), html=html)


def _finished(gathered: Collector, text: str, out: str, *, html: bool) -> Rendered:
    if html:
        out = _finish_raw(sanitise(without_controls(out), _rewriter(gathered)))
    else:
        _warn_of_tags(gathered, text)
    out = free_marks(out)
    body = Body(out, tuple(gathered.links), tuple(gathered.headings), gathered.anchors(out))
    return Rendered(body, tuple(gathered.findings))


def _finish_raw(html: str) -> str:
    """Give sanitised HTML with marked outside links, no top heading, no empty pictures."""
    html = _RAW_LINK.sub(_mark_raw_link, html)
    return _NO_SOURCE.sub("", _TOP_HEADING.sub(r"<\1h2", html))


def _mark_raw_link(match: re.Match[str]) -> str:
    notice = ' class="external" data-leave=""' if needs_notice(match[1]) else ""
    return f'{match[0]} rel="external noopener"{notice}'


def _warn_of_tags(gathered: Collector, text: str) -> None:
    if "<" not in text:
        return
    for offset, line in enumerate(text.split("\n")):
        if "<" in line and _TAG.match(line):
            gathered.report("F402", gathered.line(offset), Severity.WARNING)
            return


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
    return value if _DIRECT.match(value) else gathered.link(value, gathered.first_line)


def _raw_picture(gathered: Collector, value: str) -> str | None:
    """Give the mark of a picture in raw HTML; one of another host is refused."""
    if _DIRECT.match(value):
        gathered.report("L107", gathered.first_line, target=value[:80])
        return None
    return gathered.link(value, gathered.first_line, image=True) if value.strip() else None


_CLASSES = frozenset({
    "table-scroll", "notice", "notice-title", "steps", "attachment", "attachment-title",
    "video", "image", "external", "footnotes", "footnotes-list", "footnote-item",
    "footnote-ref", "footnote-backref", "align-left", "align-center", "align-right",
})  # fmt: skip
"""The classes a body may carry: those the dialect itself writes."""

__all__ = ["Link", "Rendered", "needs_notice", "render", "render_by_reference"]
