"""Core rules over inlines: line breaks between Chinese characters, links and pictures."""

from collections.abc import Iterator
from itertools import islice, takewhile

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from govssg.model.finding import Severity
from govssg.parse.markdown.blocks import collector
from govssg.parse.markdown.characters import joins
from govssg.parse.markdown.collector import Collector
from govssg.parse.markdown.dialect import VAGUE, external_attributes, inner_target, is_external


def join_lines(state: StateCore) -> None:
    """Drop a line break between two Chinese characters: it would show as a space."""
    for token in state.tokens:
        children = token.children or []
        for before, child, after in zip(children, children[1:], children[2:], strict=False):
            if child.type == "softbreak" and joins(before.content, after.content):
                child.type, child.content = "text", ""


def gather_links(state: StateCore) -> None:
    """Put a mark in place of every inner address; the plan knows what it leads to."""
    gathered = collector(state)
    for token in state.tokens:
        children = token.children or []
        for position, (child, line) in enumerate(_with_lines(token, gathered)):
            if child.type == "link_open":
                _link(gathered, child, line, _link_text(children, position + 1))
            elif child.type == "image":
                _image(gathered, child, line)


def _with_lines(token: Token, gathered: Collector) -> Iterator[tuple[Token, int]]:
    line = gathered.line(token.map[0] if token.map else 0)
    for child in token.children or []:
        yield child, line
        if child.type in {"softbreak", "hardbreak"}:
            line += 1


def _link_text(children: list[Token], start: int) -> str:
    """Give the text between an opening tag and its closing one."""
    rest = islice(children, start, None)
    inside = takewhile(lambda child: child.type != "link_close", rest)
    return "".join(child.content for child in inside).strip()


def _link(gathered: Collector, token: Token, line: int, text: str) -> None:
    target = str(token.attrGet("href") or "")
    if text in VAGUE:
        gathered.report("A103", line, Severity.WARNING, text=text)
    attributes = external_attributes(target)
    if attributes is None:
        token.attrSet("href", gathered.link(inner_target(target), line, text=text))
        return
    for name, value in attributes:
        token.attrSet(name, value)


def _image(gathered: Collector, token: Token, line: int) -> None:
    target = str(token.attrGet("src") or "")
    if not token.content.strip():
        gathered.report("A101", line, target=target)
    if is_external(target) or target.startswith("data:"):
        gathered.report("L107", line, target=target[:80])
        token.attrSet("src", "")
        return
    token.attrSet("src", gathered.link(inner_target(target), line, image=True, text=token.content))
