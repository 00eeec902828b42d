"""One build at a time per output tree."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from govssg.store.ledger import FOLDER


class TreeLockedError(Exception):
    """Another build holds the tree; carries who."""

    def __init__(self, holder: str) -> None:
        super().__init__(holder)
        self.holder = holder


@contextmanager
def tree_lock(tree: Path) -> Iterator[None]:
    """Hold the tree's lock; the system frees it when the process ends, however it ends.

    Raises:
        TreeLockedError: another process is building into the tree.
        OSError: the tree cannot be written.
    """
    path = tree / FOLDER / "lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.seek(0)
            raise TreeLockedError(file.read().strip() or "?") from error
        file.truncate(0)
        file.write(f"{os.getpid()}")
        file.flush()
        yield
