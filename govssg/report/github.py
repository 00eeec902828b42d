"""Findings as annotations of a GitHub workflow: the ten worst, the rest in one line."""

from govssg.model.finding import Finding, Severity
from govssg.report.findings import Findings, worst_first
from govssg.report.messages import hint, message, title
from govssg.report.text import count_line

MOST = 10
"""Annotations of one level that a step may show."""
COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def github_report(findings: Findings) -> str:
    """Give one workflow command a line."""
    items = worst_first(findings.items)
    lines = [_annotation(found, findings.language) for found in items[:MOST]]
    if len(items) > MOST:
        rest, counted = len(items) - MOST, count_line(findings)
        text = f"{rest} more findings ({counted})"
        text = text if findings.language == "en" else f"还有 {rest} 处没有列出（共 {counted}）"
        lines.append(f"::notice title=govssg::{_data(text)}")
    return "".join(f"{line}\n" for line in lines)


def _annotation(found: Finding, language: str) -> str:
    span = found.span
    properties = {"file": span.path}
    if span.line:
        properties["line"] = str(span.line)
    if span.line and span.column:
        properties["col"] = str(span.column)
        properties["endColumn"] = str(span.column + span.length)
    properties["title"] = f"{found.code} {title(found.code)}".strip()
    named = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    text = f"{message(found, language)}\n{hint(found, language)}".strip()
    return f"::{COMMANDS[found.severity]} {named}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
