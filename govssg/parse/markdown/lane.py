"""The fast lane: the HTML of bodies that hold only what both lanes surely read alike.

The reference engine owns the dialect. This lane knows its commonest blocks in their plainest
form and gives up at the first doubt, so that a body it renders equals the reference, byte for
byte, and a body it does not know costs one look. What would be a finding is a doubt too.
"""

import re
from functools import cache

from govssg.model.document import Heading
from govssg.parse.markdown.collector import Collector
from govssg.parse.markdown.dialect import CAPTION, DEEPEST, box_closing, box_opening
from govssg.parse.markdown.lane_inline import DoubtError, Inlines, escaped
from govssg.parse.markdown.lane_table import CAPTION_START, body_row, columns, table_html

_MARK = re.compile(r"[ #>\-+=:~|<*]|[0-9]{1,9}[.)](?: |$)")
"""Beginnings of lines that may be more than text; two stars before a word are emphasis."""

_SUSPECT = frozenset(" #>-+=:~|<*0123456789")
"""What such a line begins with; asking a set first spares most lines the search."""

_STRONG = re.compile(r"\*\*[^\s*]")
_HEADING = re.compile(r"(#{2,6}) +(\S.*[^\s#]|[^\s#]) *")
_RULE = re.compile(r"-{3,} *|\*{3,} *")
_ITEM = re.compile(r"(?:([-*+])|([0-9]{1,9})([.)])) (?=\S)")
_BOX = re.compile(r"::: ?(notice|steps|attachment)(?: +(\S.*))?")


def fast_html(gathered: Collector, text: str, *, html: bool) -> str | None:
    """Give the HTML of a body, or None if only the reference engine can be trusted with it.

    Args:
        gathered: takes links and headings; to be thrown away when the answer is None.
        text: the Markdown.
        html: whether raw HTML stands for itself.
    """
    try:
        lane = _Lane(gathered, text, html=html)
        lane.blocks(0, len(lane.lines))
    except DoubtError:
        return None
    return "".join(lane.out)


class _Lane:
    """Walks over the lines once, block by block."""

    def __init__(self, gathered: Collector, text: str, *, html: bool) -> None:
        self.out: list[str] = []
        self.lines = text.split("\n")
        self._inlines = Inlines(gathered, text, self.lines, html=html)
        self._gathered = gathered
        self._html = html
        self._tables = 0

    def blocks(self, start: int, end: int) -> None:
        """Render the lines from ``start`` up to ``end``."""
        lines = self.lines
        while start < end:
            line = lines[start]
            if not line:
                start += 1
            elif line[0] in _SUSPECT and not _is_text(line):
                start = self._marked(line, start, end)
            else:
                start = self._paragraph(start, end)

    def _marked(self, line: str, start: int, end: int) -> int:
        """Render the block that a line with a mark begins; give the line after it."""
        if not line.strip(" "):
            return start + 1
        if "|" in line[1:] and line[0] != "|":  # with the next line it may begin a table
            raise DoubtError
        render = _RENDERERS.get(line[0])
        if render:
            return render(self, line, start, end)
        if _RULE.fullmatch(line):
            self.out.append("<hr />\n")
            return start + 1
        return self._list(line, start, end)

    def _paragraph(self, start: int, end: int) -> int:
        after, content = start + 1, self.lines[start]
        if after < end and self.lines[after]:
            if self.lines[after].startswith(": "):
                return self._definitions(start, end)
            after = self._rest_of_paragraph(after, end)
            content = "\n".join(self.lines[start:after])
        content = content.rstrip(" ")
        if content.startswith("!["):
            self.out.append(f"<figure>{self._inlines.picture(content, start)}</figure>\n")
        else:
            self.out.append(f"<p>{self._inlines.inline(content, start)}</p>\n")
        return after

    def _rest_of_paragraph(self, after: int, end: int) -> int:
        while after < end and self.lines[after].strip(" "):
            if not _is_text(self.lines[after]):
                raise DoubtError
            after += 1
        return after

    def _definitions(self, start: int, end: int) -> int:
        """Render terms of one line, each with a definition of one line, empty lines between."""
        self.out.append("<dl>\n")
        while start + 1 < end and self.lines[start + 1].startswith(": "):
            term, definition = self.lines[start], self.lines[start + 1][2:]
            ends = start + 2 == end or not self.lines[start + 2].strip(" ")
            if not (ends and _is_text(term) and definition and _is_text(definition)):
                raise DoubtError
            self.out.append(f"<dt>{self._line(term, start)}</dt>\n")
            self.out.append(f"<dd>{self._line(definition, start + 1)}</dd>\n")
            start = self._past(start + 2, end)
        self.out.append("</dl>\n")
        return start

    def _line(self, content: str, number: int) -> str:
        return self._inlines.inline(content.rstrip(" "), number)

    def _heading(self, line: str, start: int, _end: int) -> int:
        match = _HEADING.fullmatch(line)
        level = len(match[1]) if match else 0
        if match is None or level > min(self._gathered.level + 1, DEEPEST):
            raise DoubtError
        text = self._inlines.plain(match[2])
        anchor = self._gathered.anchor(text)
        self._gathered.level = level
        self._gathered.headings.append(Heading(level, anchor, text))
        self.out.append(f'<h{level} id="{anchor}">{escaped(text)}</h{level}>\n')
        return start + 1

    def _list(self, line: str, start: int, end: int) -> int:
        bullet, number, ending = _item(line).groups()
        tag = "ul" if bullet else "ol"
        first = int(number or 1)
        self.out.append(f"<{tag}>\n" if first == 1 else f'<{tag} start="{first}">\n')
        after = start
        while after < end and (line := self.lines[after].rstrip(" ")):
            match = _item(line)
            content = line[match.end() :]
            if match[1] != bullet or match[3] != ending or not _is_text(content):
                raise DoubtError
            self.out.append(f"<li>{self._inlines.inline(content, after)}</li>\n")
            after += 1
        self.out.append(f"</{tag}>\n")
        after = self._past(after, end)
        if after < end and _ITEM.match(self.lines[after]):
            raise DoubtError
        return after

    def _past(self, after: int, end: int) -> int:
        """Give the next line with text; one with an indent there would belong to the list."""
        while after < end and not self.lines[after].strip(" "):
            after += 1
        if after < end and self.lines[after][0] == " ":
            raise DoubtError
        return after

    def _box(self, line: str, start: int, end: int) -> int:
        match = _BOX.fullmatch(line.rstrip(" "))
        inside = range(start + 1, end)
        close = next((n for n in inside if self.lines[n].lstrip(" ").startswith(":")), end)
        if match is None or self._html or close == end or self.lines[close] != ":::":
            raise DoubtError
        self.out.append(box_opening(match[1], (match[2] or "").strip()))
        self.blocks(start + 1, close)
        self.out.append(box_closing(match[1]))
        return close + 1

    def _table(self, line: str, start: int, end: int) -> int:
        rows = start + 2
        while rows < end and self.lines[rows].startswith("|"):
            rows += 1
        if rows < start + 3:
            raise DoubtError
        aligned = columns(line, self.lines[start + 1])
        numbers = (start, *range(start + 2, rows))
        cells = [self._cells(number, len(aligned)) for number in numbers]
        caption, after = self._caption(rows, end)
        self._tables += 1
        self.out.append(table_html(aligned, cells, caption, self._tables))
        return after

    def _cells(self, number: int, count: int) -> list[str]:
        line = self.lines[number]
        cells = body_row(line, count)
        if self._inlines.is_plain(line):
            return cells
        return [self._inlines.inline(cell, number) if cell else "" for cell in cells]

    def _caption(self, rows: int, end: int) -> tuple[str, int]:
        """Give the caption below a table, if any, and the line after both."""
        below = self._past(rows, end)
        line = self.lines[below] if below < end else ""
        if not line.startswith(CAPTION_START):
            if below == rows < end:
                raise DoubtError
            return "", below
        match = CAPTION.fullmatch(self._inlines.plain(line.rstrip(" ")))
        after = self._past(below + 1, end)
        follower = self.lines[after] if after < end else ""
        if match is None or "|" in line or follower.startswith(CAPTION_START):
            raise DoubtError
        if follower and after == below + 1:
            raise DoubtError
        return match[1], after

    def _raw(self, line: str, start: int, end: int) -> int:
        """Pass a block of raw HTML through: a comment, or all up to the next empty line."""
        if not self._html:
            raise DoubtError
        after = start + 1
        if not (line.startswith("<!--") and "-->" in line):
            if not _begins_html(line):
                raise DoubtError
            while after < end and self.lines[after].strip(" \t"):
                after += 1
        block = "\n".join(self.lines[start:after])
        self.out.append(block + "\n" if after < len(self.lines) else block)
        return after


_RENDERERS = {
    "#": _Lane._heading,  # noqa: SLF001 - its own table; bound methods would make a cycle
    "|": _Lane._table,  # noqa: SLF001
    ":": _Lane._box,  # noqa: SLF001
    "<": _Lane._raw,  # noqa: SLF001
}
"""What renders the block that begins with a sign."""


def _is_text(line: str) -> bool:
    return not _MARK.match(line) or bool(_STRONG.match(line))


def _item(line: str) -> re.Match[str]:
    match = _ITEM.match(line)
    if match is None:
        raise DoubtError
    return match


def _begins_html(line: str) -> bool:
    """Tell whether a line begins a block of raw HTML; few bodies may hold any."""
    return bool(_html_block().match(line))


@cache
def _html_block() -> re.Pattern[str]:
    names = "p|div|table|tbody|thead|tr|td|th|ul|ol|li|h[1-6]|center|section"
    return re.compile(rf"</?(?:{names})(?=[\s>]|/>|$)", re.IGNORECASE)
