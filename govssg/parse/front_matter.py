"""Splitting a file into front matter and body, and reading the front matter's tree."""

import re

from msgspec import Struct

from govssg.model.finding import Finding, finding
from govssg.parse.text import SourceText, place
from govssg.read.yaml import Node, YamlError, parse_yaml

_OPENING = re.compile(r"---[ \t]*(?:\n|\Z)")
_CLOSING = re.compile(r"\n---[ \t]*(?:\n|\Z)")
_FULL_WIDTH = r"(?m)^\s*[^\s:：#\"'\[{-][^\s:：]*："


class Parts(Struct, frozen=True):
    """A file taken apart."""

    head: str
    """The front matter, between its fences."""
    body: str
    body_line: int
    """Line of the file on which the body begins."""
    findings: tuple[Finding, ...] = ()
    broken: bool = False
    """Whether there is no front matter, or no end of it."""


def split(source: SourceText) -> Parts:
    """Give front matter and body; a file without a front matter is a finding, never a page."""
    text = source.text
    opening = _OPENING.match(text)
    if opening is None:
        return Parts("", text, 1, (finding("F001", place(source, 1)),), broken=True)
    closing = _CLOSING.search(text, opening.end() - 1)
    if closing is None:
        last = text.count("\n") + 1
        return Parts("", "", last, (finding("F003", place(source, 1)),), broken=True)
    head = text[opening.end() : closing.start()]
    return Parts(head, text[closing.end() :], text.count("\n", 0, closing.start()) + 3)


def mapping(source: SourceText, head: str) -> Node | Finding:
    """Give the front matter's mapping, or the finding that makes it useless."""
    try:
        node = parse_yaml(head, first_line=2)
    except YamlError as problem:
        return _problem_finding(source, head, problem)
    if node is None or node.is_empty():
        return finding("F011", place(source, 1))
    if node.kind == "mapping":
        return node
    wide = _full_width_place(head)
    if wide:
        return finding("F012", place(source, *wide))
    return finding("F006", place(source, node.line, node.column))


def _full_width_place(head: str) -> tuple[int, int] | None:
    """Give line and column of the first full-width colon that stands where YAML wants its own."""
    wide = re.search(_FULL_WIDTH, head)
    if wide is None:
        return None
    line_start = head.rfind("\n", 0, wide.end() - 1) + 1
    return head.count("\n", 0, wide.end()) + 2, wide.end() - line_start


def _problem_finding(source: SourceText, head: str, problem: YamlError) -> Finding:
    code, line, column = problem.code, problem.line, problem.column
    wide = _full_width_place(head)
    if code == "F002" and wide:
        return finding("F012", place(source, *wide))
    if code == "F002" and "\t" in head:
        return finding("F013", place(source, line, column))
    return finding(code, place(source, line, column), **problem.arguments)
