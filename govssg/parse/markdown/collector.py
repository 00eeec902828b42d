"""What rendering a body gathers on the way: links, headings, anchors, findings."""

import re
from functools import cached_property

from govssg.model.document import Heading, Link
from govssg.model.finding import Finding, Severity, Span, finding
from govssg.parse.text import SourceText, place

MARK = re.compile("\x02(\\d+)\x03")
"""Stands in the HTML for the attributes of link or image ``n``."""

_NOT_WORDS = re.compile(r"[^\w-]+")


class Collector:
    """Filled by the rules of one rendering; lives no longer than that."""

    def __init__(self, source: SourceText, first_line: int) -> None:
        self.source = source
        self.first_line = first_line
        self.links: list[Link] = []
        self.headings: list[Heading] = []
        self.findings: list[Finding] = []
        self.level = 1
        self._anchors: set[str] = set()

    @cached_property
    def _lines(self) -> list[str]:
        return self.source.text.split("\n")

    def line(self, offset: int) -> int:
        """Give the line of the file for a line of the body (from 0)."""
        return self.first_line + offset

    def text_at(self, offset: int) -> str:
        """Give the text of a line of the body (from 0), or nothing past its end."""
        line = self.line(offset)
        return self._lines[line - 1] if 0 < line <= len(self._lines) else ""

    def link(self, target: str, line: int, *, image: bool = False, text: str = "") -> str:
        """Remember a link and give the mark that stands for its attributes."""
        column = self._column(target, line)
        return self.remember(Link(target, line, column, image=image, text=text))

    def remember(self, link: Link) -> str:
        """Remember a link whose place is known and give its mark."""
        self.links.append(link)
        return f"\x02{len(self.links) - 1}\x03"

    def _column(self, target: str, line: int) -> int:
        content = self._lines[line - 1] if 0 < line <= len(self._lines) else ""
        return content.find(target) + 1

    def anchor(self, text: str) -> str:
        """Give a stable anchor for a heading's text, unique on the page."""
        wanted = _NOT_WORDS.sub("-", text.strip().lower()).strip("-") or "section"
        anchor, count = wanted, 1
        while anchor in self._anchors:
            count += 1
            anchor = f"{wanted}-{count}"
        return self.claim(anchor)

    def claim(self, anchor: str) -> str:
        """Remember an anchor that is in use."""
        self._anchors.add(anchor)
        return anchor

    def report(
        self, code: str, line: int, severity: Severity = Severity.ERROR, **arguments: object
    ) -> None:
        """Add a finding about a line of the file."""
        self.findings.append(finding(code, self.span(line), severity, **arguments))

    def span(self, line: int) -> Span:
        """Give the span of a line's text."""
        content = self._lines[line - 1] if 0 < line <= len(self._lines) else ""
        indent = len(content) - len(content.lstrip())
        return place(self.source, line, indent + 1, len(content.strip()))

    def anchors(self, html: str) -> tuple[str, ...]:
        """Give every id of the page, sorted."""
        return tuple(sorted(_ids(html) | self._anchors))


def _ids(html: str) -> set[str]:
    """Give the ids of all elements; looking for the name first is five times faster."""
    found = set()
    start = html.find('id="')
    while start >= 0:
        end = html.find('"', start + 4)
        if end > start + 4 and html[start - 1 : start].isspace():
            found.add(html[start + 4 : end])
        else:
            end = start
        start = html.find('id="', end + 1)
    return found


def free_marks(html: str) -> str:
    """Turn ``href="␂3␃"`` into ``␂3␃``, so that a dead link can lose its address.

    No other attribute than ``href`` and ``src`` ever holds a mark.
    """
    before, *rest = html.split('="\x02')
    parts = [before]
    for after in rest:
        parts[-1] = parts[-1].removesuffix("href").removesuffix("src")
        parts.append(after.replace('\x03"', "\x03", 1))
    return "\x02".join(parts)
