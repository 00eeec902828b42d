"""What the cache holds: whose sites it is kept for, and how much of each is still asked for."""

from collections import defaultdict
from pathlib import Path

from msgspec import Struct

from govssg.catalog.site_catalog import ParsedSite
from govssg.cli.project import Project
from govssg.read.walk import unpacked, walk
from govssg.store.cache_rooms import ROOMS, CacheFile, cache_files
from govssg.store.kept_outcomes import OutcomesBrokenError, OutcomesBusyError, outcome_sizes
from govssg.store.value_cache import ValueCache


class SiteShare(Struct, frozen=True):
    """What the builds' cache holds of one site."""

    site: str
    configured: bool
    files: int
    bytes: int
    documents: int
    """Outcomes of parsing that are kept."""
    document_bytes: int
    asked: int | None
    """Those the documents of the last build ask for; None if that cannot be told."""
    asked_bytes: int


class Holdings(Struct, frozen=True):
    """What a cache holds."""

    files: tuple[CacheFile, ...] = ()
    shares: tuple[SiteShare, ...] = ()
    """By site, sorted by id."""

    def rooms(self) -> list[tuple[str, int, int]]:
        """Give the rooms that are not empty, with their files and bytes."""
        sizes: dict[str, list[int]] = defaultdict(list)
        for file in self.files:
            sizes[file.room].append(file.bytes)
        return [(room, len(sizes[room]), sum(sizes[room])) for room in ROOMS if sizes[room]]

    def bytes(self) -> int:
        """Give the size of all files."""
        return sum(file.bytes for file in self.files)

    def unknown(self) -> int:
        """Give the parsed documents of which it is not known whether they are asked for."""
        return sum(share.documents for share in self.shares if share.asked is None)


def holdings(project: Project) -> Holdings:
    """Give what the cache of a project holds; nothing if there is none."""
    folder = Path(project.cache)
    files = cache_files(folder)
    sites = configured_sites(project) if files else frozenset()
    return Holdings(files, _shares(folder, files, sites))


def configured_sites(project: Project) -> frozenset[str]:
    """Give the ids of the sites with a file on disk or, if one is asked for, in the revision."""
    roots = walk(str(project.root), ("sites",))
    paths = [path for _root, seen in roots for path, _status in unpacked(seen)]
    if project.snapshot.address.kind == "commit":
        paths += [entry.path for entry in project.snapshot.entries("sites")]
    names = (path.removeprefix("sites/").rpartition(".") for path in paths)
    return frozenset(stem for stem, _, suffix in names if suffix in {"yaml", "yml"}) - {"portal"}


def _shares(
    folder: Path, files: tuple[CacheFile, ...], sites: frozenset[str]
) -> tuple[SiteShare, ...]:
    sizes: dict[str, list[int]] = defaultdict(list)
    for file in files:
        if file.site and file.room != "serve":
            sizes[file.site].append(file.bytes)
    return tuple(_share(folder, site, sizes[site], sites) for site in sorted(sizes))


def _share(folder: Path, site: str, sizes: list[int], sites: frozenset[str]) -> SiteShare:
    kept = _kept(outcomes_path(folder, site))
    keys = asked_keys(folder, site) if site in sites else frozenset()
    asked = [size for key, size in kept.items() if key in (keys or ())]
    return SiteShare(
        site=site,
        configured=site in sites,
        files=len(sizes),
        bytes=sum(sizes),
        documents=len(kept),
        document_bytes=sum(kept.values()),
        asked=None if keys is None else len(asked),
        asked_bytes=sum(asked),
    )


def _kept(path: Path) -> dict[str, int]:
    """Give the sizes of a site's outcomes; none if nobody can read them now."""
    try:
        return outcome_sizes(path) if path.is_file() else {}
    except (OutcomesBusyError, OutcomesBrokenError):
        return {}


def outcomes_path(folder: Path, site: str) -> Path:
    """Give the parse cache of a site."""
    return folder / "parse" / f"{site}.sqlite"


def state_path(folder: Path, site: str) -> Path:
    """Give the file that says what was parsed last of a site; it is written after the cache."""
    return folder / "sites" / f"{site}.parsed"


def asked_keys(folder: Path, site: str) -> frozenset[str] | None:
    """Give the keys the documents of a site's last build ask for; None if that is not known."""
    path = state_path(folder, site)
    kept = ValueCache(path.parent, ParsedSite).newest(path.name)
    return frozenset(outline.key for outline in kept.outlines) if kept else None
