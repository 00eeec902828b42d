"""Scenarios of the worktree: an article edited or added, a template edited, nothing at all."""

from pathlib import Path

from contest import Contender, Figures, articles_of, hugo_contenders, warm, with_floor
from honesty import honesty
from project import TREE, Pair, edit_article, edit_template, new_article


def edit(given: Pair, runs: int) -> dict[str, Figures]:
    """One article's title and body changed."""
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


def added(given: Pair, runs: int) -> dict[str, Figures]:
    """One article more, the newest of its column; each run adds another."""
    base = warm(given)
    made: list[Path] = []

    def add(like: Path, number: int) -> None:
        path = new_article(like, number, given.title(base + number))
        made.append(path)

    def ours(number: int) -> None:
        add(given.ours / given.edited["govssg"], number)

    def hugo(number: int) -> None:
        add(given.hugo / given.edited["hugo"], number)

    mine = Contender("govssg", given.build(), given.ours, ours)
    sources = [given.ours / given.edited["govssg"]]
    try:
        found = with_floor(given, mine, hugo_contenders(given, hugo), runs, sources)
        title = given.title(base + runs)
        found["govssg"]["honesty"] = honesty(given, given.ours / TREE, title)
    finally:
        for path in made:
            path.unlink(missing_ok=True)
    return found


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


def unchanged(given: Pair, runs: int) -> dict[str, Figures]:
    """Nothing changed since the last build."""
    warm(given)
    mine = Contender("govssg", given.build(), given.ours)
    return with_floor(given, mine, hugo_contenders(given, lambda _number: None), runs, [])
