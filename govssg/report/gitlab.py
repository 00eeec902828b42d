"""Findings as a GitLab Code Quality report."""

from govssg.model.finding import Finding, Severity
from govssg.report.findings import Findings, worst_first
from govssg.report.fingerprints import fingerprints
from govssg.report.json_report import pretty
from govssg.report.messages import hint, message

SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.NOTE: "info"}


def gitlab_report(findings: Findings) -> str:
    """Give an array of issues, worst first."""
    items = worst_first(findings.items)
    marks = fingerprints(items)
    return pretty(
        [_issue(f, mark, findings.language) for f, mark in zip(items, marks, strict=True)]
    )


def _issue(found: Finding, mark: str, language: str) -> dict[str, object]:
    return {
        "description": f"{message(found, language)} {hint(found, language)}".rstrip(),
        "check_name": found.code,
        "fingerprint": mark,
        "severity": SEVERITIES[found.severity],
        "location": {"path": found.span.path, "lines": {"begin": max(found.span.line, 1)}},
    }
