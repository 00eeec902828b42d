"""Splitting a file into front matter and body, and reading the front matter's tree."""

import re

from msgspec import Struct

from govssg.model.finding import Finding, finding
from govssg.parse.text import SourceText, place
from govssg.read.yaml import Node, YamlError, parse_yaml

_FENCE = re.compile(r"---[ \t]*")
_FULL_WIDTH = re.compile(r"^\s*[^\s:：#\"'\[{-][^\s:：]*：", re.MULTILINE)


class Parts(Struct, frozen=True):
    """A file taken apart."""

    node: Node | None
    """The front matter's mapping; None when there is none."""
    body: str
    body_line: int
    """Line of the file on which the body begins."""
    findings: tuple[Finding, ...] = ()
    broken: bool = False
    """Whether the front matter cannot be used at all."""


def split(source: SourceText) -> Parts:
    """Give front matter and body; a broken front matter is a finding, never published text."""
    lines = source.text.split("\n")
    if not lines or not _FENCE.fullmatch(lines[0]):
        return Parts(None, source.text, 1, (finding("F001", place(source, 1)),), broken=True)
    fences = (n for n, line in enumerate(lines) if line[:3] == "---" and _FENCE.fullmatch(line))
    end = next((n for n in fences if n), None)
    if end is None:
        return Parts(None, "", len(lines), (finding("F003", place(source, 1)),), broken=True)
    body = "\n".join(lines[end + 1 :])
    return _read(source, "\n".join(lines[1:end]), body, end + 2)


def _read(source: SourceText, head: str, body: str, body_line: int) -> Parts:
    try:
        node = parse_yaml(head, first_line=2)
    except YamlError as problem:
        found = _problem_finding(source, head, problem)
        return Parts(None, body, body_line, (found,), broken=True)
    if node is None or node.is_empty():
        return Parts(None, body, body_line, (finding("F011", place(source, 1)),), broken=True)
    if node.kind != "mapping":
        wide = _full_width_place(head)
        found = (
            finding("F012", place(source, *wide))
            if wide
            else finding("F006", place(source, node.line, node.column))
        )
        return Parts(None, body, body_line, (found,), broken=True)
    return Parts(node, body, body_line)


def _full_width_place(head: str) -> tuple[int, int] | None:
    """Give line and column of the first full-width colon that stands where YAML wants its own."""
    wide = _FULL_WIDTH.search(head)
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
