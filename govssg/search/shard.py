"""Cutting the portal into shards: by period, by site, and by a stable hash where too large.

A search asks for a constant number of files per shard whatever its size, an edit indexes one
shard anew. So small sites share the shards of a period, and large ones have their own.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from hashlib import blake2b

from msgspec import Struct

from govssg.model.digest import digest_value
from govssg.search.engine import search_digest

LARGEST = 256
"""Pages a shard may hold: about one second of indexing."""
DEEPEST = 32
"""Halvings at most; only equal names stay together so long."""
OWN = 128
"""Pages of a period from which on a site has shards of its own."""


class Place(Struct, frozen=True, order=True):
    """Where a page is, when it is from, and the digest of all that search knows of it."""

    site: str
    path: str
    year: str
    key: str


class Shard(Struct, frozen=True):
    """Pages indexed together."""

    year: str
    places: tuple[Place, ...]
    """Sorted."""

    def digest(self) -> str:
        """Give the name of the shard: equal pages and an equal engine, equal name."""
        return digest_value((search_digest(), self.year, self.places))[:20]

    def sites(self) -> tuple[str, ...]:
        """Give the ids of the sites in it, sorted."""
        return tuple(sorted({place.site for place in self.places}))


def cut(places: Iterable[Place]) -> tuple[Shard, ...]:
    """Give the shards of some pages: undated ones first, then the newest period first."""
    periods: defaultdict[str, list[Place]] = defaultdict(list)
    for place in sorted(places):
        periods[place.year].append(place)
    years = sorted(periods, key=lambda year: (year != "0000", _falling(year)))
    return tuple(shard for year in years for shard in _period(year, periods[year]))


def _falling(year: str) -> int:
    return -int(year) if year.isdecimal() else 0


def _period(year: str, places: list[Place]) -> list[Shard]:
    by_site: defaultdict[str, list[Place]] = defaultdict(list)
    for place in places:
        by_site[place.site].append(place)
    small = [place for own in by_site.values() if len(own) < OWN for place in own]
    large = [own for own in by_site.values() if len(own) >= OWN]
    halved = [part for own in large for part in _halved(own, _path)]
    return [Shard(year, tuple(part)) for part in (*halved, *_halved(small, _site))]


def _path(place: Place) -> str:
    return place.path


def _site(place: Place) -> str:
    return place.site


def _halved(places: list[Place], name: Callable[[Place], str], depth: int = 0) -> list[list[Place]]:
    """Halve by the bits of a name's digest until small enough: growing moves few pages."""
    if len(places) <= LARGEST or depth == DEEPEST:
        return [places] if places else []
    sides: tuple[list[Place], list[Place]] = ([], [])
    for place in places:
        sides[_bit(name(place), depth)].append(place)
    return [part for side in sides for part in _halved(side, name, depth + 1)]


def _bit(name: str, number: int) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=4).digest()) >> number & 1
