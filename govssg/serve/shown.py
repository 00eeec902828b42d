"""A finding as the browser shows it: words chosen, its source line cut at the marked place."""

from collections.abc import Iterable

from msgspec import Struct

from govssg.model.finding import Finding
from govssg.report.messages import hint, message
from govssg.report.places import placed, snapshot_texts
from govssg.report.text import SEVERITIES, place
from govssg.report.width import printable
from govssg.serve.still import Still


class ShownFinding(Struct, frozen=True):
    """A finding in words."""

    severity: str
    label: str
    """The severity in the reader's language."""
    code: str
    place: str
    """``path:line:column``."""
    message: str
    hint: str
    line: int
    before: str
    marked: str
    """The part of the source line the carets stand under; empty if there is no line."""
    after: str


def shown_findings(
    findings: Iterable[Finding], still: Still, language: str
) -> tuple[ShownFinding, ...]:
    """Give findings in words, by place."""
    return tuple(_shown(f, language) for f in placed(sorted(findings), snapshot_texts(still)))


def _shown(finding: Finding, language: str) -> ShownFinding:
    span = finding.span
    start = max(span.column - 1, 0)
    end = start + max(span.length, 1)
    has_line = bool(span.line and span.excerpt.strip())
    line = span.excerpt if has_line else ""
    return ShownFinding(
        severity=finding.severity.value,
        label=SEVERITIES.get(language, SEVERITIES["zh"])[finding.severity],
        code=finding.code,
        place=place(finding),
        message=message(finding, language),
        hint=hint(finding, language),
        line=span.line if has_line else 0,
        before=printable(line[:start]),
        marked=(printable(line[start:end]) or " ") if has_line else "",
        after=printable(line[end:]),
    )
