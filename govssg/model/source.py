"""What a snapshot gives: files with the git identity of their bytes."""

from collections.abc import Iterable, Mapping
from hashlib import sha1
from typing import Protocol

from msgspec import Struct


class Entry(Struct, frozen=True, order=True):
    """A file of a snapshot: path from the project root, git blob id and size in bytes."""

    path: str
    blob: str
    size: int


class Address(Struct, frozen=True):
    """Where a snapshot can be opened again, also from another process."""

    kind: str
    """``worktree``, ``commit`` or ``memory``."""
    root: str
    revision: str = ""


class Snapshot(Protocol):
    """One state of the project's sources; reading it twice gives the same bytes."""

    address: Address

    def roots(self) -> Mapping[str, str]:
        """Give a digest of everything below each root, by root path.

        Roots are ``sites``, ``themes`` and every second-level folder of ``content/``, such as
        ``content/department/bm01``; a file lying higher in ``content/`` belongs to the root of
        its folder (``content`` or ``content/department``). Only roots with files are listed.
        Equal digests from the same kind of snapshot mean equal entries.
        """
        ...

    def entries(self, root: str = "") -> tuple[Entry, ...]:
        """Give the files of one root of `roots`, or of all, sorted by path; none if unknown."""
        ...

    def read(self, entry: Entry) -> bytes:
        """Give the bytes of one entry.

        Raises:
            OSError: the file cannot be read any more.
        """
        ...


def blob_id(data: bytes) -> str:
    """Give git's object id for a file with these bytes (SHA-1 of header and content)."""
    return sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def root_of(path: str) -> str:
    """Give the root a file belongs to: ``content/a/b/c/d.md`` → ``content/a/b``."""
    parts = path.split("/", 3)
    return "/".join(parts[:-1][:3]) if parts[0] == "content" else parts[0]


def holds_roots(folder: str) -> bool:
    """Tell whether a folder holds further roots (``content``, ``content/a``) or is one whole."""
    return folder == "content" or (folder.startswith("content/") and folder.count("/") == 1)


def digest_entries(entries: Iterable[Entry]) -> str:
    """Give a digest of the paths and blobs of entries, which must be sorted."""
    text = "\0".join([f"{entry.path}\0{entry.blob}" for entry in entries])
    return sha1(text.encode("utf-8", "surrogateescape"), usedforsecurity=False).hexdigest()


def digest_roots(entries: Iterable[Entry]) -> dict[str, str]:
    """Give the digest of every root among all entries, which must be sorted."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(root_of(entry.path), []).append(entry)
    return {root: digest_entries(found[root]) for root in sorted(found)}
