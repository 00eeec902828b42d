"""A finding: what is wrong, where, and in which words; a value, never an exception."""

from enum import StrEnum

from msgspec import Struct


class Severity(StrEnum):
    """How much a finding matters: errors close the gate, the others inform."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Span(Struct, frozen=True, order=True):
    """A place in a source file; lines and columns count from 1, 0 means the whole file."""

    path: str
    """Path from the project root, with forward slashes."""
    line: int = 0
    column: int = 0
    length: int = 1
    """Characters to underline with carets."""
    excerpt: str = ""
    """The source line itself, so that a cached finding can still show it."""


class Finding(Struct, frozen=True, order=True):
    """One thing to mend; its sentence comes from the table in ``report.messages``."""

    span: Span
    code: str
    severity: Severity
    arguments: tuple[tuple[str, str], ...] = ()
    """Named values for the message, sorted by name."""


def finding(
    code: str, span: Span, severity: Severity = Severity.ERROR, /, **arguments: object
) -> Finding:
    """Make a finding with its message arguments turned to text."""
    named = tuple(sorted((name, str(value)) for name, value in arguments.items()))
    return Finding(span=span, code=code, severity=severity, arguments=named)


def excerpt_span(path: str, text: str, line: int, column: int, length: int = 1) -> Span:
    """Give the span at a place of ``text``, with the (shortened) line it stands on."""
    lines = text.split("\n", line)
    content = lines[line - 1] if 0 < line <= len(lines) else ""
    return Span(path, line, column, max(length, 1), content.rstrip("\r")[:200])
