"""The fast lane's inlines: text, emphasis and links of which both lanes think alike."""

import re
from itertools import pairwise

from markdown_it.common.normalize_url import normalizeLink, validateLink

from govssg.parse.markdown.blocks import INDENT
from govssg.parse.markdown.collector import Collector
from govssg.parse.markdown.emphasis import flanking
from govssg.parse.markdown.engine import picture_html
from govssg.parse.markdown.inlines import VAGUE, external_attributes, inner_target, joins

_DOUBTFUL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\u1680\u2000-\u200d\u2028\u2029\u202f\u205f\ud800-\udfff\ufeff"
    "&\\\\`<{}^_]"
)
"""Characters that may begin what only the reference engine reads, and unusual spaces."""

_DOUBTFUL_PAIRS = ("~~", "]:", " \n")

_MARKED = re.compile(r'[\n>"*\[\]]')
_PIECE = re.compile(r"\*(\**)|\[([^\[\]*\n]+)\]\(([^\s()\"'*]+)\)|!(\[)")
"""Each branch begins with a letter of its own, so that the search skips over plain text."""

_PICTURE = re.compile(r'!\[([^\[\]*\n]+)\]\(([^\s()"\'*]+)(?: "([^"\n]+)")?\)')
_SIMPLE_TARGET = re.compile(r"[a-z0-9.-]*(?:/[a-z0-9.-]+)*(?:#[a-z0-9-]+)?")
"""Addresses that percent-encoding leaves as they are."""

_TAGS = {1: ("<em>", "</em>"), 2: ("<strong>", "</strong>")}


class DoubtError(Exception):
    """The text may hold what only the reference engine reads."""


def plain(content: str) -> str:
    """Give a content without its indents, provided it is nothing but text on one line.

    Raises:
        DoubtError: it may hold more than text.
    """
    content = _unindented(content)
    if "\n" in content or "*" in content or "[" in content:
        raise DoubtError
    return content


def escaped(text: str) -> str:
    """Give text for HTML; ampersands and opening angles never come this far."""
    return text.replace(">", "&gt;").replace('"', "&quot;")


def inline(gathered: Collector, content: str, line: int) -> str:
    """Give the HTML of a block's content; its links go to the collector.

    Args:
        gathered: takes the links.
        content: Markdown without spaces at its ends.
        line: line of the file on which the content begins.

    Raises:
        DoubtError: the reference engine may see something else in it.
    """
    content = _unindented(content)
    return _pieces(gathered, content, line) if _MARKED.search(content) else content


def picture(gathered: Collector, content: str, line: int) -> str:
    """Give the HTML of a paragraph that is nothing but a picture of the portal's own.

    Raises:
        DoubtError: it is something else.
    """
    match = _PICTURE.fullmatch(content)
    if match is None or _DOUBTFUL.search(content) or not match[1].strip():
        raise DoubtError
    href = _address(match[2])
    if external_attributes(href) is not None or href.startswith("data:"):
        raise DoubtError
    mark = gathered.link(inner_target(href), line, image=True, text=match[1])
    return picture_html(mark, match[1], match[3] or "")


def _address(target: str) -> str:
    href = target if _SIMPLE_TARGET.fullmatch(target) else normalizeLink(target)
    if not validateLink(href):
        raise DoubtError
    return href


def _unindented(content: str) -> str:
    if _DOUBTFUL.search(content) or any(pair in content for pair in _DOUBTFUL_PAIRS):
        raise DoubtError
    if "\u3000" in content:
        content = INDENT.sub(r"\1", content)
    if content.strip() != content or not content or "\n " in content or "\n\n" in content:
        raise DoubtError
    return content


def _pieces(gathered: Collector, content: str, line: int) -> str:
    bare = "](" not in content
    parts: list[str] = []
    runs: list[tuple[int, re.Match[str]]] = []
    end = 0
    for piece in _PIECE.finditer(content):
        parts.append(_text(content[end : piece.start()], bare=bare))
        line += content.count("\n", end, piece.start())
        if piece[1] is not None:
            runs.append((len(parts), piece))
            parts.append("")
        elif piece[4]:
            raise DoubtError  # a picture within text
        else:
            parts.append(_link(gathered, piece, line))
        end = piece.end()
    parts.append(_text(content[end:], bare=bare))
    if runs:
        _emphasise(parts, runs)
    return "".join(parts)


def _text(text: str, *, bare: bool) -> str:
    """Give a run of text; a bracket is text only where no link is near."""
    if not bare and ("[" in text or "]" in text):
        raise DoubtError
    if "\n" in text:
        text = _joined(text)
    return escaped(text)


def _joined(text: str) -> str:
    lines = text.split("\n")
    gaps = ["" if joins(before, after) else "\n" for before, after in pairwise(lines)]
    return "".join(part for pair in zip(lines, [*gaps, ""], strict=True) for part in pair)


def _link(gathered: Collector, piece: re.Match[str], line: int) -> str:
    text = piece[2].strip()
    if not text or text in VAGUE:
        raise DoubtError
    href = _address(piece[3])
    attributes = external_attributes(href)
    if attributes is None:
        address = gathered.link(inner_target(href), line, text=text)
        return f'<a href="{address}">{escaped(piece[2])}</a>'
    shown = "".join(f' {name}="{value}"' for name, value in attributes)
    return f'<a href="{escaped(href)}"{shown}>{escaped(piece[2])}</a>'


def _emphasise(parts: list[str], runs: list[tuple[int, re.Match[str]]]) -> None:
    """Put tags in place of star runs that plainly pair, one after the other."""
    tags = _TAGS.get(len(runs[0][1][0]))
    if tags is None or len(runs) % 2:
        raise DoubtError
    for number, (position, run) in enumerate(runs):
        content, closing = run.string, number % 2
        after = content[run.end()] if run.end() < len(content) else " "
        before = content[run.start() - 1] if run.start() else " "
        if len(run[0]) != len(runs[0][1][0]) or not flanking(before, after, "*")[closing]:
            raise DoubtError
        parts[position] = tags[closing]
