"""Bytes into text: UTF-8, line ends, marks and control characters, each oddity a finding."""

import re

from msgspec import Struct

from govssg.model.finding import Finding, Severity, Span, excerpt_span, finding

MAXIMUM_BYTES = 2 * 1024 * 1024
"""Size of one source file; the longest law in the real corpus has 240 KB."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class SourceText(Struct, frozen=True):
    """A file as clean text, each line ended by a line feed."""

    path: str
    text: str
    findings: tuple[Finding, ...] = ()


def decode(path: str, data: bytes) -> SourceText | Finding:
    """Give the text of a file, or the finding that makes it unreadable."""
    if len(data) > MAXIMUM_BYTES:
        return finding("F204", Span(path), size=len(data), limit=MAXIMUM_BYTES)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return finding("F201", Span(path, line, 1), byte=error.start)
    findings = []
    if data.startswith(b"\xef\xbb\xbf"):
        findings.append(finding("F202", Span(path, 1, 1), Severity.NOTE))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    bad = _CONTROL.search(text)
    if bad:
        line = text.count("\n", 0, bad.start()) + 1
        column = bad.start() - text.rfind("\n", 0, bad.start())
        code = f"U+{ord(bad[0]):04X}"
        findings.append(finding("F203", Span(path, line, column), Severity.WARNING, code=code))
        text = _CONTROL.sub("", text)
    return SourceText(path, text, tuple(findings))


def place(source: SourceText, line: int, column: int = 1, length: int = 1) -> Span:
    """Give the span at a place of a text."""
    return excerpt_span(source.path, source.text, line, column, length)
