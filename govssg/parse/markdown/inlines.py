"""Core rules over inlines: line breaks between Chinese characters, links and pictures."""

import re
from collections.abc import Iterator
from itertools import islice, takewhile
from urllib.parse import unquote, urlsplit

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from govssg.model.finding import Severity
from govssg.parse.markdown.blocks import collector
from govssg.parse.markdown.collector import Collector
from govssg.parse.markdown.emphasis import is_han, is_wide_punctuation

_EXTERNAL = re.compile(r"https?://", re.IGNORECASE)
_DIRECT = re.compile(r"(?:mailto:|tel:)", re.IGNORECASE)

VAGUE = frozenset(
    {"点击这里", "这里", "点击", "点此", "点击查看", "查看", "查看详情", "详情", "更多", "链接",
     "点击下载", "下载", "查看更多", "here", "click here", "more", "link"}
)  # fmt: skip
"""Link texts that say nothing out of context (WCAG 2.4.4, 2.4.9)."""


def join_lines(state: StateCore) -> None:
    """Drop a line break between two Chinese characters: it would show as a space."""
    for token in state.tokens:
        children = token.children or []
        for before, child, after in zip(children, children[1:], children[2:], strict=False):
            if child.type == "softbreak" and joins(before.content, after.content):
                child.type, child.content = "text", ""


def joins(before: str, after: str) -> bool:
    """Tell whether the break between two texts is dropped."""
    left, right = before[-1:], after[:1]
    return bool(left and right) and _is_wide(left) and _is_wide(right)


def _is_wide(character: str) -> bool:
    return is_han(character) or is_wide_punctuation(character)


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


def external_attributes(target: str) -> tuple[tuple[str, str], ...] | None:
    """Give what marks a link that leaves the portal; None for a link that stays inside.

    Government hosts need no notice (发展指引).
    """
    if _DIRECT.match(target):
        return ()
    if not _EXTERNAL.match(target):
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


def _image(gathered: Collector, token: Token, line: int) -> None:
    target = str(token.attrGet("src") or "")
    if not token.content.strip():
        gathered.report("A101", line, target=target)
    if _EXTERNAL.match(target) or target.startswith("data:"):
        gathered.report("L107", line, target=target[:80])
        token.attrSet("src", "")
        return
    token.attrSet("src", gathered.link(unquote(target), line, image=True, text=token.content))
