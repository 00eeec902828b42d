"""Bytes into text: UTF-8, line ends, marks and control characters, each oddity a finding."""

import re

from msgspec import Struct

from govssg.model.finding import Finding, Severity, Span, excerpt_span, finding

MAXIMUM_BYTES = 2 * 1024 * 1024
"""Size of one source file; the longest law in the real corpus has 240 KB."""

_MARK = b"\xef\xbb\xbf"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_CONTROL_BYTES = bytes(code for code in range(0x80) if _CONTROL.match(chr(code)))


class SourceText(Struct, frozen=True):
    """A file as clean text, each line ended by a line feed."""

    path: str
    text: str
    findings: tuple[Finding, ...] = ()


def decode(path: str, data: bytes) -> SourceText | Finding:
    """Give the text of a file, or the finding that makes it unreadable."""
    if len(data) > MAXIMUM_BYTES:
        return finding("F204", Span(path), size=len(data), limit=MAXIMUM_BYTES)
    marked = data.startswith(_MARK)
    try:
        text = (data[len(_MARK) :] if marked else data).decode()  # four times "utf-8-sig"'s speed
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return finding("F201", Span(path, line, 1), byte=error.start)
    findings = []
    if marked:
        findings.append(finding("F202", Span(path, 1, 1), Severity.NOTE))
    if b"\r" in data:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(data.translate(None, _CONTROL_BYTES)) < len(data):  # half the cost of a search
        findings.append(_control_finding(path, text))
        text = _CONTROL.sub("", text)
    return SourceText(path, text, tuple(findings))


def _control_finding(path: str, text: str) -> Finding:
    before, control = _CONTROL.split(text, 1)[0], _CONTROL.findall(text)[0]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    code = f"U+{ord(control):04X}"
    return finding("F203", Span(path, line, column), Severity.WARNING, code=code)


def place(source: SourceText, line: int, column: int = 1, length: int = 1) -> Span:
    """Give the span at a place of a text."""
    return excerpt_span(source.path, source.text, line, column, length)
