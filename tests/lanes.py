"""Comparing the fast lanes with their references, for the tests of the law *lanes agree*."""

from collections.abc import Iterable
from pathlib import Path

from govssg.model.finding import Finding
from govssg.parse.front_matter import mapping, split
from govssg.parse.markdown import render, render_by_reference
from govssg.parse.markdown.collector import Collector
from govssg.parse.markdown.lane import fast_html
from govssg.parse.text import SourceText, decode
from govssg.read.flat_yaml import parse_flat
from govssg.read.libyaml import parse_by_events
from govssg.read.yaml import Node


def is_fast(source: SourceText, body: str, line: int, *, html: bool) -> bool:
    """Tell whether the fast lane takes a body; if so, both lanes must agree on it."""
    if fast_html(Collector(source, line), body, html=html) is None:
        return False
    taken = render(source, body, line, html=html)
    assert taken == render_by_reference(source, body, line, html=html), source.path
    return True


def shares(files: Iterable[Path]) -> tuple[int, int, int]:
    """Give the number of documents, and of those whose body and front matter go fast."""
    count = bodies = fronts = 0
    for path in files:
        source = decode(str(path), path.read_bytes())
        assert not isinstance(source, Finding)
        parts = split(source)
        node = mapping(source, parts.head)
        assert isinstance(node, Node)
        html = any(key.text == "html" for key, _value in node.pairs)
        count += 1
        bodies += is_fast(source, parts.body, parts.body_line, html=html)
        fronts += is_flat(parts.head)
    return count, bodies, fronts


def is_flat(text: str) -> bool:
    """Tell whether the fast lane takes a front matter; if so, both must give the same tree."""
    tree = parse_flat(text, 2)
    assert tree is None or tree == parse_by_events(text, 2)
    return tree is not None
