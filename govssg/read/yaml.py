"""YAML with places: a bounded tree of nodes that keeps every scalar as it was written.

What a plain scalar means is decided later by the schema of its field, so ``010203`` stays
``010203`` and ``no`` stays a word; ``yaml_1_1_type`` tells what ordinary YAML 1.1 readers would
have made of it.
"""

import re
from functools import cache

from govssg.read.flat_yaml import parse_flat
from govssg.read.yaml_node import Node, YamlError

__all__ = ["Node", "YamlError", "parse_yaml", "yaml_1_1_type"]

MAXIMUM_SIZE = 128 * 1024
"""Characters of one YAML text; the longest honest front matter seen has 6,000."""

_TRUTHS = frozenset(
    spelt
    for word in ("yes", "no", "true", "false", "on", "off")
    for spelt in (word, word.capitalize(), word.upper())
)

_NUMERIC = frozenset("+-.0123456789")
"""First characters of numbers."""

_FLOAT = r"""
    [-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?
    | \.[0-9][0-9_]*(?:[eE][-+][0-9]+)?
    | [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*
    | [-+]?\.(?:inf|Inf|INF)
    | \.(?:nan|NaN|NAN)
"""
_INTEGER = r"""
    [-+]?0b[01_]+
    | [-+]?0[0-7_]+
    | [-+]?(?:0|[1-9][0-9_]*)
    | [-+]?0x[0-9a-fA-F_]+
    | [-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+
"""


def parse_yaml(text: str, first_line: int = 1) -> Node | None:
    """Give the tree of a one-document YAML text, or None when it is empty.

    Args:
        text: the YAML text.
        first_line: number of its first line in the file it came from.

    Raises:
        YamlError: a syntax error, an anchor or alias, a tag, a duplicate key, or a bound.
    """
    if len(text) > MAXIMUM_SIZE:
        raise YamlError("F007", first_line, 1, limit=str(MAXIMUM_SIZE))
    tree = parse_flat(text, first_line)
    if tree is not None:
        return tree
    from govssg.read.libyaml import parse_by_events  # noqa: PLC0415 - slow to import

    return parse_by_events(text, first_line)


def yaml_1_1_type(text: str) -> str:
    """Tell what YAML 1.1 makes of a plain scalar: ``bool``, ``int``, ``float``, else ``str``.

    Other tools, an editor's plug-in among them, read it that way. A test holds the answer
    against PyYAML's, which is slow to import; days and nulls count as texts here.
    """
    if text in _TRUTHS:
        return "bool"
    match = _number().fullmatch(text) if text[:1] in _NUMERIC else None
    return str(match.lastgroup) if match else "str"


@cache
def _number() -> re.Pattern[str]:
    return re.compile(rf"(?P<float>{_FLOAT})|(?P<int>{_INTEGER})", re.VERBOSE)
