"""The table of the benchmark: medians, ratios within the same alternation, goals."""

from collections.abc import Iterator
from typing import Any

from goals import goal_cell, shown

Figures = dict[str, Any]
Size = dict[str, Any]

HEAD = (
    "work", "govssg wall", "CPU", "memory", "Hugo wall", "CPU", "memory", "per site", "floor",
    "wall ÷ Hugo", "CPU ÷ Hugo", "÷ per site", "÷ floor", "parsed/planned/written", "goal",
)  # fmt: skip
SMALLER, LARGER = "10000", "100000"
"""The sizes that are compared with each other."""


def tables(size: Size) -> str:
    """Give the table of one size and the honesty of its edits."""
    lines = [f"{size['articles']:,} articles, {size['sites']} sites", ""]
    lines += [row(HEAD), row(["---"] * len(HEAD))]
    lines += [
        row(cells(name, scenario, size["articles"])) for name, scenario in size["scenarios"].items()
    ]
    return "\n".join([*lines, "", *remarks(size)]) + "\n"


def row(values: tuple[str, ...] | list[str]) -> str:
    """Give a row of a Markdown table."""
    return f"| {' | '.join(values)} |"


def cells(name: str, scenario: Figures, articles: int) -> list[str]:
    """Give the cells of one scenario; what it lacks is a dash."""
    found = scenario["figures"]
    ours, hugo = found["govssg"], found.get("hugo", {})
    each, floor = found.get("hugo_sites", {}), found.get("floor", {})
    done = ours.get("work", {})
    counts = "/".join(str(done.get(one, "–")) for one in ("parsed", "planned", "written"))
    return [
        scenario["title"],
        *(seconds(ours, "wall"), seconds(ours, "cpu"), megabytes(ours)),
        *(seconds(hugo, "wall"), seconds(hugo, "cpu"), megabytes(hugo)),
        *(seconds(each, "wall"), seconds(floor, "wall")),
        *(ratio(ours, hugo, "wall"), ratio(ours, hugo, "cpu")),
        *(ratio(ours, each, "wall"), ratio(ours, floor, "wall")),
        counts if done else "–",
        goal_cell(name, found, articles),
    ]


def seconds(found: Figures, name: str) -> str:
    """Give a time."""
    return f"{found[name]:.2f} s" if name in found else "–"


def milliseconds(value: float) -> str:
    """Give a short time."""
    return f"{value * 1000:.0f} ms"


def megabytes(found: Figures) -> str:
    """Give the memory of all processes."""
    return f"{found['memory']:,} MB" if found else "–"


def ratio(ours: Figures, other: Figures, name: str) -> str:
    """Give the ratio of two medians, rounded up; nothing where one was too short to measure."""
    return shown(ours[name] / other[name]) if other.get(name) and name in ours else "–"


def remarks(size: Size) -> Iterator[str]:
    """Give what does not fit the columns, a line each."""
    for scenario in size["scenarios"].values():
        for remark in remarks_of(scenario["figures"]):
            yield f"- {scenario['title']}: {remark}"


def remarks_of(found: Figures) -> Iterator[str]:
    """Give what one scenario has to say beyond its row."""
    ours = found["govssg"]
    if honest := ours.get("honesty"):
        yield (
            f"{honest['pages']} pages carry the new title, {honest['clean_pages']} "
            f"in a clean build; {honest['files_differing']} files differ from it"
        )
    if alone := found.get("hugo_site"):
        yield f"Hugo over that one site alone {alone['wall']:.2f} s, others stale"
    if one := found.get("one_variant"):
        yield f"wall {ratio(ours, one, 'wall')} ×, CPU {ratio(ours, one, 'cpu')} × one variant's"
    if "live" in ours:
        index = f"{ours['indexed']:.2f} s" if ours["indexed"] else "never"
        yield f"page live after {ours['live']:.2f} s, its index after {index}"
    if told := ours.get("reload"):
        page = ours["page"]
        yield (
            f"{len(told['all'])} saves; to the reload event {milliseconds(told['median'])}, p95 "
            f"{milliseconds(told['p95'])}; to the page with the new title "
            f"{milliseconds(page['median'])}, p95 {milliseconds(page['p95'])}; ready after "
            f"{ours['ready']:.2f} s, first page {milliseconds(ours['first_page'])}"
        )


def growth(results: Figures) -> str:
    """Give the larger size as a multiple of the smaller; empty unless both were measured."""
    sizes = results["sizes"]
    if not {SMALLER, LARGER} <= sizes.keys():
        return ""
    small, large = sizes[SMALLER], sizes[LARGER]
    times = large["articles"] / small["articles"]
    lines = [
        f"{large['articles']:,} articles against {small['articles']:,}, {times:g} times as many",
        "",
        row(["work", "govssg wall", "CPU", "memory", "Hugo wall", "CPU", "memory", "floor"]),
        row(["---"] * 8),
    ]
    for name, scenario in large["scenarios"].items():
        if before := small["scenarios"].get(name):
            lines.append(row([scenario["title"], *multiples(scenario, before)]))
    return "\n".join(lines) + "\n"


def multiples(scenario: Figures, before: Figures) -> Iterator[str]:
    """Give the figures of a scenario as multiples of those of the smaller size."""
    large, small = scenario["figures"], before["figures"]
    for program in ("govssg", "hugo"):
        for name in ("wall", "cpu", "memory"):
            yield ratio(large.get(program, {}), small.get(program, {}), name)
    yield ratio(large.get("floor", {}), small.get("floor", {}), "wall")
