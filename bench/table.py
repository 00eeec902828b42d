"""The table of the benchmark: medians, and ratios within the same alternation."""

from collections.abc import Iterator
from typing import Any

Figures = dict[str, Any]
Size = dict[str, Any]

HEAD = (
    "work", "govssg wall", "CPU", "memory", "Hugo wall", "CPU", "memory", "per site", "floor",
    "wall ÷ Hugo", "CPU ÷ Hugo", "÷ per site", "÷ floor", "parsed/planned/written",
)  # fmt: skip


def tables(size: Size) -> str:
    """Give the table of one size and the honesty of its edits."""
    lines = [f"{size['articles']:,} articles, {size['sites']} sites", ""]
    lines += [row(HEAD), row(["---"] * len(HEAD))]
    lines += [row(cells(scenario)) for scenario in size["scenarios"].values()]
    return "\n".join([*lines, "", *remarks(size)]) + "\n"


def row(values: tuple[str, ...] | list[str]) -> str:
    return f"| {' | '.join(values)} |"


def cells(scenario: Figures) -> list[str]:
    found = scenario["figures"]
    ours, hugo = found["govssg"], found.get("hugo", {})
    each, floor = found.get("hugo_sites", {}), found["floor"]
    done = ours["work"]
    return [
        scenario["title"],
        *(seconds(ours, "wall"), seconds(ours, "cpu"), megabytes(ours)),
        *(seconds(hugo, "wall"), seconds(hugo, "cpu"), megabytes(hugo)),
        *(seconds(each, "wall"), seconds(floor, "wall")),
        *(ratio(ours, hugo, "wall"), ratio(ours, hugo, "cpu")),
        *(ratio(ours, each, "wall"), ratio(ours, floor, "wall")),
        "/".join(str(done.get(name, "–")) for name in ("parsed", "planned", "written")),
    ]


def seconds(found: Figures, name: str) -> str:
    return f"{found[name]:.2f} s" if found else "–"


def megabytes(found: Figures) -> str:
    return f"{found['memory']:,} MB" if found else "–"


def ratio(ours: Figures, other: Figures, name: str) -> str:
    """Give the ratio of two medians; nothing where one was too short to measure."""
    return f"{ours[name] / other[name]:.2f}" if other.get(name) else "–"


def remarks(size: Size) -> Iterator[str]:
    """Give what does not fit the columns: honesty, the lone site, the cost of variants."""
    for scenario in size["scenarios"].values():
        found, title = scenario["figures"], scenario["title"]
        if honest := found["govssg"].get("honesty"):
            yield (
                f"- {title}: {honest['pages']} pages carry the new title, {honest['clean_pages']} "
                f"in a clean build; {honest['files_differing']} files differ from it"
            )
        if alone := found.get("hugo_site"):
            yield f"- {title}: Hugo over that one site alone {alone['wall']:.2f} s, others stale"
        if one := found.get("one_variant"):
            cost = ratio(found["govssg"], one, "wall"), ratio(found["govssg"], one, "cpu")
            yield f"- {title}: wall {cost[0]} ×, CPU {cost[1]} × the cost of one variant"
