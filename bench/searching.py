"""Scenario of search: one article edited in a portal whose search shards are built too."""

from contest import Contender, Figures, unused_number, with_floor
from measure import run
from project import Pair, edit_article

SEARCHED = "build-search"
"""A tree of its own, because a build without search removes the index."""
MANIFESTS = ("search/index.json", "*/search/index.json")


def search_edit(given: Pair, runs: int) -> dict[str, Figures]:
    """One article edited: when its page is in the tree, when the index is, when all is done.

    Raises:
        RuntimeError: the page is not the edited one, or was not written.
    """
    base = unused_number()
    command = given.build("--output", SEARCHED, search=True)
    path, tree = given.ours / given.edited["govssg"], given.ours / SEARCHED
    run(command, given.ours)
    [page] = tree.rglob(f"{path.stem}.html")
    index = [found for pattern in MANIFESTS for found in sorted(tree.glob(pattern))]

    def ours(number: int) -> None:
        edit_article(path, given.title(base + number))

    mine = Contender("govssg", command, given.ours, ours, SEARCHED, [page, *index])
    found = with_floor(given, mine, [], runs, [path])
    if given.title(base + runs) not in page.read_text("utf-8"):
        raise RuntimeError(f"{page} does not carry the title of the last edit")
    seen = found["govssg"].pop("seen", {})
    if str(page) not in seen:
        raise RuntimeError(f"{page} was not written in every run")
    later = [seconds for name, seconds in seen.items() if name.endswith("index.json")]
    found["govssg"] |= {"live": seen[str(page)], "indexed": min(later) if later else None}
    return found
