"""Blob ids of files that have not changed since they were last hashed, root by root.

As in git's index, a file whose time stamp is not older than the cache itself is hashed
again: it may have been written twice within one tick ("racy git"). The stamp is taken from
the file system's clock before the first file is read.
"""

import os
import tempfile
from collections.abc import Iterable, Mapping
from functools import partial
from operator import attrgetter
from pathlib import Path

import msgspec

from govssg.child import beside, may_fork
from govssg.model.digest import SEAL, seal
from govssg.model.source import Entry, blob_id, digest_entries
from govssg.read.walk import Status, read_file, unpacked

VERSION = 2
_HEX = 40

MANY = 60_000
"""Bytes of packed status, some 60 a file, from which on hashing is shared with a child."""


class Kept(msgspec.Struct, frozen=True):
    """What is known of one root, packed: its files are told apart only when asked for."""

    digest: str
    """Digest of the paths and blobs."""
    newest: int
    """The latest time stamp of its files in ns."""
    seen: bytes
    """Status of the files as `walk` gives it."""
    blobs: bytes
    """Blob ids of the files, in the order of ``seen``."""

    def entries(self) -> tuple[Entry, ...]:
        """Give the files, sorted by path."""
        return _entries([(path, status, blob) for path, (status, blob) in _records(self).items()])


class _File(msgspec.Struct):
    version: int
    saved: int
    roots: dict[str, Kept]


class StatCache:
    """Remembers (times, size, inode) → blob id by root and path."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        kept = _load(path)
        self._saved = kept.saved
        self._roots = kept.roots
        self._began: int | None = None

    def look_at_all(self, top: str, walked: Iterable[tuple[str, bytes]]) -> dict[str, Kept]:
        """Give what is known of the roots that were walked; many new files are hashed by two.

        Raises:
            SourcesChangedError: a file vanished meanwhile.
            OSError: a file cannot be read, or the cache's folder cannot be written.
        """
        found, fresh = {}, []
        for root, seen in walked:
            kept = self._roots.get(root)
            if kept is not None and kept.seen == seen and kept.newest < self._saved:
                found[root] = kept
            else:
                fresh.append((root, seen))
        if fresh:
            self._begin()
        fresh.sort(key=lambda one: -len(one[1]))
        many = sum(len(seen) for _root, seen in fresh) >= MANY and len(fresh) > 1 and may_fork()
        look = partial(self._look, top)
        found |= dict(beside(look, fresh) if many else map(look, fresh))
        return dict(sorted(found.items()))

    def _look(self, top: str, walked: tuple[str, bytes]) -> tuple[str, Kept]:
        """Give a root with what is known of it, hashing the files whose status is new or racy."""
        root, seen = walked
        kept = self._roots.get(root)
        known = _records(kept) if kept is not None else {}
        files = [
            (path, status, self._blob(top, path, status, known.get(path)))
            for path, status in unpacked(seen)
        ]
        return root, Kept(
            digest_entries(_entries(files)),
            max(max(status[:2]) for _path, status, _blob in files),
            seen,
            bytes.fromhex("".join([blob for _path, _status, blob in files])),
        )

    def _blob(self, top: str, path: str, status: Status, known: tuple[Status, str] | None) -> str:
        if known is not None and known[0] == status and max(status[:2]) < self._saved:
            return known[1]
        return blob_id(read_file(top, path))

    def _begin(self) -> None:
        if self._began is None and self._path is not None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._began = clock(self._path.parent)

    def save(self, roots: Mapping[str, Kept]) -> None:
        """Keep what was found of the roots, if anything changed."""
        if self._path is None or (self._began is None and roots.keys() == self._roots.keys()):
            return
        self._begin()
        saved = self._began or 0
        data = msgspec.msgpack.encode(_File(VERSION, saved, dict(roots)))
        handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=".stat-")
        with os.fdopen(handle, "wb") as file:
            file.writelines((seal(data), data))
        Path(name).replace(self._path)


def clock(folder: Path) -> int:
    """Give the time by which a file written now would be stamped, in ns."""
    with tempfile.TemporaryFile(dir=folder) as file:
        return os.fstat(file.fileno()).st_mtime_ns


def _load(path: Path | None) -> _File:
    empty = _File(VERSION, 0, {})
    if path is None or not path.is_file():
        return empty
    with path.open("rb") as file:
        told, data = file.read(SEAL), file.read()
    if told != seal(data):
        return empty
    try:
        kept = msgspec.msgpack.decode(data, type=_File)
    except msgspec.DecodeError:
        return empty
    return kept if kept.version == VERSION else empty


def _records(kept: Kept) -> dict[str, tuple[Status, str]]:
    blobs = kept.blobs.hex()
    starts = range(0, len(blobs), _HEX)
    return {
        path: (status, blobs[at : at + _HEX])
        for at, (path, status) in zip(starts, unpacked(kept.seen), strict=True)
    }


def _entries(files: list[tuple[str, Status, str]]) -> tuple[Entry, ...]:
    found = [Entry(path, blob, status[2]) for path, status, blob in files]
    found.sort(key=attrgetter("path"))
    return tuple(found)
