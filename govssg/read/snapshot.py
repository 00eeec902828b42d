"""The three snapshots behind one interface: worktree, commit, memory."""

import os
import stat
from functools import cached_property, lru_cache
from pathlib import Path

from govssg.model.source import Address, Entry, Snapshot, blob_id
from govssg.read.git import list_tree, read_blobs, resolve_revision
from govssg.read.stat_cache import StatCache

FOLDERS = ("content", "sites", "themes")
"""The only folders a snapshot sees."""


class SourcesChangedError(OSError):
    """Somebody saved a file while it was being read; take a new snapshot and begin again."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class Worktree:
    """The files on disk now. Links are not followed, so no path leaves the root."""

    def __init__(self, root: Path, cache: Path | None = None) -> None:
        self._root = root.resolve()
        self._cache = cache
        self.address = Address("worktree", str(self._root), str(cache or ""))

    def entries(self) -> tuple[Entry, ...]:
        """Give all files with their blob ids, as they were when first asked for."""
        return self._entries

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        stats = StatCache.load(self._cache)
        root = str(self._root)
        found = sorted(_walk(root))
        entries = tuple(
            Entry(path, stats.blob(root, path, status), status.st_size) for path, status in found
        )
        stats.save(self._cache, {entry.path for entry in entries})
        return entries

    def read(self, entry: Entry) -> bytes:
        """Give the bytes of a file.

        Raises:
            SourcesChangedError: the file is no longer as it was when it was listed.
        """
        try:
            data = (self._root / entry.path).read_bytes()
        except FileNotFoundError as error:
            raise SourcesChangedError(entry.path) from error
        if blob_id(data) != entry.blob:
            raise SourcesChangedError(entry.path)
        return data


def _walk(root: str) -> list[tuple[str, os.stat_result]]:
    found: list[tuple[str, os.stat_result]] = []
    pending = [folder for folder in FOLDERS if Path(root, folder).is_dir()]
    while pending:
        folder = pending.pop()
        with os.scandir(f"{root}/{folder}") as entries:
            for entry in entries:
                path = f"{folder}/{entry.name}"
                status = entry.stat(follow_symlinks=False)
                if stat.S_ISDIR(status.st_mode) and not entry.name.startswith("."):
                    pending.append(path)
                elif stat.S_ISREG(status.st_mode) and not entry.name.startswith("."):
                    found.append((path, status))
    return found


class Commit:
    """The files of one commit, straight from git's objects."""

    def __init__(self, root: Path, revision: str) -> None:
        self._root = root
        self.commit = resolve_revision(root, revision)
        self.address = Address("commit", str(root.resolve()), self.commit)

    def entries(self) -> tuple[Entry, ...]:
        """Give all files of the commit, hidden ones left out as in the worktree."""
        return self._entries

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        rows = list_tree(self._root, self.commit, FOLDERS)
        return tuple(sorted(Entry(*row) for row in rows if "/." not in row[0]))

    def read(self, entry: Entry) -> bytes:
        """Give the bytes of a blob."""
        return next(read_blobs(self._root, [entry.blob]))

    def read_all(self, entries: tuple[Entry, ...]) -> list[bytes]:
        """Give the bytes of many blobs from one git process."""
        return list(read_blobs(self._root, [entry.blob for entry in entries]))


class Memory:
    """Files held in memory, for tests: path → text or bytes."""

    def __init__(self, files: dict[str, str | bytes]) -> None:
        self._files = {
            path: data.encode() if isinstance(data, str) else data for path, data in files.items()
        }
        self.address = Address("memory", "")

    def entries(self) -> tuple[Entry, ...]:
        """Give all files, sorted by path."""
        return tuple(
            Entry(path, blob_id(data), len(data)) for path, data in sorted(self._files.items())
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
