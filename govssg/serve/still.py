"""A still of the worktree: its files listed once, and read only if they are still those.

An editor may write between the listing and the reading. Parsing the new bytes under the old
name would put a lie into the parse cache, so such a read is refused and the still is retaken.
"""

import stat
from collections.abc import Mapping
from pathlib import Path

from govssg.model.source import Address, Entry, blob_id, digest_entries, root_of
from govssg.read.snapshot import SourcesChangedError, Worktree


class Still:
    """A snapshot of the worktree that gives the same bytes or an error."""

    def __init__(
        self, root: Path, listed: Worktree, touched: Mapping[str, tuple[Entry, ...]]
    ) -> None:
        """Take a listing of all files, and the roots that differ from it by now."""
        self.root = root
        self.listed = listed
        self.touched = touched
        self.address: Address = listed.address
        digests = {name: digest_entries(entries) for name, entries in touched.items() if entries}
        kept = {n: digest for n, digest in listed.roots().items() if n not in touched}
        self._roots = kept | digests

    def roots(self) -> Mapping[str, str]:
        """Give a digest of the paths and blobs of each root."""
        return self._roots

    def entries(self, root: str = "") -> tuple[Entry, ...]:
        """Give the files of a root, or all, sorted by path."""
        if root:
            return self.touched[root] if root in self.touched else self.listed.entries(root)
        return tuple(sorted(entry for name in self._roots for entry in self.entries(name)))

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
    return Still(root.resolve(), Worktree(root, cache / "stat"), {})


def touched_still(before: Still, paths: frozenset[str]) -> Still | None:
    """Give the still after some files were touched, looking at no others.

    None when that cannot be told from the named paths alone: one is no file, or lies behind a link.

    Raises:
        OSError: a file vanished meanwhile, or cannot be read.
    """
    roots: dict[str, dict[str, Entry]] = {}
    for path in paths:
        root = root_of(path)
        if root not in roots:
            roots[root] = {entry.path: entry for entry in before.entries(root)}
        file = before.root / path
        if file.resolve() != file:
            return None
        try:
            status = file.lstat()
        except FileNotFoundError:
            roots[root].pop(path, None)
            continue
        if not stat.S_ISREG(status.st_mode):
            return None
        data = file.read_bytes()
        roots[root][path] = Entry(path, blob_id(data), len(data))
    fresh = {root: tuple(sorted(found.values())) for root, found in roots.items()}
    return Still(before.root, before.listed, {**before.touched, **fresh})


def changed_files(before: Still | None, now: Still) -> int:
    """Give how many files differ between two stills; all of them if there is none before."""
    if before is None:
        return len(now.entries())
    old, new = before.roots(), now.roots()
    differing = {root for root in old.keys() | new.keys() if old.get(root) != new.get(root)}
    pairs = (frozenset(before.entries(root)) ^ frozenset(now.entries(root)) for root in differing)
    return len({entry.path for found in pairs for entry in found})
