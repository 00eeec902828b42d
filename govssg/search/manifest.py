"""The search files of one origin: ``search/index.json`` and the records of its shards."""

from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct

from govssg.model.paths import site_base, site_origin
from govssg.model.portal import Portal, Site
from govssg.model.view import SLOT
from govssg.search.page import SearchPage
from govssg.search.shard import Shard

Labels = tuple[tuple[str, str], ...]
"""(name, what citizens call it) of every content kind."""


class ShardEntry(Struct, frozen=True):
    """A shard in the manifest."""

    path: str
    """Its folder, from the manifest's."""
    name: str
    """What Pagefind calls its index."""
    year: str
    pages: int
    sites: tuple[str, ...]


class SiteEntry(Struct, frozen=True):
    """A site in the manifest."""

    id: str
    name: str
    base: str
    """What its addresses begin with; an origin too if it differs from this one."""


class Manifest(Struct, frozen=True):
    """What the search page starts from."""

    engine: str
    """Folder of the engine, from the manifest's."""
    pagefind: str
    """Version of Pagefind."""
    pages: int
    elsewhere: str
    """Address of the search across all sites, if this one knows its own site only."""
    variants: tuple[tuple[str, str], ...]
    """(id, prefix)."""
    sites: tuple[SiteEntry, ...]
    kinds: Labels
    shards: tuple[ShardEntry, ...]


def manifest(
    portal: Portal,
    owner: Site,
    kinds: Labels,
    engine: tuple[str, str],
    shards: Sequence[ShardEntry],
) -> bytes:
    """Give the manifest of an origin.

    Args:
        portal: the portal.
        owner: the site whose folder holds the search files.
        kinds: the content kinds.
        engine: folder of the engine and version of Pagefind.
        shards: the shards, in the order they are to be asked.
    """
    home = portal.main_site()
    origin = site_origin(portal, owner)
    known = {site for shard in shards for site in shard.sites}
    value = Manifest(
        engine=engine[0],
        pagefind=engine[1],
        pages=sum(shard.pages for shard in shards),
        elsewhere=f"{portal.url}/search/" if home and owner.id != home.id else "",
        variants=tuple((variant.id, variant.prefix) for variant in portal.variants),
        sites=tuple(
            SiteEntry(site.id, site.short_name, _base(portal, site, origin))
            for site in portal.sites
            if site.id in known
        ),
        kinds=kinds,
        shards=tuple(shards),
    )
    return msgspec.json.encode(value)


def _base(portal: Portal, site: Site, origin: str) -> str:
    own = site_origin(portal, site)
    return site_base(site).replace(SLOT, "") if own == origin else own + site_base(site)


def shard_entry(shard: Shard, name: str) -> ShardEntry:
    """Give the manifest's line of a shard.

    Args:
        shard: the shard.
        name: what Pagefind calls its index.
    """
    path = f"shards/{shard.digest()}/"
    return ShardEntry(path, name, shard.year, len(shard.places), shard.sites())


def records(pages: Sequence[SearchPage], ids: Sequence[str]) -> bytes:
    """Give the records file of a shard: one array a page, the newest page first."""
    rows = [
        (p.date, p.site, p.path, p.kind, p.title, p.number, p.keywords, name)
        for p, name in zip(pages, ids, strict=True)
    ]
    rows.sort(key=lambda row: (row[1], row[2]))
    rows.sort(key=lambda row: row[0], reverse=True)
    return msgspec.json.encode(rows)


def owners(portal: Portal) -> Mapping[str, tuple[str, ...]]:
    """Give the sites each search covers, by the id of the site whose folder holds it.

    The portal's own search covers all; a site on an origin of its own has one besides,
    because a browser may not fetch from another origin.
    """
    home = portal.main_site()
    every = tuple(site.id for site in portal.sites)
    alone = {s.id: (s.id,) for s in portal.sites if s.url or not home}
    return {**alone, home.id: every} if home else alone
