"""Programs in turn: each is prepared, run and measured, the physical floor among them."""

import json
import os
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from measure import Run, median, memory, run
from project import CACHE, TREE, Pair

HERE = Path(__file__).resolve().parent
FLOOR_PROCESSES_FROM = 400
"""Files from which the floor uses two processes, as the build does."""
RACY = 0.02
"""Seconds to let the clock of the file system pass after an edit."""

_NUMBER = r"(\d[\d,]*)"
_DONE = {
    "parsed": re.compile(rf"[Pp]arsed {_NUMBER}"),
    "planned": re.compile(rf"planned {_NUMBER}"),
    "written": re.compile(rf"{_NUMBER} files? written"),
}

Figures = dict[str, Any]


class Contender(NamedTuple):
    """A program that takes part in a scenario."""

    name: str
    command: Sequence[str]
    folder: Path
    prepare: Callable[[int], None] = lambda _number: None
    tree: str = TREE
    """Folder it writes to, seen from its own."""
    watch: Sequence[Path] = ()
    """Files of which the first change is timed."""


def in_turn(contenders: Sequence[Contender], runs: int) -> dict[str, Figures]:
    """Run each once to warm up and weigh its memory, then all in turn; give the figures."""
    weights = {}
    for one in contenders:
        one.prepare(0)
        weights[one.name] = memory(one.command, one.folder)
    taken: dict[str, list[Run]] = {one.name: [] for one in contenders}
    for number in range(1, runs + 1):
        for one in contenders:
            one.prepare(number)
            time.sleep(RACY)
            taken[one.name].append(run(one.command, one.folder, one.watch))
    return {name: figures(found, weights[name]) for name, found in taken.items()}


def figures(runs: Sequence[Run], weight: float) -> Figures:
    """Give the medians of some runs, in seconds and megabytes."""
    found = {
        "wall": round(median([one.wall for one in runs]), 4),
        "cpu": round(median([one.cpu for one in runs]), 4),
        "memory": round(weight),
        "largest": round(max(one.largest for one in runs)),
        "walls": [round(one.wall, 4) for one in runs],
        "cpus": [round(one.cpu, 4) for one in runs],
        "work": work_done(runs[-1].output),
    }
    seen = [one.seen for one in runs]
    if any(seen):
        found["seen"] = {
            name: round(median([times[name] for times in seen]), 4)
            for name in sorted(set.intersection(*map(set, seen)))
        }
    return found


def work_done(output: str) -> dict[str, int]:
    """Give what our own summary says was done."""
    found = {name: pattern.search(output) for name, pattern in _DONE.items()}
    return {name: int(match[1].replace(",", "")) for name, match in found.items() if match}


def with_floor(
    given: Pair, ours: Contender, others: list[Contender], runs: int, sources: list[Path]
) -> dict[str, Figures]:
    """Measure a scenario with the floor of its own work among the contenders."""
    began = time.time_ns()
    ours.prepare(-1)
    run(ours.command, ours.folder)
    changed = written_since(began, ours.folder / ours.tree)
    processes = len(os.sched_getaffinity(0))
    work = {
        "processes": processes if len(changed) + len(sources) > FLOOR_PROCESSES_FROM else 1,
        "read": [str(path) for path in sources],
        "write": changed,
    }
    listed, target = given.folder / "floor.json", given.folder / "floor"
    listed.write_text(json.dumps(work), "utf-8")
    command = [sys.executable, str(HERE / "floor.py"), str(listed), str(target)]
    floor = Contender("floor", command, given.folder, lambda _number: given.trash.fresh(target))
    return in_turn([ours, *others, floor], runs)


def written_since(began: int, tree: Path) -> list[tuple[str, int]]:
    """Give name and size of the files written into a tree since then, our ledger left out."""
    return [
        (path.relative_to(tree).as_posix(), path.stat().st_size)
        for path in sorted(tree.rglob("*"))
        if path.is_file()
        and path.relative_to(tree).parts[0] != CACHE
        and path.stat().st_mtime_ns >= began
    ]


def hugo_contenders(
    given: Pair, prepare: Callable[[int], None], *, alone: bool = False
) -> list[Contender]:
    """Give Hugo over one tree, and over the edited site alone if asked."""
    if not given.program:
        return []
    found = [Contender("hugo", given.hugo_tree(), given.hugo, prepare)]
    if alone:
        found.append(Contender("hugo_site", given.hugo_one(), given.hugo, prepare))
    return found


def warm(given: Pair) -> int:
    """Bring both projects up to date; give a number that no title has yet."""
    run(given.build(), given.ours)
    if given.program:
        run(given.hugo_tree(), given.hugo)
    return unused_number()


def unused_number() -> int:
    """Give a number that no title of an earlier edit has, nor the next thousands."""
    return time.time_ns() // 1_000_000 % 10_000_000


def articles_of(given: Pair) -> list[Path]:
    """Give the source files of all articles."""
    return sorted((given.ours / "content").rglob("*.md"))
