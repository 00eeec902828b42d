"""The files below the roots of a project and their status, without opening any.

A hundred thousand files are looked at on every build, so the status of a whole root is
packed into bytes which are compared at once; nothing is made per file that is not needed.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from errno import EISDIR, ELOOP, ENOENT, ENOTDIR

import msgspec

from govssg.model.source import holds_roots

Status = tuple[int, int, int, int]
"""Times of modification and of change in ns, size in bytes, inode."""

_Folder = tuple[bytes, bytes, list[int]]
"""Path from the project root; names of its files, parted by NUL; four numbers for each."""

_CHANGED = frozenset({ENOENT, ENOTDIR, EISDIR, ELOOP})
_PART = 1 << 16
_NO_LINK = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC
_DIRECTORY = _NO_LINK | os.O_DIRECTORY
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[_Folder]).decode


class SourcesChangedError(OSError):
    """Somebody saved a file while it was being read; take a new snapshot and begin again."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def walk(top: str, folders: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Give each root that has files with the packed status of its files.

    Links, hidden files and hidden folders are left out; a missing folder has no files.

    Raises:
        SourcesChangedError: a folder or a file vanished meanwhile.
        OSError: a folder cannot be looked at.
    """
    above, roots = survey(top, folders)
    yield from above.items()
    for root in roots:
        if seen := walk_root(top, root):
            yield root, seen


def survey(top: str, folders: Iterable[str]) -> tuple[dict[str, bytes], list[str]]:
    """Give the packed status of files that lie above the whole roots, and those roots' paths.

    Raises:
        SourcesChangedError: a folder or a file vanished meanwhile.
        OSError: a folder cannot be looked at.
    """
    above: dict[str, bytes] = {}
    roots: list[str] = []
    pending = [folder for folder in folders if _is_folder(f"{top}/{folder}")]
    while pending:
        folder = pending.pop()
        if not holds_roots(folder):
            roots.append(folder)
            continue
        listed, below = _listed(top, folder)
        pending += below
        if listed[1]:
            above[folder] = _packed([listed])
    return above, roots


def walk_root(top: str, root: str) -> bytes:
    """Give the packed status of all files below a whole root; nothing if there are none.

    Raises:
        SourcesChangedError: a folder or a file vanished meanwhile.
        OSError: a folder cannot be looked at.
    """
    found = list(_below(top, root))
    return _packed(found) if found else b""


def _is_folder(path: str) -> bool:
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except FileNotFoundError:
        return False


def _below(top: str, folder: str) -> Iterator[_Folder]:
    pending = [folder]
    while pending:
        listed, folders = _listed(top, pending.pop())
        pending += folders
        if listed[1]:
            yield listed


def _listed(top: str, folder: str) -> tuple[_Folder, list[str]]:
    try:
        names, numbers, folders = _listed_names(f"{top}/{folder}")
    except OSError as error:
        raise _told(error, folder) from error
    listed = (os.fsencode(folder), os.fsencode("\0".join(names)), numbers)
    return listed, [f"{folder}/{name}" for name in folders]


def _listed_names(path: str) -> tuple[list[str], list[int], list[str]]:
    handle = os.open(path, _DIRECTORY)
    try:
        with os.scandir(handle) as entries:  # by handle, so that status needs the name alone
            return _looked_at(entries)
    finally:
        os.close(handle)


def _looked_at(entries: Iterable[os.DirEntry[str]]) -> tuple[list[str], list[int], list[str]]:
    names: list[str] = []
    numbers: list[int] = []
    folders: list[str] = []
    for entry in entries:
        if entry.name[0] == ".":
            continue
        if entry.is_file(follow_symlinks=False):
            status = entry.stat(follow_symlinks=False)
            names.append(entry.name)
            numbers += (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
        elif entry.is_dir(follow_symlinks=False):
            folders.append(entry.name)
    return names, numbers, folders


def _packed(found: list[_Folder]) -> bytes:
    try:
        return _encode(found)
    except OverflowError:  # some file systems take times beyond the year 2500
        return _encode([(path, names, [n % 2**63 for n in many]) for path, names, many in found])


def unpacked(seen: bytes) -> Iterator[tuple[str, Status]]:
    """Give path and status of the files of a root, in the order of walking.

    Raises:
        msgspec.DecodeError: these bytes do not come from `walk`.
    """
    for folder, names, numbers in _decode(seen):
        start = os.fsdecode(folder)
        number = iter(numbers)
        statuses = zip(number, number, number, number, strict=True)
        for name, status in zip(os.fsdecode(names).split("\0"), statuses, strict=True):
            yield f"{start}/{name}", status


def read_file(top: str, path: str) -> bytes:
    """Give the bytes of a file that is no link.

    Raises:
        SourcesChangedError: it is gone, or has become a link or a folder.
        OSError: it cannot be read.
    """
    try:
        return _read(f"{top}/{path}")
    except OSError as error:
        raise _told(error, path) from error


def _read(path: str) -> bytes:
    handle = os.open(path, _NO_LINK)
    parts = []
    try:
        while part := os.read(handle, _PART):
            parts.append(part)
    finally:
        os.close(handle)
    return b"".join(parts)


def _told(error: OSError, path: str) -> OSError:
    return SourcesChangedError(path) if error.errno in _CHANGED else error
