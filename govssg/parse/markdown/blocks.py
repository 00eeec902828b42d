"""Core rules over blocks: indents, headings, tables, pictures that stand alone."""

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from govssg.model.document import Heading
from govssg.model.finding import Severity
from govssg.parse.markdown.collector import Collector
from govssg.parse.markdown.dialect import CAPTION, DEEPEST, INDENT

_ANCHOR = re.compile(r"\s*\{#([A-Za-z][\w-]*)\}\s*$")


def collector(state: StateCore) -> Collector:
    """Give the collector that travels in the environment."""
    found = state.env["collector"]
    assert isinstance(found, Collector)  # noqa: S101 - put there by render()
    return found


def strip_indents(state: StateCore) -> None:
    """Drop ideographic spaces typed as paragraph indents; the stylesheet indents."""
    for token in state.tokens:
        if token.type == "inline" and "\u3000" in token.content:
            token.content = INDENT.sub(r"\1", token.content)


def number_headings(state: StateCore) -> None:
    """Give headings their anchors, and levels that start at 2 and never skip."""
    gathered = collector(state)
    for opening, inline, closing in zip(
        state.tokens, state.tokens[1:], state.tokens[2:], strict=False
    ):
        if opening.type != "heading_open":
            continue
        written = int(opening.tag[1])
        line = gathered.line(opening.map[0] if opening.map else 0)
        level = _level(gathered, written, line)
        opening.tag = closing.tag = f"h{level}"
        _anchor(gathered, opening, inline, level)


def _level(gathered: Collector, written: int, line: int) -> int:
    if written == 1:
        gathered.report("A104", line, Severity.WARNING)
    level = min(max(written, 2), gathered.level + 1, DEEPEST)
    if level < written:
        gathered.report("A102", line, Severity.WARNING, written=written, right=level)
    gathered.level = level
    return level


def _anchor(gathered: Collector, opening: Token, inline: Token, level: int) -> None:
    own = _ANCHOR.search(inline.content)
    if own and inline.children:
        inline.content = inline.content[: own.start()]
        inline.children[-1].content = _ANCHOR.sub("", inline.children[-1].content)
    text = plain_text(inline)
    anchor = gathered.claim(own[1]) if own else gathered.anchor(text)
    opening.attrSet("id", anchor)
    gathered.headings.append(Heading(level, anchor, text))


def plain_text(inline: Token) -> str:
    """Give the visible text of an inline token."""
    parts = []
    for child in inline.children or []:
        if child.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif child.type in {"text", "code_inline", "text_special"} or child.type == "image":
            parts.append(child.content)
    return "".join(parts).strip()


def finish_tables(state: StateCore) -> None:
    """Give tables their caption, scope and alignment classes (no inline styles)."""
    tokens: list[Token] = []
    opened = 0
    skip = 0
    for position, token in enumerate(state.tokens):
        if skip:
            skip -= 1
            continue
        if token.type == "table_open":
            opened = len(tokens)
        if token.type in {"th_open", "td_open"}:
            _cell(token)
        tokens.append(token)
        if token.type == "table_close":
            caption = _caption(state.tokens[position + 1 : position + 4])
            skip = 3 if caption else 0
            tokens[opened].meta["caption"] = caption or _caption_row(tokens, opened)
    state.tokens = tokens


def _cell(token: Token) -> None:
    if token.type == "th_open":
        token.attrSet("scope", "col")
    style = token.attrs.pop("style", None)
    if style:
        token.attrSet("class", f"align-{str(style).rpartition(':')[2].strip()}")


def _caption(following: list[Token]) -> str:
    if len(following) < 3 or following[0].type != "paragraph_open":
        return ""
    match = CAPTION.fullmatch(following[1].content)
    return match[1] if match else ""


def _caption_row(tokens: list[Token], opened: int) -> str:
    """Take the caption out of the last row: a line directly below a table is read as a row."""
    rows = [n for n in range(opened, len(tokens)) if tokens[n].type == "tr_open"]
    cells = [token.content for token in tokens[rows[-1] :] if token.type == "inline"]
    match = CAPTION.fullmatch(cells[0]) if cells and not any(cells[1:]) else None
    if match is None:
        return ""
    end = next(n for n in range(rows[-1], len(tokens)) if tokens[n].type == "tr_close")
    del tokens[rows[-1] : end + 1]
    return match[1]


def lift_pictures(state: StateCore) -> None:
    """Turn a paragraph that is only a picture with a title into a figure."""
    for opening, inline, closing in zip(
        state.tokens, state.tokens[1:], state.tokens[2:], strict=False
    ):
        children = inline.children or []
        if opening.type != "paragraph_open" or len(children) != 1 or children[0].type != "image":
            continue
        opening.tag = closing.tag = "figure"
        children[0].meta["caption"] = str(children[0].attrGet("title") or "")
        opening.hidden = closing.hidden = False
