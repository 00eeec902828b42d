"""The scenarios: what is prepared, which programs run in turn, what each is checked by."""

import json
import re
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from measure import Run, median, memory, run
from peers import portal_yaml
from project import (
    CACHE,
    TREE,
    Pair,
    commit_all,
    differing,
    edit_article,
    edit_template,
    forget,
    fresh_clone,
    git,
    pages_with,
)

HERE = Path(__file__).resolve().parent
FLOOR_PROCESSES_FROM = 400
"""Files from which the floor uses two processes, as the build does."""
RACY = 0.02
"""Seconds to let the clock of the file system pass after an edit."""

_PARSED = re.compile(r"[Pp]arsed (\d+)")
_PLANNED = re.compile(r"planned (\d+)")
_WRITTEN = re.compile(r"(\d+) files? written")

Figures = dict[str, Any]


class Contender(NamedTuple):
    """A program that takes part in a scenario."""

    name: str
    command: Sequence[str]
    folder: Path
    prepare: Callable[[int], None] = lambda _number: None


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
            taken[one.name].append(run(one.command, one.folder))
    return {name: figures(found, weights[name]) for name, found in taken.items()}


def figures(runs: Sequence[Run], weight: float) -> Figures:
    """Give the medians of some runs, in seconds and megabytes."""
    return {
        "wall": round(median([one.wall for one in runs]), 3),
        "cpu": round(median([one.cpu for one in runs]), 3),
        "memory": round(weight),
        "largest": round(max(one.largest for one in runs)),
        "walls": [round(one.wall, 3) for one in runs],
        "work": work_done(runs[-1].output),
    }


def work_done(output: str) -> dict[str, int]:
    """Give what our own summary says was done."""
    patterns = {"parsed": _PARSED, "planned": _PLANNED, "written": _WRITTEN}
    found = {name: pattern.search(output) for name, pattern in patterns.items()}
    return {name: int(match[1]) for name, match in found.items() if match}


def with_floor(
    given: Pair, ours: Contender, others: list[Contender], runs: int, sources: list[Path]
) -> dict[str, Figures]:
    """Measure a scenario with the floor of its own work among the contenders."""
    began = time.time_ns()
    ours.prepare(-1)
    run(ours.command, ours.folder)
    tree = ours.folder / TREE
    changed = [
        (path.relative_to(tree).as_posix(), path.stat().st_size)
        for path in sorted(tree.rglob("*"))
        if path.is_file()
        and path.relative_to(tree).parts[0] != CACHE
        and path.stat().st_mtime_ns >= began
    ]
    listed, target = given.folder / "floor.json", given.folder / "floor"
    processes = 2 if len(changed) + len(sources) > FLOOR_PROCESSES_FROM else 1
    work = {"processes": processes, "read": [str(path) for path in sources], "write": changed}
    listed.write_text(json.dumps(work), "utf-8")
    command = [sys.executable, str(HERE / "floor.py"), str(listed), str(target)]
    floor = Contender("floor", command, given.folder, lambda _number: clear(target))
    return in_turn([ours, *others, floor], runs)


def clear(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()


def articles_of(given: Pair) -> list[Path]:
    return sorted((given.ours / "content").rglob("*.md"))


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


def cold(given: Pair, runs: int) -> dict[str, Figures]:
    """Everything from nothing."""

    def ours(_number: int) -> None:
        forget(given.ours)

    def hugo(_number: int) -> None:
        forget(given.hugo)

    others = hugo_contenders(given, hugo)
    if given.program:
        others.append(Contender("hugo_sites", given.hugo_each(), given.hugo, hugo))
    mine = Contender("govssg", given.build(), given.ours, ours)
    return with_floor(given, mine, others, runs, articles_of(given))


def three(given: Pair, runs: int) -> dict[str, Figures]:
    """Everything from nothing in three variants, against one."""
    portal = given.ours / "sites" / "portal.yaml"

    def variants(names: str) -> None:
        forget(given.ours)
        portal.write_text(portal_yaml(names), "utf-8")

    def many(_number: int) -> None:
        variants("standard, elder, accessible")

    def one(_number: int) -> None:
        variants("standard")

    mine = Contender("govssg", given.build(), given.ours, many)
    other = Contender("one_variant", given.build(), given.ours, one)
    try:
        return with_floor(given, mine, [other], runs, articles_of(given))
    finally:
        one(0)


def edit(given: Pair, runs: int) -> dict[str, Figures]:
    """One article's title and body changed in the worktree."""
    base = warm(given)
    path = given.ours / given.edited["govssg"]

    def ours(number: int) -> None:
        edit_article(path, given.title(base + number))

    def hugo(number: int) -> None:
        edit_article(given.hugo / given.edited["hugo"], given.title(base + number))

    mine = Contender("govssg", given.build(), given.ours, ours)
    others = hugo_contenders(given, hugo, alone=True)
    found = with_floor(given, mine, others, runs, [path])
    found["govssg"]["honesty"] = honesty(given, given.ours / TREE, given.title(base + runs))
    return found


def honesty(given: Pair, tree: Path, title: str) -> dict[str, int]:
    """Compare a tree with a clean build of the same sources, made beside it without a cache."""
    proof = given.folder / "proof"
    clear(proof)
    for name in ("content", "sites", "themes"):
        shutil.copytree(given.ours / name, proof / name)
    run(given.build(), proof)
    found = {
        "pages": pages_with(tree, title),
        "clean_pages": pages_with(proof / TREE, title),
        "files_differing": differing(tree, proof / TREE),
    }
    shutil.rmtree(proof)
    return found


def warm(given: Pair) -> int:
    """Bring both projects up to date; give a number that no title has yet."""
    run(given.build(), given.ours)
    if given.program:
        run(given.hugo_tree(), given.hugo)
    return time.time_ns() // 1_000_000 % 10_000_000


def commit(given: Pair, runs: int) -> dict[str, Figures]:
    """The same edit as a commit, built from a fresh clone with cache and tree restored."""
    return from_commit(given, runs, edited=True)


def unchanged_commit(given: Pair, runs: int) -> dict[str, Figures]:
    """The last built commit again, from a fresh clone with cache and tree restored."""
    return from_commit(given, runs, edited=False)


def from_commit(given: Pair, runs: int, *, edited: bool) -> dict[str, Figures]:
    base = warm(given)
    path, clone = given.ours / given.edited["govssg"], given.folder / "clone"
    state = given.folder / "state"
    commit_all(given.ours)
    git(given.ours, "repack", "-adq")
    run(given.build("--ref", "HEAD"), given.ours)
    clear(state)
    for name in (CACHE, TREE):
        shutil.copytree(given.ours / name, state / name)

    def ours(number: int) -> None:
        if edited:
            edit_article(path, given.title(base + number))
            commit_all(given.ours)
        fresh_clone(given.ours, state, clone)

    clone.mkdir(exist_ok=True)
    mine = Contender("govssg", given.build("--ref", "HEAD", "--root", "."), clone, ours)
    others = hugo_contenders(given, lambda _number: None)
    found = with_floor(given, mine, others, runs, [path] if edited else [])
    if edited:
        found["govssg"]["honesty"] = honesty(given, clone / TREE, given.title(base + runs))
    shutil.rmtree(clone)
    shutil.rmtree(state)
    return found


def unchanged(given: Pair, runs: int) -> dict[str, Figures]:
    """Nothing changed since the last build of the worktree."""
    warm(given)
    mine = Contender("govssg", given.build(), given.ours)
    return with_floor(given, mine, hugo_contenders(given, lambda _number: None), runs, [])


def template(given: Pair, runs: int) -> dict[str, Figures]:
    """The template of every article changed."""
    warm(given)
    path = given.ours / "themes" / "bench" / "templates" / "main" / "article.html"
    other = given.hugo / "layouts" / "page.html"

    def ours(number: int) -> None:
        edit_template(path, number, "")

    def hugo(number: int) -> None:
        edit_template(other, number, "{{ end }}\n")

    mine = Contender("govssg", given.build(), given.ours, ours)
    return with_floor(given, mine, hugo_contenders(given, hugo), runs, articles_of(given))


SCENARIOS: dict[str, tuple[str, Callable[[Pair, int], dict[str, Figures]]]] = {
    "cold": ("cold build, one variant", cold),
    "edit": ("one article edited, worktree", edit),
    "commit": ("one article edited, commit in a fresh clone", commit),
    "unchanged": ("nothing changed, worktree", unchanged),
    "unchanged_commit": ("nothing changed, commit in a fresh clone", unchanged_commit),
    "template": ("the article template edited", template),
    "three": ("cold build, three variants", three),
}
