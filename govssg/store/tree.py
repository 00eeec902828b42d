"""The output tree: files written whole, only when they differ, never outside the root.

A page's path stays text until something is in its way, as every ``Path`` costs microseconds.
"""

import errno
import os
import shutil
import stat
from itertools import count
from pathlib import Path

from govssg.model.digest import digest_bytes

TEMPORARY = ".govssg/writing"
"""Folder of the files being written; one that is found later was left by a killed process."""

KEPT = frozenset({".govssg", ".gitignore"})
"""Names at the root of a tree that are not pages."""

MODE = 0o644
"""Who may read a published file: everyone, as the web server is another user."""

_NEW = os.O_CREAT | os.O_EXCL | os.O_WRONLY
"""Make a file where there is none; a link standing there counts as one and is not followed."""


class Tree:
    """A folder of published files."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._numbers = count()
        self._inside: set[str] = set()

    def write(
        self, route: str, data: bytes, known: str = "", *, fresh: bool = False
    ) -> tuple[str, bool]:
        """Put a file in place if its bytes differ; give its digest and whether it was written.

        Args:
            route: path inside the tree.
            data: the bytes.
            known: digest of the bytes known to be there, if any.
            fresh: nobody reads these pages yet, so a file that does not exist may be seen
                while it grows. Any other file appears whole or not at all.

        Raises:
            OSError: the disk is full, the folder cannot be written, …
        """
        digest = digest_bytes(data)
        if digest == known:
            return digest, False
        path = self._path(route)
        if fresh and _created(path, data):
            return digest, True
        if not known and _holds(path, data):
            return digest, False
        self._replace(path, data)
        return digest, True

    def remove(self, route: str) -> None:
        """Remove a file and the folders it leaves empty; one that is gone already is fine.

        So is one whose place, or a folder above it, is taken by another page meanwhile.
        """
        path = Path(self._path(route))
        try:
            path.unlink(missing_ok=True)
        except (IsADirectoryError, NotADirectoryError):
            return
        folder = path.parent
        while folder != self.root:
            try:
                folder.rmdir()
            except OSError:
                return
            folder = folder.parent

    def clear_temporary(self) -> None:
        """Remove what killed processes left half written."""
        for path in (self.root / TEMPORARY).glob("*"):
            path.unlink(missing_ok=True)

    def files(self) -> list[str]:
        """Give the route of every file in the tree, our own bookkeeping left out."""
        found = []
        for folder, names, files in os.walk(self.root):
            relative = Path(folder).relative_to(self.root).as_posix()
            prefix = "" if relative == "." else f"{relative}/"
            if not prefix:
                names[:] = [name for name in names if name not in KEPT]
                files = [name for name in files if name not in KEPT]  # noqa: PLW2901
            found += [f"{prefix}{name}" for name in files]
        return sorted(found)

    def digest(self, route: str) -> str:
        """Give the digest of a file's bytes, or nothing if it is not there."""
        try:
            return digest_bytes(Path(self._path(route)).read_bytes())
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            return ""

    def _path(self, route: str) -> str:
        parts = route.split("/")
        if not route or route.startswith("/") or ".." in parts or "\0" in route:
            raise ValueError(f"route leaves the tree: {route!r}")
        folder = route.rpartition("/")[0]
        if folder not in self._inside:
            self._enter(folder)
        return f"{self.root}/{route}"

    def _enter(self, folder: str) -> None:
        """Make sure, once for each folder, that no link on the way leads out of the tree."""
        parent = folder.rpartition("/")[0]
        if parent != folder and parent not in self._inside:
            self._enter(parent)
        path = self.root / folder
        if folder and path.is_symlink() and not _lies_in(path, self.root):
            raise OSError(errno.ELOOP, "a link leads out of the tree", str(path))
        self._inside.add(folder)

    def _replace(self, path: str, data: bytes) -> None:
        name, handle = self._temporary()
        _fill(name, handle, data)
        try:
            _move(name, path)
        except BaseException:
            Path(name).unlink()
            raise

    def _temporary(self) -> tuple[str, int]:
        """Open a file away from the pages, where a killed build's leftovers do no harm."""
        while True:
            name = f"{self.root}/{TEMPORARY}/{os.getpid()}-{next(self._numbers)}"
            try:
                return name, _opened(name)
            except FileExistsError:
                continue  # left by a killed process that had our number


def _created(path: str, data: bytes) -> bool:
    """Make a file in its place; False if something stands there."""
    try:
        handle = _opened(path)
    except FileExistsError:
        return False
    _fill(path, handle, data)
    return True


def _opened(path: str) -> int:
    """Make an empty file, and its folder if need be."""
    try:
        return os.open(path, _NEW, MODE)
    except (FileNotFoundError, NotADirectoryError):
        _make_folder(Path(path).parent)
        return os.open(path, _NEW, MODE)


def _fill(path: str, handle: int, data: bytes) -> None:
    """Put the bytes into a file just made; when that fails, nothing is left of it."""
    try:
        try:
            _pour(handle, data)
        finally:
            os.close(handle)
    except BaseException:
        Path(path).unlink()
        raise


def _pour(handle: int, data: bytes) -> None:
    if stat.S_IMODE(os.fstat(handle).st_mode) != MODE:
        os.fchmod(handle, MODE)  # the user's umask is stricter
    written = os.write(handle, data)
    while written < len(data):
        written += os.write(handle, data[written:])


def _holds(path: str, data: bytes) -> bool:
    try:
        status = os.lstat(path)
        return (
            stat.S_ISREG(status.st_mode)
            and status.st_size == len(data)
            and Path(path).read_bytes() == data
        )
    except OSError:
        return False


def _lies_in(path: Path, root: Path) -> bool:
    return path.resolve().is_relative_to(root.resolve())


def _make_folder(folder: Path) -> None:
    """Make a folder where a page of an earlier build may still stand as a file."""
    for parent in (folder, *folder.parents):
        if parent.is_file():
            parent.unlink()
            break
    folder.mkdir(parents=True, exist_ok=True)


def _move(source: str, target: str) -> None:
    try:
        os.replace(source, target)  # noqa: PTH105 - two paths less for each page
    except (FileNotFoundError, NotADirectoryError):
        _make_folder(Path(target).parent)
        Path(source).replace(target)
    except IsADirectoryError:
        shutil.rmtree(target)
        Path(source).replace(target)
