"""What no configured site needs removed from the cache, also while a build is running."""

from functools import partial
from pathlib import Path

from msgspec import Struct

from govssg.cli.cache_survey import asked_keys, configured_sites, outcomes_path, state_path
from govssg.cli.project import Project
from govssg.model.theme import ThemeSource
from govssg.store.cache_rooms import (
    HOUR,
    CacheFile,
    Needs,
    cache_files,
    holds_value,
    reason_to_go,
    remove,
)
from govssg.store.kept_outcomes import (
    OutcomesBrokenError,
    OutcomesBusyError,
    drop_outcomes,
    is_current,
    outcome_sizes,
)
from govssg.store.value_cache import ValueCache
from govssg.theme.compiled_names import compiled_names, is_loadable


class Gone(Struct, frozen=True, order=True):
    """A file that was removed, or would be."""

    path: str
    bytes: int
    reason: str


class Dropped(Struct, frozen=True, order=True):
    """Outcomes of parsing that were dropped from a site's cache, or would be."""

    site: str
    documents: int
    freed: int
    """Bytes by which the file became smaller; on a dry run, the size of the outcomes."""


class Sweep(Struct, frozen=True):
    """What collecting gave."""

    gone: tuple[Gone, ...]
    dropped: tuple[Dropped, ...]
    busy: tuple[str, ...]
    """Sites whose outcomes were left alone because a build may be at work on them."""

    def freed(self) -> int:
        """Give the bytes by which the cache became smaller."""
        return sum(file.bytes for file in self.gone) + sum(some.freed for some in self.dropped)


def sweep(project: Project, now: int, *, dry: bool) -> Sweep:
    """Remove from the project's cache what no configured site needs.

    Args:
        project: whose cache it is.
        now: the present moment in ns.
        dry: only tell what would go.

    Raises:
        OSError: something cannot be removed.
    """
    folder = Path(project.cache)
    files = cache_files(folder)  # before the sites are read, so none of a new site's is among them
    needs = Needs(configured_sites(project), _templates(folder), now)
    gone, kept = [], []
    for file in files:
        reason = _reason(folder, file, files, needs)
        if not reason:
            kept.append(file)
        elif dry or remove(folder, file):
            gone.append(Gone(file.path, file.bytes, reason))
    bases = [file.site for file in kept if file.path == f"parse/{file.site}.sqlite"]
    dropped, busy = _drop_all(folder, bases, now, dry=dry)
    return Sweep(tuple(gone), dropped, busy)


def _templates(folder: Path) -> frozenset[str] | None:
    theme = ValueCache(folder / "themes", ThemeSource).newest("source")
    return compiled_names(theme) if theme else None


def _reason(folder: Path, file: CacheFile, files: tuple[CacheFile, ...], needs: Needs) -> str:
    reason = reason_to_go(file, files, needs)
    if reason or needs.now - file.modified < HOUR:
        return reason
    return "" if _readable(folder, file) else "version"


def _readable(folder: Path, file: CacheFile) -> bool:
    """Tell whether this version of us could read a file."""
    if file.site and file.path.endswith(".sqlite"):
        return is_current(folder / file.path)
    if file.room != "templates":
        return holds_value(folder, file)
    with (folder / file.path).open("rb") as data:
        return is_loadable(data.read(64))


def _drop_all(
    folder: Path, sites: list[str], now: int, *, dry: bool
) -> tuple[tuple[Dropped, ...], tuple[str, ...]]:
    """Drop the outcomes nobody asks for; give what went, and the sites left alone."""
    dropped, busy = [], []
    for site in sites:
        try:
            found = _drop(folder, site, now, dry=dry)
        except OutcomesBusyError:
            busy.append(site)
        except OutcomesBrokenError:  # younger than an hour: a build may be about to mend it
            continue
        else:
            dropped += [found] if found.documents else []
    return tuple(dropped), tuple(busy)


def _drop(folder: Path, site: str, now: int, *, dry: bool) -> Dropped:
    path = outcomes_path(folder, site)
    unasked = _unasked(folder, site)
    if not unasked:
        return Dropped(site, 0, 0)
    if dry:
        _require_quiet(folder, site, now)
        return Dropped(site, len(unasked), sum(unasked.values()))
    before = path.stat().st_size
    gone = drop_outcomes(path, partial(_quiet_keys, folder, site, now))
    return Dropped(site, len(gone), max(before - path.stat().st_size, 0))


def _unasked(folder: Path, site: str) -> dict[str, int]:
    """Give the outcomes nobody asks for; none if it is not known who asks."""
    keys = asked_keys(folder, site)
    if keys is None:
        return {}
    kept = outcome_sizes(outcomes_path(folder, site))
    return {key: size for key, size in kept.items() if key not in keys}


def _quiet_keys(folder: Path, site: str, now: int) -> frozenset[str] | None:
    """Give the keys that are asked for; called while nobody can add an outcome."""
    _require_quiet(folder, site, now)
    return asked_keys(folder, site)


def _require_quiet(folder: Path, site: str, now: int) -> None:
    """Make sure no build is parsing the site.

    A build adds outcomes first and writes down who asks for them when it is through.

    Raises:
        OutcomesBusyError: outcomes came in the last hour that nobody was written down for.
    """
    written = outcomes_path(folder, site).stat().st_mtime_ns
    if now - written < HOUR and written > state_path(folder, site).stat().st_mtime_ns:
        raise OutcomesBusyError(site)
