"""The fast lane for YAML: mappings of scalars and of lists of scalars, one to a line.

Most front matter is that flat. What this lane reads equals the tree built from libyaml's
events, place by place; at the first doubt it gives nothing, and libyaml reads the text.
"""

import re

from govssg.read.yaml_node import Node

_LONGEST = 1000
"""Lines and commas followed; longer texts may meet a bound, which libyaml's builder counts."""

_ODD = re.compile("[\x00-\x09\x0b-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_LONGEST_PLAIN = 4000
"""Characters of a text read without a tree; it cannot meet any of libyaml's bounds."""

_LONGEST_KEY = 61
"""Characters of a key read here; libyaml's own bound is 1,024."""

_KEY = re.compile(r"([A-Za-z]\w{0,60}):(?: +|$)", re.ASCII)
_ENTRY = re.compile(r"( *)- +")
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@` ")
_INSIDE_FLOW = re.compile(r"[\[\]{}?\"'#&*!|>%@`]|:(?![A-Za-z0-9/])| :")


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


def plain_values(text: str) -> dict[str, str | list[str]] | None:
    """Give the values of a mapping of unquoted texts and bracketed lists of them, by key.

    They are the values of ``parse_flat``'s tree without their places, at a third of its cost;
    None if the text holds anything else.
    """
    if len(text) > _LONGEST_PLAIN or _ODD.search(text):
        return None
    values: dict[str, str | list[str]] = {}
    for line in text.split("\n"):
        key, _, rest = line.partition(": ")
        rest = rest.strip(" ")
        value = _plain_items(rest) if rest[:1] == "[" else rest
        if not value or key in values or not _is_key(key):
            return None
        if value is rest and not _is_plain(rest):
            return None
        values[key] = value
    return values


def _plain_items(text: str) -> list[str]:
    """Give the texts between brackets, none if there is anything else."""
    if text[-1] != "]" or _INSIDE_FLOW.search(text, 1, len(text) - 1):
        return []
    items = [item.strip(" ") for item in text[1:-1].split(",")]
    return items if all(item and item[0] not in "-:" for item in items) else []


def _is_plain(text: str) -> bool:
    ends = text[0] in _INDICATORS or text[-1] == ":"
    return not (ends or ": " in text or " #" in text)


def _pairs(lines: list[str], first_line: int) -> tuple[tuple[Node, Node], ...]:
    pairs = []
    position = 0
    while position < len(lines):
        line = lines[position].rstrip(" ")
        number = first_line + position
        position += 1
        if not line:
            continue
        key, colon, rest = line.partition(": ")
        if colon:
            value = _value(line, number, len(line) - len(rest.lstrip(" ")))
        else:
            key = line.removesuffix(":")
            items = _entries(lines, position, first_line)
            value = Node("sequence", items[0].line, items[0].column - 2, items=items)
            position += len(items)
        if not _is_key(key) or len(key) == len(line):
            raise _DoubtError
        pairs.append((Node("scalar", number, 1, key, plain=True), value))
    return tuple(pairs)


def _is_key(text: str) -> bool:
    return text.isidentifier() and text.isascii() and text[0] != "_" and len(text) <= _LONGEST_KEY


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
        items = _flow_items(line[start + 1 : -1], number, start + 2)
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
    if not text or not _is_plain(text):
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


def _flow_items(inside: str, number: int, column: int) -> tuple[Node, ...]:
    """Give the items between brackets; searched for doubts once, for all of them."""
    if _INSIDE_FLOW.search(inside):
        raise _DoubtError
    items = []
    for part in inside.split(",") if inside.strip(" ") else ():
        text = part.strip(" ")
        if not text or text[0] in "-:":
            raise _DoubtError
        at = column + len(part) - len(part.lstrip(" "))
        items.append(Node("scalar", number, at, text, plain=True))
        column += len(part) + 1
    return tuple(items)


def _flow_scalar(text: str, number: int, start: int) -> Node:
    if not text or text[0] in "-:" or _INSIDE_FLOW.search(text):
        raise _DoubtError
    return Node("scalar", number, start + 1, text, plain=True)


def _flow_pair(text: str, number: int, start: int) -> tuple[Node, Node]:
    match = _KEY.match(text)
    if match is None or match.end() == len(text):
        raise _DoubtError
    key = Node("scalar", number, start + 1, match[1], plain=True)
    return key, _flow_scalar(text[match.end() :], number, start + match.end())
