"""A set of findings as it is reported: in order, counted, at a gate."""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from govssg.model.finding import Finding, Severity

WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
"""Worst first."""


class Findings(Struct, frozen=True):
    """What a report needs to know; ``items`` sorted by place."""

    items: tuple[Finding, ...]
    sites: tuple[str, ...] = ()
    """Ids of the sites that were looked at, sorted."""
    language: str = "zh"
    fail_on: str = "error"
    """``error``, ``warning`` or ``never``."""

    def counts(self) -> dict[Severity, int]:
        """Give how many findings there are of each severity."""
        counted = Counter(found.severity for found in self.items)
        return {severity: counted[severity] for severity in WEIGHT}

    def closes_gate(self, found: Finding) -> bool:
        """Tell whether a finding is bad enough to fail."""
        limits = {"error": 0, "warning": 1, "never": -1}
        return WEIGHT[found.severity] <= limits[self.fail_on]

    def failed(self) -> bool:
        """Tell whether any finding closes the gate."""
        return any(self.closes_gate(found) for found in self.items)


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Give the findings with errors first, then by place."""
    return tuple(sorted(findings, key=lambda found: (WEIGHT[found.severity], found)))
