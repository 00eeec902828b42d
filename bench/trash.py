"""Moves what earlier runs made out of the way, and deletes it when nothing is measured.

For minutes after a large tree was deleted, ext4 looks at each freed inode before it takes a new
one: 8,000 files then cost 4.1 s to create instead of 0.3 s, and the program that happens to run
next pays. So nothing is deleted before or between runs: old trees are renamed into a folder,
which is emptied after all figures are taken. Where the disk is too small for that it is emptied
between two scenarios, and what follows waits until the file system has forgotten.
"""

import os
import shutil
import sys
import time
from pathlib import Path

FORGETTING = 300
"""Seconds after which ext4 gives out the inodes of deleted files without looking twice."""

SPARE = 2 * 2**30
"""Bytes of the disk that are never counted on."""


class DiskTooSmallError(RuntimeError):
    """The disk cannot hold the trees of a scenario."""


class Trash:
    """Holds what is to be deleted later; lies on the same file system as what it takes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stamp = folder.with_name(".emptied")

    def take(self, path: Path) -> None:
        """Rename a file or folder into the trash, if it is there."""
        self._folder.mkdir(parents=True, exist_ok=True)
        if path.exists():
            path.rename(self._folder / f"{time.time_ns()}-{path.name}")

    def fresh(self, path: Path) -> None:
        """Put a new empty folder in the place of an old one."""
        self.take(path)
        path.mkdir(parents=True)

    def make_room(self, needed: int, *, rest: bool = True) -> None:
        """See to it that a scenario finds its bytes on the disk, and a disk at rest.

        Args:
            needed: bytes it may write.
            rest: whether to wait if trees were deleted minutes ago.

        Raises:
            DiskTooSmallError: not even an empty trash would make room.
        """
        if self._free() < needed:
            self.empty()
        if self._free() < needed:
            wanted = f"{needed / 2**30:.0f} GB are needed, {self._free() / 2**30:.0f} are free"
            raise DiskTooSmallError(f"{wanted}: use fewer --runs or another --work folder")
        if rest:
            self._settle()

    def empty(self) -> None:
        """Delete all that was taken."""
        if not self._folder.is_dir() or not any(self._folder.iterdir()):
            return
        shutil.rmtree(self._folder)
        self._stamp.touch()
        os.sync()

    def _free(self) -> int:
        self._folder.mkdir(parents=True, exist_ok=True)
        return shutil.disk_usage(self._folder).free - SPARE

    def _settle(self) -> None:
        """Wait until the last deletion is long ago."""
        if not self._stamp.is_file():
            return
        left = self._stamp.stat().st_mtime + FORGETTING - time.time()
        if left > 0:
            print(f"trees were deleted, so the disk rests for {left:.0f} s", file=sys.stderr)
            time.sleep(left)
