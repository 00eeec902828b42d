"""The one door to Markdown: text in, body out, with every link and finding on the way."""

import re

from msgspec import Struct

from govssg.model.document import Body
from govssg.model.finding import Finding, Severity
from govssg.parse.markdown.collector import Collector, free_marks
from govssg.parse.markdown.lane import fast_html
from govssg.parse.text import SourceText

_TAG = r"\s*</?(?:p|div|span|table|img|br|font|a|strong|h[1-6]|script|iframe)\b[^>]*>"


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
        return render_by_reference(source, text, first_line, html=html)
    return _finished(gathered, text, out, html=html)


def render_by_reference(
    source: SourceText, text: str, first_line: int, *, html: bool = False
) -> Rendered:
    """Give the body of a document by the reference engine alone: what both lanes must equal."""
    from govssg.parse.markdown.engine import reference_html  # noqa: PLC0415 - slow to import

    gathered = Collector(source, first_line)
    return _finished(gathered, text, reference_html(gathered, text, html=html), html=html)


def _finished(gathered: Collector, text: str, out: str, *, html: bool) -> Rendered:
    if html:
        from govssg.parse.markdown.raw import finish_raw  # noqa: PLC0415 - few bodies need it

        out = finish_raw(gathered, out)
    else:
        _warn_of_tags(gathered, text)
    out = free_marks(out)
    body = Body(out, tuple(gathered.links), tuple(gathered.headings), gathered.anchors(out))
    return Rendered(body, tuple(gathered.findings))


def _warn_of_tags(gathered: Collector, text: str) -> None:
    if "<" not in text:
        return
    for offset, line in enumerate(text.split("\n")):
        if "<" in line and re.match(_TAG, line):
            gathered.report("F402", gathered.line(offset), Severity.WARNING)
            return


__all__ = ["Rendered", "render", "render_by_reference"]
