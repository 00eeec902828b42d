"""The output tree: files written whole, only when they differ, never outside the root."""

import os
import tempfile
from pathlib import Path

from govssg.model.digest import digest_bytes

TEMPORARY = ".govssg/writing"
"""Folder of the files being written; one that is found later was left by a killed process."""

KEPT = frozenset({".govssg", ".gitignore"})
"""Names at the root of a tree that are not pages."""


class Tree:
    """A folder of published files."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, route: str, data: bytes, known: str = "") -> tuple[str, bool]:
        """Put a file in place if its bytes differ; give its digest and whether it was written.

        Args:
            route: path inside the tree.
            data: the bytes.
            known: digest of the bytes known to be there, if any.

        Raises:
            OSError: the disk is full, the folder cannot be written, …
        """
        digest = digest_bytes(data)
        if digest == known:
            return digest, False
        path = self._path(route)
        if not known and _holds(path, data):
            return digest, False
        _replace(self.root, path, data)
        return digest, True

    def remove(self, route: str) -> None:
        """Remove a file and the folders it leaves empty; one that is gone already is fine."""
        path = self._path(route)
        path.unlink(missing_ok=True)
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
            return digest_bytes(self._path(route).read_bytes())
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            return ""

    def _path(self, route: str) -> Path:
        parts = route.split("/")
        if not route or route.startswith("/") or ".." in parts or "\0" in route:
            raise ValueError(f"route leaves the tree: {route!r}")
        return self.root / route


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _replace(root: Path, path: Path, data: bytes) -> None:
    handle, name = _temporary(root)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        _move(Path(name), path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _temporary(root: Path) -> tuple[int, str]:
    """Open a file to write beside the pages, where a killed build's leftovers do no harm."""
    folder = root / TEMPORARY
    try:
        return tempfile.mkstemp(dir=folder)
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
        return tempfile.mkstemp(dir=folder)


def _make_folder(folder: Path) -> None:
    """Make a folder where a page of an earlier build may still stand as a file."""
    for parent in (folder, *folder.parents):
        if parent.is_file():
            parent.unlink()
            break
    folder.mkdir(parents=True, exist_ok=True)


def _move(source: Path, target: Path) -> None:
    try:
        source.replace(target)
    except (FileNotFoundError, NotADirectoryError):
        _make_folder(target.parent)
        source.replace(target)
    except IsADirectoryError:
        _remove_folder(target)
        source.replace(target)


def _remove_folder(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            path.rmdir()
        else:
            path.unlink()
    folder.rmdir()
