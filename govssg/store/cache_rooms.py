"""The rooms of the cache: the files that lie there, whose they are, which of them may go.

Caches are shared by all builds of a project, and nothing tells that one is running. So a file
younger than an hour stays, whatever it is, unless it belongs to a site that is no more.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

ROOMS = (
    "stat", "configuration", "themes", "templates", "parse", "sites", "links", "scenes", "serve",
    "logs", "other",
)  # fmt: skip
"""In the order a build passes through them, then what is no cache of builds."""

SERVE = "cache/serve/"
"""Where the development server keeps a stat and a parse cache of its own."""

HOUR = 3600 * 10**9
MONTH = 30 * 24 * HOUR
"""Ages in ns."""

_BUILT = frozenset({"stat", "configuration", "themes", "sites"})
"""Rooms whose newest file tells when the last build was."""

_VALUES = frozenset({"configuration/portal", "themes/source", "themes/closures"})
_SITE = r"[^./][^/]*"
_OF_A_SITE = re.compile(
    rf"parse/({_SITE})\.sqlite(?:-journal)?|sites/({_SITE})\.(?:head|parsed|offers|surface)"
    rf"|links/({_SITE})"
)
_KEY = re.compile(rb"[0-9a-f]{32}")


class CacheFile(Struct, frozen=True, order=True):
    """A file of the cache as it was when it was looked at."""

    path: str
    """From the cache's folder."""
    bytes: int
    modified: int
    """Time stamp in ns."""

    @property
    def place(self) -> str:
        """Give its path inside the caches it is one of: the builds' or the server's."""
        return self.path.removeprefix(SERVE)

    @property
    def room(self) -> str:
        """Give the room it lies in; what no version of us writes is in ``other``."""
        head, slash, _name = self.path.partition("/")
        if self.path.startswith(SERVE):
            return "serve"
        if slash:
            return head if head in ROOMS[1:7] else "other"
        if head == "stat" or head.startswith(".stat-"):
            return "stat"
        if head.startswith("scene-") and head.endswith(".msgpack"):
            return "scenes"
        return "logs" if head.startswith("crash-") and head.endswith(".log") else "other"

    @property
    def site(self) -> str:
        """Give the site it belongs to; empty if all share it."""
        found = _OF_A_SITE.fullmatch(self.place)
        return next(filter(None, found.groups()), "") if found else ""


class Needs(Struct, frozen=True):
    """What the cache is kept for."""

    sites: frozenset[str]
    """Ids of the sites that are configured."""
    templates: frozenset[str] | None
    """Names of the compiled templates of the theme; None if that cannot be told."""
    now: int
    """The moment ages are counted to, in ns."""


def cache_files(folder: Path) -> tuple[CacheFile, ...]:
    """Give the files of a cache, sorted by path; links are neither given nor followed."""
    return tuple(sorted(_below(folder, "")))


def _below(folder: Path, prefix: str) -> Iterator[CacheFile]:
    try:
        entries = list(os.scandir(folder / prefix))
    except FileNotFoundError:
        return
    for entry in entries:
        path = f"{prefix}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _below(folder, f"{path}/")
        elif entry.is_file(follow_symlinks=False):
            try:
                status = entry.stat(follow_symlinks=False)
            except FileNotFoundError:  # renamed by a build meanwhile
                continue
            yield CacheFile(path, status.st_size, status.st_mtime_ns)


def last_build(files: tuple[CacheFile, ...]) -> int:
    """Give when the newest file a build leaves was written, in ns; 0 if there is none."""
    return max((file.modified for file in files if file.room in _BUILT), default=0)


def reason_to_go(file: CacheFile, files: tuple[CacheFile, ...], needs: Needs) -> str:
    """Give why a file may go, by its name and age alone; empty if it stays.

    The reasons are ``site`` (configured no more), ``temporary`` (left by a killed process),
    ``scene``, ``template`` and ``version`` (written by another version of us).
    """
    if file.site and file.site not in needs.sites:
        return "site"
    if needs.now - file.modified < HOUR or file.room in {"logs", "other"}:
        return ""
    name = file.path.rpartition("/")[2]
    if name.startswith(".") or _left_alone(file, files):
        return "temporary"
    if file.room == "scenes":
        return "scene"
    if file.room == "templates":
        return _template_reason(name, file.modified, last_build(files), needs)
    known = file.site or file.place == "stat" or file.place in _VALUES
    return "" if known else "version"


def _left_alone(file: CacheFile, files: tuple[CacheFile, ...]) -> bool:
    """Tell whether it is the journal of a base that is gone; beside its base, it heals it."""
    base, journal, _ = file.path.partition(".sqlite-journal")
    return bool(journal) and f"{base}.sqlite" not in {other.path for other in files}


def _template_reason(name: str, modified: int, built: int, needs: Needs) -> str:
    if needs.templates is None:
        return "template" if modified < built - MONTH else ""
    if name in needs.templates:
        return ""
    return "temporary" if name.endswith(".tmp") else "template"


def holds_value(folder: Path, file: CacheFile) -> bool:
    """Tell whether a file begins as a value with its key does; true of files of other forms."""
    if file.place.partition("/")[0] not in {"configuration", "themes", "sites", "links"}:
        return True
    try:
        with (folder / file.path).open("rb") as data:
            return _KEY.fullmatch(data.read(32)) is not None
    except FileNotFoundError:
        return True


def remove(folder: Path, file: CacheFile) -> bool:
    """Remove a file if it is still the one that was looked at; tell whether it was."""
    path = folder / file.path
    try:
        status = path.lstat()
        if (status.st_mtime_ns, status.st_size) != (file.modified, file.bytes):
            return False
        path.unlink()
    except FileNotFoundError:
        return False
    return True
