"""The fast lane for YAML: mappings of scalars and of lists of scalars, one to a line.

Most front matter is that flat. What this lane reads equals the tree built from libyaml's
events, place by place; at the first doubt it gives nothing, and libyaml reads the text.
"""

import re

from govssg.read.yaml_node import Node

_LONGEST = 1000
"""Lines and commas followed; longer texts may meet a bound, which libyaml's builder counts."""

_ODD = re.compile("[\x00-\x09\x0b-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_KEY = re.compile(r"([A-Za-z]\w{0,60}):(?: +|$)", re.ASCII)
_ENTRY = re.compile(r"( *)- +")
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@` ")
_INSIDE_FLOW = re.compile(r"[\[\]{}?\"'#&*!|>%@`]|:(?![A-Za-z0-9/])|^[-: ]| :")


class _DoubtError(Exception):
    """The text may mean something only libyaml knows."""


def parse_flat(text: str, first_line: int) -> Node | None:
    """Give the tree of a flat mapping, or None if libyaml has to read it.

    Args:
        text: the YAML text.
        first_line: number of its first line in the file it came from.
    """
    lines = text.split("\n")
    if len(lines) + text.count(",") > _LONGEST or not _KEY.match(text) or _ODD.search(text):
        return None
    try:
        pairs = _pairs(lines, first_line)
    except _DoubtError:
        return None
    names = {key.text for key, _value in pairs}
    return Node("mapping", first_line, 1, pairs=pairs) if len(names) == len(pairs) else None


def _pairs(lines: list[str], first_line: int) -> tuple[tuple[Node, Node], ...]:
    pairs = []
    position = 0
    while position < len(lines):
        line = lines[position].rstrip(" ")
        number = first_line + position
        position += 1
        if not line:
            continue
        match = _KEY.match(line)
        if match is None:
            raise _DoubtError
        if match.end() < len(line):
            value = _value(line, number, match.end())
        else:
            items = _entries(lines, position, first_line)
            value = Node("sequence", items[0].line, items[0].column - 2, items=items)
            position += len(items)
        pairs.append((Node("scalar", number, 1, match[1], plain=True), value))
    return tuple(pairs)


def _entries(lines: list[str], start: int, first_line: int) -> tuple[Node, ...]:
    """Give the items of a list with one item to a line, all indented alike."""
    items = []
    for number, line in enumerate(lines[start:], first_line + start):
        match = _ENTRY.match(line)
        if match is None:
            break
        if match.end() - len(match[1]) != 2:  # the list's own place is two before its first item
            raise _DoubtError
        items.append(_scalar(line.rstrip(" "), number, match.end()))
    if not items or len({item.column for item in items}) > 1:
        raise _DoubtError
    return tuple(items)


def _value(line: str, number: int, start: int) -> Node:
    first, last = line[start], line[-1]
    if first == "[" and last == "]":
        items = tuple(_flow_scalar(part, number, at) for part, at in _parts(line, start))
        return Node("sequence", number, start + 1, items=items)
    if first == "{" and last == "}":
        pairs = tuple(_flow_pair(part, number, at) for part, at in _parts(line, start))
        if len({key.text for key, _value in pairs}) < len(pairs):
            raise _DoubtError
        return Node("mapping", number, start + 1, pairs=pairs)
    return _scalar(line, number, start)


def _scalar(line: str, number: int, start: int) -> Node:
    """Give the scalar that fills the rest of a line: plain, or in quotes that hold no other."""
    text = line[start:]
    if len(text) > 1 and text[0] in "'\"" and text.find(text[0], 1) == len(text) - 1:
        if "\\" in text:
            raise _DoubtError
        return Node("scalar", number, start + 1, text[1:-1])
    if not text or text[0] in _INDICATORS or text[-1] == ":" or ": " in text or " #" in text:
        raise _DoubtError
    return Node("scalar", number, start + 1, text, plain=True)


def _parts(line: str, start: int) -> list[tuple[str, int]]:
    """Give what stands between the commas of brackets that fill the rest of a line."""
    inside = line[start + 1 : -1]
    found = []
    at = start + 1
    for part in inside.split(",") if inside.strip(" ") else ():
        found.append((part.strip(" "), at + len(part) - len(part.lstrip(" "))))
        at += len(part) + 1
    return found


def _flow_scalar(text: str, number: int, start: int) -> Node:
    if not text or _INSIDE_FLOW.search(text):
        raise _DoubtError
    return Node("scalar", number, start + 1, text, plain=True)


def _flow_pair(text: str, number: int, start: int) -> tuple[Node, Node]:
    match = _KEY.match(text)
    if match is None or match.end() == len(text):
        raise _DoubtError
    key = Node("scalar", number, start + 1, match[1], plain=True)
    return key, _flow_scalar(text[match.end() :], number, start + match.end())
