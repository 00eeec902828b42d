"""Findings as text: place, message, source line with carets, hint."""

from collections.abc import Mapping
from typing import TextIO

from govssg.model.finding import Finding, Severity
from govssg.report.findings import Findings
from govssg.report.messages import hint, message
from govssg.report.width import marked, printable

SEVERITIES = {
    "zh": {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTE: "提醒"},
    "en": {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"},
}
COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.NOTE: "36;1"}


def wants_colour(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Tell whether to colour: on a terminal, unless NO_COLOR; CLICOLOR_FORCE wins elsewhere."""
    if environment.get("NO_COLOR"):
        return False
    if environment.get("CLICOLOR_FORCE", "0") not in {"", "0"}:
        return True
    return stream.isatty() and environment.get("TERM") != "dumb"


def finding_lines(finding: Finding, language: str = "zh", *, colour: bool = False) -> list[str]:
    """Give a finding as lines: the head, the source line with carets if known, the hint."""
    names = SEVERITIES.get(language, SEVERITIES["zh"])
    severity = _painted(names[finding.severity], COLOURS[finding.severity], colour)
    head = f"{place(finding)}: {severity} {finding.code} {printable(message(finding, language))}"
    help_text = printable(hint(finding, language))
    lead = "  = help: " if language == "en" else "  = 提示："
    return [head, *_source(finding, colour), *([f"{lead}{help_text}"] if help_text else [])]


def place(finding: Finding) -> str:
    """Give ``path:line:column``, as far as it is known."""
    span = finding.span
    numbers = [str(number) for number in (span.line, span.column) if span.line and number]
    return ":".join([printable(span.path), *numbers])


def text_report(findings: Findings, *, colour: bool = False) -> str:
    """Give all findings as text, and a line that counts them; nothing when there are none."""
    if not findings.items:
        return ""
    blocks = [
        "\n".join(finding_lines(found, findings.language, colour=colour))
        for found in findings.items
    ]
    return "\n\n".join([*blocks, count_line(findings)]) + "\n"


def count_line(findings: Findings) -> str:
    """Give ``2 个错误，1 个警告``."""
    names = SEVERITIES.get(findings.language, SEVERITIES["zh"])
    counted = [(names[severity], count) for severity, count in findings.counts().items() if count]
    if findings.language == "en":
        return ", ".join(f"{count} {name}{'s' * (count > 1)}" for name, count in counted)
    return "，".join(f"{count} 个{name}" for name, count in counted)


def _source(finding: Finding, colour: bool) -> list[str]:  # noqa: FBT001 - passed on
    span = finding.span
    if not span.line or not span.excerpt.strip():
        return []
    shown, carets = marked(span.excerpt, span.column, span.length)
    number = str(span.line)
    return [
        f"  {number} | {shown}",
        f"  {' ' * len(number)} | {_painted(carets, COLOURS[finding.severity], colour)}",
    ]


def _painted(text: str, code: str, colour: bool) -> str:  # noqa: FBT001 - passed on
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text
