"""Scenarios from nothing: a cold build in one variant, and in three."""

from contest import Contender, Figures, articles_of, hugo_contenders, with_floor
from peers import portal_yaml
from project import Pair


def cold(given: Pair, runs: int) -> dict[str, Figures]:
    """Everything from nothing."""

    def ours(_number: int) -> None:
        given.forget(given.ours)

    def hugo(_number: int) -> None:
        given.forget(given.hugo)

    others = hugo_contenders(given, hugo)
    if given.program:
        others.append(Contender("hugo_sites", given.hugo_each(), given.hugo, hugo))
    mine = Contender("govssg", given.build(), given.ours, ours)
    return with_floor(given, mine, others, runs, articles_of(given))


def three(given: Pair, runs: int) -> dict[str, Figures]:
    """Everything from nothing in three variants, against one."""
    portal = given.ours / "sites" / "portal.yaml"

    def variants(names: str) -> None:
        given.forget(given.ours)
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
