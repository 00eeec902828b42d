"""Scenarios of continuous integration: a commit built in a fresh clone, the cache restored."""

import shutil

from contest import Contender, Figures, hugo_contenders, warm, with_floor
from honesty import honesty
from measure import run
from project import CACHE, TREE, Pair, commit_all, edit_article, fresh_clone, git


def commit(given: Pair, runs: int) -> dict[str, Figures]:
    """The edit of an article as a commit."""
    return from_commit(given, runs, edited=True)


def unchanged_commit(given: Pair, runs: int) -> dict[str, Figures]:
    """The last built commit again."""
    return from_commit(given, runs, edited=False)


def from_commit(given: Pair, runs: int, *, edited: bool) -> dict[str, Figures]:
    """Measure a build of HEAD in a new clone, with the cache and tree of the commit before."""
    base = warm(given)
    path, clone = given.ours / given.edited["govssg"], given.folder / "clone"
    state = given.folder / "state"
    commit_all(given.ours)
    git(given.ours, "repack", "-adq")
    run(given.build("--ref", "HEAD"), given.ours)
    given.trash.fresh(state)
    for name in (CACHE, TREE):
        shutil.copytree(given.ours / name, state / name)

    def ours(number: int) -> None:
        if edited:
            edit_article(path, given.title(base + number))
            commit_all(given.ours)
        given.trash.take(clone)
        fresh_clone(given.ours, state, clone)

    mine = Contender("govssg", given.build("--ref", "HEAD", "--root", "."), clone, ours)
    others = hugo_contenders(given, lambda _number: None)
    found = with_floor(given, mine, others, runs, [path] if edited else [])
    if edited:
        found["govssg"]["honesty"] = honesty(given, clone / TREE, given.title(base + runs))
    given.trash.take(clone)
    given.trash.take(state)
    return found
