"""Findings as SARIF 2.1.0: one run for all sites, worst first."""

from urllib.parse import quote

from govssg import __version__
from govssg.model.finding import Finding, Severity
from govssg.report.findings import Findings, worst_first
from govssg.report.fingerprints import fingerprints
from govssg.report.json_report import pretty
from govssg.report.messages import hint, message, title
from govssg.report.places import site_of

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
MAXIMUM = 25_000
"""Results a run may have where it is uploaded; the worst ones are kept."""


def sarif_report(findings: Findings) -> str:
    """Give a SARIF log with one run."""
    items = worst_first(findings.items)[:MAXIMUM]
    codes = sorted({found.code for found in items})
    marks = fingerprints(items)
    results = [
        _result(found, codes.index(found.code), mark, findings.language)
        for found, mark in zip(items, marks, strict=True)
    ]
    driver = {"name": "govssg", "version": __version__, "rules": [_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"ROOT": {"description": {"text": "the project's folder"}}},
        "results": results,
        "properties": {"sites": list(findings.sites), "total": len(findings.items)},
    }
    return pretty({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str) -> dict[str, object]:
    return {"id": code, "name": code, "shortDescription": {"text": title(code) or code}}


def _result(found: Finding, rule: int, mark: str, language: str) -> dict[str, object]:
    text = message(found, language)
    advice = hint(found, language)
    return {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": LEVELS[found.severity],
        "message": {"text": f"{text}\n{advice}" if advice else text},
        "locations": [{"physicalLocation": _location(found)}],
        "partialFingerprints": {"govssg/v1": mark},
        "properties": {"site": site_of(found.span.path)},
    }


def _location(found: Finding) -> dict[str, object]:
    span = found.span
    artifact = {"uri": quote(span.path), "uriBaseId": "ROOT"}
    region: dict[str, object] = {"startLine": max(span.line, 1)}
    if span.line and span.column:
        region |= {"startColumn": span.column, "endColumn": span.column + span.length}
    if span.excerpt:
        region["snippet"] = {"text": span.excerpt}
    return {"artifactLocation": artifact, "region": region}
