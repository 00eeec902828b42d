"""What parsing a site gave, kept in files: a small head, and parts loaded when asked for."""

from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from govssg.catalog.head import Head, Offers, Surface
from govssg.catalog.site_catalog import ParsedSite, SiteCatalog, Visibility
from govssg.model.digest import digest_value
from govssg.model.finding import Finding
from govssg.model.portal import Site
from govssg.model.source import Entry, Snapshot
from govssg.parse.described import Described, described
from govssg.parse.site import SiteInput, parse_site
from govssg.store.value_cache import ValueCache

Part = TypeVar("Part")

Files = tuple[tuple[Entry, ...], tuple[Finding, ...]]
"""The files of a site, and what is wrong with the names of others."""

PARTS = ("parsed", "offers", "surface")


class LostPartError(OSError):
    """A kept part of a site is gone while it is needed: somebody cleared the cache meanwhile."""


class KeptSite:
    """The head of one site, and its parts: in memory if it was parsed here, else in files."""

    def __init__(
        self,
        cache: str,
        head: Head,
        parsed: ParsedSite | None = None,
        seen: Described | None = None,
    ) -> None:
        self.head = head
        self._cache = cache
        self._parsed = parsed
        self._described = seen

    def parsed(self) -> ParsedSite:
        """Give all its files.

        Raises:
            LostPartError: the cache was cleared meanwhile.
        """
        return self._parsed or self._load("parsed", ParsedSite)

    def offers(self) -> Offers:
        """Give the documents other sites may show; raises as ``parsed``."""
        return self._described.offers if self._described else self._load("offers", Offers)

    def surface(self) -> Surface:
        """Give everything a link can lead to; raises as ``parsed``."""
        return self._described.surface if self._described else self._load("surface", Surface)

    def _load(self, name: str, kind: type[Part]) -> Part:
        found = _kept(self._cache, kind).get(f"{self.head.site}.{name}", self.head.content)
        if found is None:
            raise LostPartError(f"{self._cache}/sites/{self.head.site}.{name}")
        return found

    def in_files(self) -> "KeptSite":
        """Give the same without what is in memory, to be sent to another process."""
        return KeptSite(self._cache, self.head)


def kept_site(given: SiteInput, identity: str, visibility: Visibility) -> KeptSite | None:
    """Give the site if it is kept as it was parsed from these very files.

    Args:
        given: the site and what surrounds it.
        identity: digest of the files below its content folder.
        visibility: which documents are to be seen.
    """
    key = _key(given, identity, visibility)
    head = _kept(given.cache, Head).get(f"{given.site.id}.head", key)
    if head is None or not head.holds_at(visibility.clock):
        return None
    files = _kept(given.cache, ParsedSite)
    if not all(files.has(f"{given.site.id}.{name}", head.content) for name in PARTS):
        return None
    return KeptSite(given.cache, head)


def fresh_site(
    given: SiteInput,
    identity: str,
    files: Files,
    snapshot: Snapshot,
    visibility: Visibility,
) -> KeptSite:
    """Parse what changed in a site, and keep the outcome.

    Args:
        given: the site and what surrounds it.
        identity: digest of the files below its content folder.
        files: the files themselves, and what is wrong with the names of others.
        snapshot: where they are read.
        visibility: which documents are to be seen.
    """
    before = _kept(given.cache, ParsedSite).newest(f"{given.site.id}.parsed")
    site = parsed_site(given, files, snapshot, visibility, before)
    name, content = given.site.id, site.head.content
    _kept(given.cache, ParsedSite).put(f"{name}.parsed", content, site.parsed())
    _kept(given.cache, Offers).put(f"{name}.offers", content, site.offers())
    _kept(given.cache, Surface).put(f"{name}.surface", content, site.surface())
    head = replace(site.head, parsed=0)
    _kept(given.cache, Head).put(f"{name}.head", _key(given, identity, visibility), head)
    return site


def parsed_site(
    given: SiteInput,
    files: Files,
    snapshot: Snapshot,
    visibility: Visibility,
    before: ParsedSite | None,
) -> KeptSite:
    """Parse what changed in a site since it was parsed last; keeps the documents, not the site."""
    entries, refused = files
    fresh = parse_site(given, entries, snapshot, before)
    fresh = replace(fresh, findings=(*refused, *fresh.findings))
    seen = described(given, fresh, visibility)
    return KeptSite(given.cache, seen.head, fresh.parsed, seen)


def site_catalog(site: Site, kept: KeptSite, visibility: Visibility) -> SiteCatalog:
    """Give the catalog of a kept site."""
    return SiteCatalog(site, kept.head, visibility, kept)


def _key(given: SiteInput, identity: str, visibility: Visibility) -> str:
    flags = (visibility.drafts, visibility.future, visibility.expired)
    return digest_value((given.context(), identity, flags))


def _kept(cache: str, kind: type[Part]) -> ValueCache[Part]:
    return ValueCache(Path(cache) / "sites" if cache else None, kind)
