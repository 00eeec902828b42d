"""The fast lane's inlines: text, emphasis and links of which both lanes think alike."""

import re
from itertools import pairwise

from govssg.model.document import Link
from govssg.parse.markdown.characters import flanking, joins
from govssg.parse.markdown.collector import Collector
from govssg.parse.markdown.dialect import (
    INDENT,
    VAGUE,
    external_attributes,
    inner_target,
    picture_html,
)

_DOUBTFUL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\u1680\u2000-\u200d\u2028\u2029\u202f\u205f\ud800-\udfff\ufeff"
    "&\\\\`<{}^_]"
)
"""Characters that may begin what only the reference engine reads, and unusual spaces."""

_LINK = re.compile(r"\[([^\[\]*\n]+)\]\(([^\s()\"'*]+)\)")
_PIECE = re.compile(rf"\*\**|{_LINK.pattern}")
"""A run of stars or a link; only for a link is there a last group.

Every pattern here begins with one letter, not with a repeated one (``\\*+``): so the search
skips over plain text, which makes it five times as fast.
"""

_PICTURE = re.compile(r'!\[([^\[\]*\n]+)\]\(([^\s()"\'*]+)(?: "([^"\n]+)")?\)')
_SIMPLE_TARGET = re.compile(
    r"(?!(?:vbscript|javascript|file|data):)"
    r"(?:https?://[a-z0-9.-]{1,63}|(?:[a-z0-9-]+:)?[A-Za-z0-9.-]{0,63})"
    r"(?:/[A-Za-z0-9.-]+)*/?(?:#[A-Za-z0-9-]+)?"
)
"""Addresses that percent-encoding leaves as they are; a host's label has up to 63 letters."""

_LOOSE = re.compile(r" \n|\n[ \n]")
"""A hard break, or what is left of a line that was nothing but an indent."""

_TAGS = {1: ("<em>", "</em>"), 2: ("<strong>", "</strong>")}


class DoubtError(Exception):
    """The text may hold what only the reference engine reads."""


def escaped(text: str) -> str:
    """Give text for HTML; ampersands and opening angles never come this far."""
    return text.replace(">", "&gt;").replace('"', "&quot;")


class Inlines:
    """Renders the contents of one body's blocks.

    A body without raw HTML is searched for doubts once as a whole, which costs a fifth of
    searching every content; a body with it may hold them in its blocks of HTML.

    Args:
        gathered: takes the links.
        text: the body.
        lines: the same, cut into lines.
        html: whether raw HTML stands for itself.

    Raises:
        DoubtError: only the reference engine can be trusted with the body.
    """

    def __init__(self, gathered: Collector, text: str, lines: list[str], *, html: bool) -> None:
        self._gathered = gathered
        self._lines = lines
        self._html = html
        self._indents = "\u3000" in text
        self._escapes = ">" in text or '"' in text
        if not html:
            _refuse_doubts(text)

    def inline(self, content: str, offset: int) -> str:
        """Give the HTML of a block's content; its links go to the collector.

        Args:
            content: Markdown without spaces at its ends.
            offset: line of the body on which the content begins, from 0.

        Raises:
            DoubtError: the reference engine may see something else in it.
        """
        several = "\n" in content
        if several or self._indents or self._html:
            content = self._unindented(content)
        if "*" in content or "[" in content:
            return self._pieces(content, offset)
        return self._text(content) if several or self._escapes else content

    def is_plain(self, line: str) -> bool:
        """Tell whether the contents of a line are their own HTML."""
        known = not (self._html or self._indents or self._escapes)
        return known and "*" not in line and "[" not in line

    def plain(self, content: str) -> str:
        """Give a content without its indents, provided it is nothing but text on one line.

        Raises:
            DoubtError: it may hold more than text.
        """
        content = self._unindented(content)
        if "\n" in content or "*" in content or "[" in content:
            raise DoubtError
        return content

    def picture(self, content: str, offset: int) -> str:
        """Give the HTML of a paragraph that is nothing but a picture of the portal's own.

        Raises:
            DoubtError: it is something else.
        """
        match = _PICTURE.fullmatch(content)
        if match is None or not match[1].strip():
            raise DoubtError
        if self._html:
            _refuse_doubts(content)
        href = _address(match[2])
        if external_attributes(href) is not None or href.startswith("data:"):
            raise DoubtError
        mark = self._mark(href, offset, match[1], image=True)
        return picture_html(mark, match[1], match[3] or "")

    def _unindented(self, content: str) -> str:
        if self._html:
            _refuse_doubts(content)
        if "\u3000" not in content and "\n" not in content:
            return content  # bare at its ends, for there are no other spaces
        content = INDENT.sub(r"\1", content)
        if content.strip() != content or not content or _LOOSE.search(content):
            raise DoubtError
        return content

    def _pieces(self, content: str, offset: int) -> str:
        several = "\n" in content
        rich = several or self._escapes
        parts: list[str] = []
        runs: list[tuple[int, re.Match[str]]] = []
        end = links = 0
        for piece in (_PIECE if "*" in content else _LINK).finditer(content):
            start = piece.start()
            parts.append(self._text(content[end:start]) if rich else content[end:start])
            if several:
                offset += content.count("\n", end, start)
            end = piece.end()
            if piece.lastindex:
                if parts[-1].endswith("!"):
                    raise DoubtError  # a picture within text
                parts.append(self._link(piece, offset))
                links += 1
            else:
                runs.append((len(parts), piece))
                parts.append("")
        parts.append(self._text(content[end:]) if rich else content[end:])
        if "[" in content:
            _refuse_brackets(content, links)
        if runs:
            _emphasise(parts, runs)
        return "".join(parts)

    def _text(self, text: str) -> str:
        if "\n" in text:
            text = _joined(text)
        return escaped(text) if self._escapes else text

    def _link(self, piece: re.Match[str], offset: int) -> str:
        shown, target = piece.groups()
        text = shown.strip()
        if not text or text in VAGUE:
            raise DoubtError
        href = _address(target)
        attributes = external_attributes(href)
        if attributes is None:
            mark = self._mark(href, offset, text)
            return f'<a href="{mark}">{escaped(shown)}</a>'
        extra = "".join(f' {name}="{value}"' for name, value in attributes)
        return f'<a href="{escaped(href)}"{extra}>{escaped(shown)}</a>'

    def _mark(self, href: str, offset: int, text: str, *, image: bool = False) -> str:
        """Remember a link that stays inside and give its mark."""
        target = inner_target(href)
        line, column = self._gathered.line(offset), self._lines[offset].find(target) + 1
        return self._gathered.remember(Link(target, line, column, image=image, text=text))


def _refuse_doubts(text: str) -> None:
    if _DOUBTFUL.search(text) or ("~" in text and "~~" in text):
        raise DoubtError


def _refuse_brackets(content: str, links: int) -> None:
    """Refuse brackets that no link explains; far from any link they are text."""
    near = links or "](" in content or "]:" in content
    if near and not content.count("[") == content.count("]") == links:
        raise DoubtError


def _address(target: str) -> str:
    if _SIMPLE_TARGET.fullmatch(target):
        return target
    from markdown_it.common.normalize_url import (  # noqa: PLC0415 - slow, and few are so odd
        normalizeLink,
        validateLink,
    )

    href = normalizeLink(target)
    if not validateLink(href):
        raise DoubtError
    return href


def _joined(text: str) -> str:
    lines = text.split("\n")
    gaps = ["" if joins(before, after) else "\n" for before, after in pairwise(lines)]
    return "".join(part for pair in zip(lines, [*gaps, ""], strict=True) for part in pair)


def _emphasise(parts: list[str], runs: list[tuple[int, re.Match[str]]]) -> None:
    """Put tags in place of star runs that plainly pair, one after the other."""
    width = len(runs[0][1][0])
    tags = _TAGS.get(width)
    if tags is None or len(runs) % 2:
        raise DoubtError
    for number, (position, run) in enumerate(runs):
        content, closing = run.string, number % 2
        after = content[run.end()] if run.end() < len(content) else " "
        before = content[run.start() - 1] if run.start() else " "
        if len(run[0]) != width or not flanking(before, after, "*")[closing]:
            raise DoubtError
        parts[position] = tags[closing]
