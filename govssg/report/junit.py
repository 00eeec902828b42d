"""Findings as JUnit XML: one test suite per site, one test case per rule."""

import re
from collections import defaultdict
from xml.sax.saxutils import escape, quoteattr

from govssg.model.finding import Finding
from govssg.report.findings import Findings
from govssg.report.messages import MESSAGES, hint, message, title
from govssg.report.places import site_of
from govssg.report.text import place

SHARED = "portal"
"""Name of the suite of what belongs to no single site."""

_ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_report(findings: Findings) -> str:
    """Give a test report; a rule fails for a site if one of its findings closes the gate."""
    by_site: defaultdict[str, list[Finding]] = defaultdict(list)
    for found in findings.items:
        by_site[site_of(found.span.path)].append(found)
    names = sorted({*findings.sites, *by_site, ""})
    suites = [_suite(name, by_site[name], findings) for name in names]
    head = '<?xml version="1.0" encoding="utf-8"?>'
    return "\n".join([head, '<testsuites name="govssg">', *suites, "</testsuites>"]) + "\n"


def _suite(site: str, items: list[Finding], findings: Findings) -> str:
    by_code: defaultdict[str, list[Finding]] = defaultdict(list)
    for found in items:
        by_code[found.code].append(found)
    codes = sorted({*MESSAGES, *by_code})
    cases = [_case(code, site, by_code[code], findings) for code in codes]
    failures = sum(case.count("<failure ") for case in cases)
    head = f'name={_quoted(site or SHARED)} tests="{len(codes)}" failures="{failures}"'
    return "\n".join([f"<testsuite {head}>", *cases, "</testsuite>"])


def _case(code: str, site: str, items: list[Finding], findings: Findings) -> str:
    name = _quoted(f"{code} {title(code)}".strip())
    head = f"<testcase name={name} classname={_quoted(site or SHARED)}"
    if not items:
        return f"{head}/>"
    lines = [_line(found, findings.language) for found in items]
    text = _escaped("\n".join(lines))
    if any(findings.closes_gate(found) for found in items):
        first = _quoted(message(items[0], findings.language))
        body = f'<failure type="{items[0].severity}" message={first}>{text}</failure>'
    else:
        body = f"<system-out>{text}</system-out>"
    return f"{head}>{body}</testcase>"


def _line(found: Finding, language: str) -> str:
    return f"{place(found)}: {message(found, language)} {hint(found, language)}".rstrip()


def _escaped(text: str) -> str:
    return escape(_ILLEGAL.sub("\ufffd", text))


def _quoted(text: str) -> str:
    return quoteattr(_ILLEGAL.sub("\ufffd", text))
