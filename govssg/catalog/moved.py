"""Which sites moved: those that differ, part by part, from what was seen of them before."""

from collections.abc import Iterable

from msgspec import Struct

from govssg.catalog.head import Head
from govssg.model.digest import digest_value
from govssg.model.output import Seen


class Moved(Struct, frozen=True):
    """The sites that are new, gone, or differ in one part."""

    content: frozenset[str]
    offers: frozenset[str]
    surface: frozenset[str]
    names: frozenset[str]


def seen_now(heads: Iterable[Head]) -> Seen:
    """Give what is to be seen of all sites now."""
    sites = {head.site: (head.content, head.offers, head.surface, head.names) for head in heads}
    return Seen(digest_value(sites), sites)


def moved(before: Seen, now: Seen) -> Moved:
    """Give what moved between two looks."""
    differ = [n for n in now.sites.keys() | before.sites if now.sites.get(n) != before.sites.get(n)]
    nothing = ("", "", "", "")
    pairs = [(n, now.sites.get(n, nothing), before.sites.get(n, nothing)) for n in differ]
    return Moved(
        *(frozenset(n for n, new, old in pairs if new[part] != old[part]) for part in range(4))
    )
