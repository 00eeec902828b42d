"""Fingerprints: what a finding is called as long as only the lines around it move."""

from collections import Counter
from collections.abc import Iterable

from govssg.model.digest import digest_value
from govssg.model.finding import Finding


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """Give a fingerprint for each finding, in order; equal ones are numbered.

    Made from code, file, arguments and the text of the line, never from its number.
    """
    seen: Counter[str] = Counter()
    given = []
    for found in findings:
        digest = digest_value((found.code, found.span.path, _words(found)))
        seen[digest] += 1
        given.append(f"{digest}:{seen[digest]}")
    return given


def _words(found: Finding) -> tuple[object, ...]:
    arguments = [pair for pair in found.arguments if pair[0] != "first"]
    return (arguments, found.span.excerpt.strip())
