"""What a snapshot gives: files with the git identity of their bytes."""

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

    def entries(self) -> tuple[Entry, ...]:
        """Give all files below ``content/``, ``sites/`` and ``themes/``, sorted by path."""
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
