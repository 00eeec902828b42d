"""Findings as JSON, for programs."""

from collections.abc import Mapping

import msgspec

from govssg.model.finding import Finding
from govssg.report.findings import Findings
from govssg.report.messages import hint, message, title
from govssg.report.places import site_of

VERSION = 1


def json_report(findings: Findings, changes: Mapping[str, object] | None = None) -> str:
    """Give one object: version, counts by severity, sites, and the findings by place.

    Args:
        findings: what was found.
        changes: of a build, what it changed; stands under ``changes``.
    """
    return pretty(
        {
            "version": VERSION,
            "failed": findings.failed(),
            "counts": {str(severity): count for severity, count in findings.counts().items()},
            "sites": list(findings.sites),
            **({"changes": changes} if changes is not None else {}),
            "findings": [_finding(found, findings.language) for found in findings.items],
        }
    )


def _finding(found: Finding, language: str) -> dict[str, object]:
    span = found.span
    return {
        "code": found.code,
        "severity": str(found.severity),
        "title": title(found.code),
        "message": message(found, language),
        "hint": hint(found, language),
        "site": site_of(span.path),
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "length": span.length,
        "arguments": dict(found.arguments),
    }


def pretty(value: object) -> str:
    """Give a value as indented JSON with a final line end."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"
