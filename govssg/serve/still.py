"""A still of the worktree: its files listed once, and read only if they are still those.

An editor may write between the listing and the reading. Parsing the new bytes under the old
name would put a lie into the parse cache, so such a read is refused and the still is retaken.
"""

import stat
from pathlib import Path

from govssg.model.source import Address, Entry, blob_id
from govssg.read.snapshot import SourcesChangedError, Worktree


class Still:
    """A snapshot of the worktree that gives the same bytes or an error."""

    def __init__(self, root: Path, address: Address, entries: tuple[Entry, ...]) -> None:
        self.root = root
        self.address = address
        self._entries = entries

    def entries(self) -> tuple[Entry, ...]:
        """Give all files, sorted by path."""
        return self._entries

    def read(self, entry: Entry) -> bytes:
        """Give the bytes of a file.

        Raises:
            SourcesChangedError: it has been written again since.
            OSError: it is gone or cannot be read.
        """
        data = (self.root / entry.path).read_bytes()
        if blob_id(data) != entry.blob:
            raise SourcesChangedError(entry.path)
        return data


def take_still(root: Path, cache: Path) -> Still:
    """Give a still of the files below ``root``.

    Raises:
        OSError: a file vanished meanwhile, or cannot be read.
    """
    worktree = Worktree(root, cache / "stat")
    return Still(root.resolve(), worktree.address, worktree.entries())


def touched_still(before: Still, paths: frozenset[str]) -> Still | None:
    """Give the still after some files were touched, looking at no others.

    None when that cannot be told from the named paths alone: one is no file, or lies behind a link.

    Raises:
        OSError: a file vanished meanwhile, or cannot be read.
    """
    entries = {entry.path: entry for entry in before.entries()}
    for path in paths:
        file = before.root / path
        if file.resolve() != file:
            return None
        try:
            status = file.lstat()
        except FileNotFoundError:
            entries.pop(path, None)
            continue
        if not stat.S_ISREG(status.st_mode):
            return None
        data = file.read_bytes()
        entries[path] = Entry(path, blob_id(data), len(data))
    return Still(before.root, before.address, tuple(sorted(entries.values())))
