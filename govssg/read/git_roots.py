"""The roots of a commit, told by the ids of their trees without listing their files."""

import stat
from collections.abc import Iterator
from hashlib import sha1
from pathlib import Path
from typing import NamedTuple

from govssg.model.source import Entry, digest_entries, holds_roots
from govssg.read.git import GitError, Objects, open_objects


class GitRoot(NamedTuple):
    """One root of a commit."""

    tree: str
    """Id of its tree."""
    deep: bool
    """Whether the files of its folders belong to it too."""
    digest: str


class _Row(NamedTuple):
    name: str
    mode: int
    id: str


def read_roots(
    root: Path, revision: str, folders: tuple[str, ...]
) -> tuple[str, dict[str, GitRoot]]:
    """Give the commit id of a revision such as ``main`` or ``HEAD~1``, and its roots by path.

    Raises:
        GitError: git is missing, this is no repository, or the revision is unknown.
    """
    with open_objects(root) as objects:
        commit = objects.get(f"{revision}^{{commit}}")
        if commit is None:
            raise GitError(f"unknown revision: {revision}")
        top = {row.name: row for row in _rows(objects, f"{commit[0]}^{{tree}}")}
        found: dict[str, GitRoot] = {}
        for folder in folders:
            if folder in top and stat.S_ISDIR(top[folder].mode):
                found.update(_roots(objects, folder, top[folder].id))
    return commit[0], dict(sorted(found.items()))


def _roots(objects: Objects, folder: str, tree: str) -> Iterator[tuple[str, GitRoot]]:
    if not holds_roots(folder):
        if _any_files(objects, tree):
            yield folder, GitRoot(tree, deep=True, digest=_digest(folder, tree))
        return
    rows = list(_rows(objects, tree))
    files = [Entry(f"{folder}/{row.name}", row.id, 0) for row in rows if stat.S_ISREG(row.mode)]
    if files:
        yield folder, GitRoot(tree, deep=False, digest=digest_entries(sorted(files)))
    for row in rows:
        if stat.S_ISDIR(row.mode):
            yield from _roots(objects, f"{folder}/{row.name}", row.id)


def _any_files(objects: Objects, tree: str) -> bool:
    pending = [tree]
    while pending:
        for row in _rows(objects, pending.pop()):
            if stat.S_ISREG(row.mode):
                return True
            if stat.S_ISDIR(row.mode):
                pending.append(row.id)
    return False


def _digest(folder: str, tree: str) -> str:
    """Give a digest that differs between two roots with the same files."""
    text = f"{folder}\0{tree}".encode("utf-8", "surrogateescape")
    return sha1(text, usedforsecurity=False).hexdigest()


def _rows(objects: Objects, tree: str) -> Iterator[_Row]:
    """Give what a tree holds, hidden names left out.

    Raises:
        GitError: the repository lacks the tree.
    """
    found = objects.get(tree)
    if found is None:
        raise GitError(f"missing tree: {tree}")
    rows = _parsed(found[1], len(found[0]) // 2)
    return (row for row in rows if not row.name.startswith("."))


def _parsed(data: bytes, width: int) -> Iterator[_Row]:
    """Read git's own form of a tree: mode, space, name, NUL and the ``width`` bytes of an id."""
    position = 0
    while position < len(data):
        end = data.index(b"\0", position)
        mode, _, name = data[position:end].partition(b" ")
        position = end + 1 + width
        text = name.decode("utf-8", "surrogateescape")
        yield _Row(text, int(mode, 8), data[end + 1 : position].hex())
