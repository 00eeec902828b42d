"""The three snapshots behind one interface: worktree, commit, memory."""

import os
import weakref
from collections.abc import Iterable, Mapping
from contextlib import ExitStack, suppress
from functools import cached_property, lru_cache
from itertools import chain
from operator import attrgetter
from pathlib import Path

from govssg.child import may_fork
from govssg.model.source import Address, Entry, Snapshot, blob_id, digest_roots, root_of
from govssg.read.git import GitError, Objects, list_tree, open_objects, read_blobs
from govssg.read.git_roots import read_roots
from govssg.read.shared_walk import SharedWalk
from govssg.read.stat_cache import Kept, StatCache
from govssg.read.walk import SourcesChangedError, read_file, walk

__all__ = [
    "FOLDERS",
    "Commit",
    "Memory",
    "SourcesChangedError",
    "Worktree",
    "open_snapshot",
    "read_many",
]

FOLDERS = ("content", "sites", "themes")
"""The only folders a snapshot sees."""

SHARED = 1_200_000
"""Bytes of a stat cache, some 60 a file, from which on a walk is shared with a child process."""


class Worktree:
    """The files on disk, as they were when first asked for. Links are not followed."""

    def __init__(self, root: Path, cache: Path | None = None, *, shared: int = SHARED) -> None:
        self._root = str(root.resolve())
        self._cache = cache
        self._shared = shared
        self._begun: SharedWalk | None = None
        self.address = Address("worktree", self._root, str(cache or ""))

    def start(self) -> bool:
        """Begin to look at a large tree now, in a child process; tell whether one is at it.

        Without it, or where no child can be had, all is done when first asked for. A tree counts
        as large by the size of its stat cache.
        """
        large = _size(self._cache) >= self._shared
        if large and self._begun is None and "_kept" not in self.__dict__ and may_fork():
            with suppress(OSError):  # which is told when first asked
                self._begun = SharedWalk(self._root, FOLDERS)
        return self._begun is not None

    def roots(self) -> Mapping[str, str]:
        """Give a digest of the paths and blobs of each root.

        Raises:
            SourcesChangedError: a file vanished meanwhile.
        """
        return {root: kept.digest for root, kept in self._kept.items()}

    def entries(self, root: str = "") -> tuple[Entry, ...]:
        """Give the files of a root, or all, with their blob ids.

        Raises:
            SourcesChangedError: a file vanished meanwhile.
        """
        if not root:
            return self._entries
        return self._kept[root].entries() if root in self._kept else ()

    @cached_property
    def _kept(self) -> dict[str, Kept]:
        self.start()
        begun, self._begun = self._begun, None
        cache = StatCache(self._cache)
        walked = begun.finish() if begun else walk(self._root, FOLDERS)
        kept = cache.look_at_all(self._root, walked)
        cache.save(kept)
        return kept

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        return _sorted(chain.from_iterable(kept.entries() for kept in self._kept.values()))

    def read(self, entry: Entry) -> bytes:
        """Give the bytes of a file.

        Raises:
            SourcesChangedError: the file is no longer as it was when it was listed.
        """
        data = read_file(self._root, entry.path)
        if blob_id(data) != entry.blob:
            raise SourcesChangedError(entry.path)
        return data


def _size(cache: Path | None) -> int:
    try:
        return cache.stat().st_size if cache else 0
    except OSError:
        return 0


class Commit:
    """The files of one commit, straight from git's objects."""

    def __init__(self, root: Path, revision: str) -> None:
        self._root = root
        self.commit, self._roots = read_roots(root, revision, FOLDERS)
        self.address = Address("commit", str(root.resolve()), self.commit)
        self._open: tuple[int, Objects] | None = None
        """The running git, and the process that started it: no other may talk to it."""

    def roots(self) -> Mapping[str, str]:
        """Give a digest of each root, made from tree ids: unlike those of other snapshots.

        It may also differ for equal entries, by hidden files or modes that no entry shows.
        """
        return {path: root.digest for path, root in self._roots.items()}

    def entries(self, root: str = "") -> tuple[Entry, ...]:
        """Give the files of a root, or all, hidden ones left out as in the worktree."""
        if not root:
            return self._entries
        if root not in self._roots:
            return ()
        rows = list_tree(self._root, self._roots[root].tree, deep=self._roots[root].deep)
        return _visible((f"{root}/{path}", blob, size) for path, blob, size in rows)

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        return _visible(list_tree(self._root, self.commit, *FOLDERS))

    def read(self, entry: Entry) -> bytes:
        """Give the bytes of a blob.

        Raises:
            GitError: it is not in the repository.
        """
        found = self._objects().get(entry.blob)
        if found is None:
            raise GitError(f"{entry.path}: {entry.blob}")
        return found[1]

    def _objects(self) -> Objects:
        """Give the one git that is asked for one blob after another."""
        if self._open is None or self._open[0] != os.getpid():
            running = ExitStack()
            self._open = (os.getpid(), running.enter_context(open_objects(self._root)))
            weakref.finalize(self, running.close)
        return self._open[1]

    def read_all(self, entries: tuple[Entry, ...]) -> list[bytes]:
        """Give the bytes of many blobs from one git process."""
        return list(read_blobs(self._root, [entry.blob for entry in entries]))


def _visible(rows: Iterable[tuple[str, str, int]]) -> tuple[Entry, ...]:
    return _sorted(Entry(*row) for row in rows if "/." not in row[0])


def _sorted(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=attrgetter("path")))


class Memory:
    """Files held in memory, for tests: path → text or bytes."""

    def __init__(self, files: dict[str, str | bytes]) -> None:
        self._files = {
            path: data.encode() if isinstance(data, str) else data for path, data in files.items()
        }
        self.address = Address("memory", "")

    def roots(self) -> Mapping[str, str]:
        """Give a digest of the paths and blobs of each root."""
        return digest_roots(self.entries())

    def entries(self, root: str = "") -> tuple[Entry, ...]:
        """Give the files of a root, or all, sorted by path."""
        return tuple(
            Entry(path, blob_id(data), len(data))
            for path, data in sorted(self._files.items())
            if root in {"", root_of(path)}
        )

    def read(self, entry: Entry) -> bytes:
        """Give the bytes of a file."""
        return self._files[entry.path]


@lru_cache(maxsize=4)
def open_snapshot(address: Address) -> Snapshot:
    """Open a snapshot again from its address, in this or another process.

    Raises:
        ValueError: a memory snapshot has no address another process could use.
    """
    if address.kind == "worktree":
        return Worktree(Path(address.root), Path(address.revision) if address.revision else None)
    if address.kind == "commit":
        return Commit(Path(address.root), address.revision)
    raise ValueError(f"a {address.kind} snapshot cannot be opened by address")


def read_many(snapshot: Snapshot, entries: tuple[Entry, ...]) -> list[bytes]:
    """Give the bytes of many entries, in one go where the snapshot can."""
    if isinstance(snapshot, Commit):
        return snapshot.read_all(entries)
    return [snapshot.read(entry) for entry in entries]
