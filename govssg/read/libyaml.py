"""YAML read by libyaml, which reads everything: its events built into a bounded tree of nodes.

Loading it takes more than reading a plain document does, so it is loaded for texts that the
fast lane gives up.
"""

from collections.abc import Iterator

import yaml

from govssg.read.yaml_node import Node, YamlError

MAXIMUM_DEPTH = 16
MAXIMUM_NODES = 20_000


def parse_by_events(text: str, first_line: int = 1) -> Node | None:
    """Give the tree of a one-document YAML text from libyaml's events alone.

    What the fast lane reads must equal it; arguments and errors are those of ``parse_yaml``.
    """
    try:
        events = yaml.parse(text, Loader=yaml.CSafeLoader)
        return _Builder(first_line - 1).document(events)
    except yaml.YAMLError as error:
        raise _syntax_problem(error, first_line - 1) from error


def _syntax_problem(error: yaml.YAMLError, offset: int) -> YamlError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    return YamlError("F002", line + offset, column, reason=str(reason))


class _Builder:
    """Builds nodes from parser events, counting depth and size as it goes."""

    def __init__(self, offset: int) -> None:
        self._offset = offset
        self._nodes = 0

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        root: Node | None = None
        for event in events:
            if isinstance(event, (yaml.StreamStartEvent, yaml.StreamEndEvent)):
                continue
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise self._problem("F009", event)
                continue
            if isinstance(event, yaml.DocumentEndEvent):
                continue
            root = self._node(event, events, 0)
        return root

    def _problem(self, code: str, event: yaml.Event, **arguments: str) -> YamlError:
        return YamlError(code, *self._place(event), **arguments)

    def _place(self, event: yaml.Event) -> tuple[int, int]:
        mark = event.start_mark
        return (mark.line + 1 + self._offset, mark.column + 1) if mark else (1, 1)

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        self._guard(event, depth)
        line, column = self._place(event)
        if isinstance(event, yaml.ScalarEvent):
            return Node("scalar", line, column, text=event.value, plain=not event.style)
        children = self._children(events, depth + 1)
        if isinstance(event, yaml.SequenceStartEvent):
            return Node("sequence", line, column, items=children)
        return Node("mapping", line, column, pairs=self._pairs(children))

    def _guard(self, event: yaml.Event, depth: int) -> None:
        self._nodes += 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._problem("F005", event)
        tag = getattr(event, "tag", None)
        if tag and tag != "!":
            raise self._problem("F008", event, tag=str(tag))
        if depth > MAXIMUM_DEPTH or self._nodes > MAXIMUM_NODES:
            raise self._problem("F007", event, limit=str(MAXIMUM_NODES))

    def _children(self, events: Iterator[yaml.Event], depth: int) -> tuple[Node, ...]:
        children = []
        for event in events:
            if isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
                break
            children.append(self._node(event, events, depth))
        return tuple(children)

    def _pairs(self, children: tuple[Node, ...]) -> tuple[tuple[Node, Node], ...]:
        pairs = tuple(zip(children[::2], children[1::2], strict=True))
        seen: dict[str, Node] = {}
        for key, _value in pairs:
            if key.kind != "scalar":
                raise YamlError("F010", key.line, key.column)
            if key.text in seen:
                first = str(seen[key.text].line)
                raise YamlError("F004", key.line, key.column, key=key.text, first=first)
            seen[key.text] = key
        return pairs
