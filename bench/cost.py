"""Fits what a page costs to the cold builds measured, and forecasts larger portals.

    python bench/cost.py [--results bench/results.json] [--pages 1000000]

Prints Markdown for docs/scale.md. The model is ``seconds = fixed + per page · pages ÷ processes``,
fitted by least squares over the sizes in the results.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from table import row

HERE = Path(__file__).resolve().parent
WORKERS = (1, 4, 16, 64)
FITTED_FROM = 10_000
"""Articles from which a size counts: below, the start of the processes is most of the time."""
MICRO = 1_000_000


class Point(NamedTuple):
    """A cold build that was measured."""

    articles: int
    pages: int
    wall: float
    cpu: float
    memory: float
    commit: str


class Line(NamedTuple):
    """A straight line: what nothing costs, and what each page adds."""

    fixed: float
    each: float

    def at(self, pages: float) -> float:
        """Give the value for a number of pages."""
        return self.fixed + self.each * pages


class Cost(NamedTuple):
    """What a cold build costs, fitted."""

    processes: int
    wall: Line
    cpu: Line
    memory: Line

    @property
    def serial(self) -> float:
        """Seconds a page costs in the one process that waits for no other.

        With s in one process and p in any, CPU is s + p and wall is s + p ÷ processes.
        """
        if self.processes == 1:
            return 0.0
        apart = (self.cpu.each - self.wall.each) / (1 - 1 / self.processes)
        return min(max(self.cpu.each - apart, 0.0), self.cpu.each)

    def ideal(self, pages: int, workers: int) -> float:
        """Give the seconds if every page could be made by any worker."""
        return self.wall.fixed + self.wall.each * self.processes * pages / workers

    def likely(self, pages: int, workers: int) -> float:
        """Give the seconds if the serial part stays in one process."""
        apart = self.cpu.each - self.serial
        return self.wall.fixed + (self.serial + apart / workers) * pages


def fitted(points: Sequence[tuple[float, float]]) -> Line:
    """Give the line with the least sum of squared distances.

    Raises:
        ValueError: fewer than two different places.
    """
    middle = sum(x for x, _y in points) / len(points)
    height = sum(y for _x, y in points) / len(points)
    spread = sum((x - middle) ** 2 for x, _y in points)
    if not spread:
        raise ValueError("a line needs two sizes at least")
    each = sum((x - middle) * (y - height) for x, y in points) / spread
    return Line(height - each * middle, each)


def points_of(results: dict[str, Any]) -> list[Point]:
    """Give the cold builds of a results file, the smallest first."""
    found = []
    for size in results["sizes"].values():
        cold = size["scenarios"].get("cold")
        if cold and size["articles"] >= FITTED_FROM:
            ours = cold["figures"]["govssg"]
            counts = (size["articles"], ours["work"]["written"])
            times = (ours["wall"], ours["cpu"], ours["memory"])
            found.append(Point(*counts, *times, cold.get("commit", "")))
    return sorted(found)


def cost_of(points: Sequence[Point], processes: int) -> Cost:
    """Fit the three lines."""
    return Cost(
        processes,
        fitted([(point.pages, point.wall) for point in points]),
        fitted([(point.pages, point.cpu) for point in points]),
        fitted([(point.pages, point.memory) for point in points]),
    )


def measured_table(points: Sequence[Point], cost: Cost) -> str:
    """Give what was measured beside what the lines say."""
    head = ["articles", "pages", "wall", "fitted", "CPU", "fitted", "memory", "fitted", "commit"]
    lines = [row(head), row(["---"] * len(head))]
    for point in points:
        pages = point.pages
        lines.append(
            row([
                f"{point.articles:,}", f"{pages:,}",
                f"{point.wall:.1f} s", f"{cost.wall.at(pages):.1f} s",
                f"{point.cpu:.1f} s", f"{cost.cpu.at(pages):.1f} s",
                f"{point.memory:.0f} MB", f"{cost.memory.at(pages):.0f} MB",
                point.commit or "–",
            ])
        )  # fmt: skip
    return "\n".join(lines)


def lines_told(cost: Cost) -> str:
    """Give the model with its numbers."""
    wall, cpu, memory = cost.wall, cost.cpu, cost.memory
    each = wall.each * cost.processes * MICRO
    share = f"of which {cost.serial * MICRO:.0f} µs in one process alone"
    added = f"{memory.each * 1000:.1f} MB for every 1,000 pages"
    lines = (
        f"- wall = {wall.fixed:.2f} s + {each:.0f} µs · pages ÷ {cost.processes} processes",
        f"- CPU = {cpu.fixed:.2f} s + {cpu.each * MICRO:.0f} µs · pages, {share}",
        f"- memory of all processes = {memory.fixed:.0f} MB + {added}",
    )
    return "\n".join(lines)


def forecast(cost: Cost, pages: int) -> str:
    """Give the table of what many workers would take."""
    lines = [row(["workers", "all work shared", "serial part kept"]), row(["---"] * 3)]
    for workers in WORKERS:
        times = cost.ideal(pages, workers), cost.likely(pages, workers)
        lines.append(row([str(workers), *(f"{time:,.0f} s" for time in times)]))
    return "\n".join(lines)


ASSUMPTIONS = """\
Assumed: each worker is as fast as one process of the measured machine and has a processor of its
own; sources, cache and tree lie on storage as fast for all of them at once; sites are even enough
that no worker waits for the largest; the serial part (finding sources, the catalog, the ledger) is
what wall time and CPU time of the measured builds tell apart, and other load on the machine counts
as serial; sending jobs costs nothing. Memory was measured in all processes of one machine and is
not forecast for workers apart."""


def main() -> int:
    """Print the model, how well it fits, and the forecast."""
    parser = argparse.ArgumentParser(description="What a page costs, and larger portals.")
    parser.add_argument("--results", type=Path, default=HERE / "results.json")
    parser.add_argument("--pages", type=int, default=1_000_000)
    given = parser.parse_args()
    results = json.loads(given.results.read_text("utf-8"))
    points = points_of(results)
    if len({point.pages for point in points}) < 2:
        print("the fit needs cold builds of two sizes: run.py --only cold --sizes 10000,30000")
        return 1
    cost = cost_of(points, results["machine"]["processors"])
    print(measured_table(points, cost), lines_told(cost), sep="\n\n")
    if len(points) == 2:
        print("\nTwo sizes only: the lines go through both, so the fit proves nothing.")
    if len({point.commit for point in points}) > 1:
        print("\nThe sizes were measured at different commits.")
    memory = cost.memory.at(given.pages)
    print(f"\nForecast of a cold build of {given.pages:,} pages:\n\n{forecast(cost, given.pages)}")
    print(f"\nMemory on one such machine: {memory:,.0f} MB.\n\n{ASSUMPTIONS}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
