"""The goals: which figure of which scenario may be how large, and whether it is.

A ratio or time is shown rounded up, so a figure that looks like its limit keeps it; kept or not is
decided before rounding. A goal that holds for one size is not judged at another.
"""

import math
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

Figures = dict[str, Any]
Measure = Callable[[Figures], float | None]

MILLI = 1000


class Goal(NamedTuple):
    """A limit for one figure of a scenario."""

    scenario: str
    name: str
    limit: float
    unit: str
    measure: Measure
    """Gives the figure, in the unit; None where the benchmark lacks it."""
    articles: int = 0
    """Size for which it holds; 0 for all."""

    def told(self, figures: Figures, articles: int) -> str:
        """Give the goal, what was measured and whether that keeps it."""
        wanted = f"{self.name} ≤ {self.limit:g}{self.unit}"
        if self.articles not in {0, articles}:
            return f"{wanted} at {self.articles:,}"
        value = self.measure(figures)
        if value is None:
            return f"{wanted}: not measured"
        return f"{wanted}: {shown(value)} {'✓' if value <= self.limit else '✗'}"


def shown(value: float) -> str:
    """Give a figure rounded up, to as many places as its size is worth."""
    places = 0 if value >= 20 or value == int(value) else 2 if value >= 0.1 else 3
    scale = 10**places
    return f"{math.ceil(round(value * scale, 6)) / scale:.{places}f}"


def ratio(name: str, other: str) -> Measure:
    """Give a measure: our figure divided by another contender's."""

    def measure(figures: Figures) -> float | None:
        own, base = figures["govssg"], figures.get(other, {})
        return own[name] / base[name] if base.get(name) else None

    return measure


def own(*path: str, scale: float = 1) -> Measure:
    """Give a measure: a figure of ours, found by its names from outside in."""

    def measure(figures: Figures) -> float | None:
        found: Any = figures["govssg"]
        for name in path:
            found = found.get(name) if found else None
        return None if found is None else found * scale

    return measure


def above(name: str, other: str, scale: float) -> Measure:
    """Give a measure: by how much our figure is larger than another contender's."""

    def measure(figures: Figures) -> float | None:
        base = figures.get(other, {})
        return (figures["govssg"][name] - base[name]) * scale if base else None

    return measure


def before_index(figures: Figures) -> float | None:
    """Give when the page was live, as a share of when its index was."""
    found = figures["govssg"]
    return found["live"] / found["indexed"] if found.get("indexed") else None


def dishonest(figures: Figures) -> float | None:
    """Give how many pages and files differ from a clean build."""
    found = figures["govssg"].get("honesty")
    if not found:
        return None
    return float(abs(found["pages"] - found["clean_pages"]) + found["files_differing"])


def grown(figures: Figures) -> float | None:
    """Give our wall time as a multiple of that at 10,000 articles, if that was measured."""
    base = figures["govssg"].get("smaller")
    return figures["govssg"]["wall"] / base if base else None


LARGE = 100_000

GOALS = (
    Goal("version", "over bare Python", 60, " ms", above("wall", "floor", MILLI)),
    Goal("cold", "wall ÷ Hugo", 0.25, "", ratio("wall", "hugo"), 10_000),
    Goal("cold", "CPU ÷ Hugo", 0.25, "", ratio("cpu", "hugo"), 10_000),
    Goal("cold", "wall ÷ per site", 0.4, "", ratio("wall", "hugo_sites"), 10_000),
    Goal("cold", "memory", 300, " MB", own("memory"), 10_000),
    Goal("cold", "wall ÷ floor", 3, "", ratio("wall", "floor"), 10_000),
    Goal("cold", "wall ÷ that at 10,000", 11, "", grown, LARGE),
    Goal("cold", "memory", 600, " MB", own("memory"), LARGE),
    Goal("template", "wall ÷ Hugo", 0.12, "", ratio("wall", "hugo"), 10_000),
    Goal("three", "wall ÷ one variant", 2.2, "", ratio("wall", "one_variant"), 10_000),
    Goal("edit", "wall", 0.6, " s", own("wall"), LARGE),
    Goal("edit", "wall ÷ Hugo", 0.01, "", ratio("wall", "hugo"), LARGE),
    Goal("edit", "wrong files", 0, "", dishonest),
    Goal("new_article", "wall", 0.6, " s", own("wall"), LARGE),
    Goal("new_article", "wall ÷ Hugo", 0.01, "", ratio("wall", "hugo"), LARGE),
    Goal("new_article", "wrong files", 0, "", dishonest),
    Goal("commit", "wall", 0.6, " s", own("wall"), LARGE),
    Goal("commit", "wall ÷ Hugo", 0.01, "", ratio("wall", "hugo"), LARGE),
    Goal("commit", "wrong files", 0, "", dishonest),
    Goal("unchanged", "wall", 1.2, " s", own("wall"), LARGE),
    Goal("unchanged_commit", "wall", 0.4, " s", own("wall"), LARGE),
    Goal("serve", "p95 save to reload", 150, " ms", own("reload", "p95", scale=MILLI), LARGE),
    Goal("search_edit", "wall", 2.5, " s", own("wall")),
    Goal("search_edit", "page ÷ index", 1, "", before_index),
)


def goals_of(scenario: str) -> Iterator[Goal]:
    """Give the goals of a scenario."""
    return (goal for goal in GOALS if goal.scenario == scenario)


def goal_cell(scenario: str, figures: Figures, articles: int) -> str:
    """Give all goals of a scenario with their figures, for one cell of a table."""
    told = [goal.told(figures, articles) for goal in goals_of(scenario)]
    return "; ".join(told) or "–"
