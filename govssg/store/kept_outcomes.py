"""The outcomes a parse cache holds: how large each is, and those dropped that nobody asks for."""

import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from errno import EIO, ENOSPC, EROFS
from pathlib import Path

from govssg.store.parse_cache import VERSION

WAIT = 5
"""Seconds to wait for a build that is writing."""

_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_ERRNO = {
    sqlite3.SQLITE_FULL: ENOSPC,
    sqlite3.SQLITE_READONLY: EROFS,
    sqlite3.SQLITE_CANTOPEN: EIO,
    sqlite3.SQLITE_IOERR: EIO,
}
_SMALL_PART = 10
"""Less than one part in so many is not worth writing the whole file anew."""


class OutcomesBusyError(Exception):
    """Another process is writing; nothing was changed."""


class OutcomesBrokenError(Exception):
    """The file is damaged, or of another version of us: no build will read it."""


def outcome_sizes(path: Path) -> dict[str, int]:
    """Give the bytes of each outcome of a parse cache by its key; changes nothing.

    Raises:
        OutcomesBusyError: it cannot be read now.
        OutcomesBrokenError: it can never be read.
    """
    with _opened(path, read_only=True) as base:
        return dict(base.execute("select key, length(value) from parsed"))


def is_current(path: Path) -> bool:
    """Tell whether a build would read a parse cache; one that is in use is."""
    try:
        with _opened(path, read_only=True):
            return True
    except OutcomesBusyError:
        return True
    except OutcomesBrokenError:
        return False


def drop_outcomes(path: Path, asked: Callable[[], Collection[str] | None]) -> dict[str, int]:
    """Drop the outcomes nobody asks for, in one transaction; give their bytes by key.

    The room they took is given back if nobody else has the file open just then.

    Args:
        path: the parse cache.
        asked: gives the keys that are asked for, or None to drop nothing; called while no
            other process can write.

    Raises:
        OutcomesBusyError: another process is writing.
        OutcomesBrokenError: it can never be read.
        OSError: it cannot be written.
    """
    with _opened(path, read_only=False) as base:
        base.execute("begin immediate")
        keys = asked()
        sizes = base.execute("select key, length(value) from parsed") if keys is not None else ()
        dropped = {key: size for key, size in sizes if key not in (keys or ())}
        base.executemany("delete from parsed where key = ?", [(key,) for key in dropped])
        base.execute("commit")
        if dropped:
            _give_back(base)
    return dropped


def _give_back(base: sqlite3.Connection) -> None:
    free = base.execute("pragma freelist_count").fetchone()[0]
    pages = base.execute("pragma page_count").fetchone()[0]
    if free * _SMALL_PART < pages:
        return
    base.execute("pragma busy_timeout=0")
    try:
        base.execute("vacuum")
    except sqlite3.OperationalError as error:  # the next build uses the room that is free
        if error.sqlite_errorcode & 0xFF not in _BUSY | {sqlite3.SQLITE_FULL}:
            raise


@contextmanager
def _opened(path: Path, *, read_only: bool) -> Iterator[sqlite3.Connection]:
    mode = "ro" if read_only else "rw"
    address = f"{path.absolute().as_uri()}?mode={mode}"
    try:
        connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=WAIT)
        with closing(connection) as base:
            if base.execute("pragma user_version").fetchone()[0] != VERSION:
                raise OutcomesBrokenError(path)
            yield base
    except sqlite3.DatabaseError as error:
        raise _told(error, path, read_only=read_only) from error


def _told(error: sqlite3.DatabaseError, path: Path, *, read_only: bool) -> Exception:
    code = error.sqlite_errorcode & 0xFF
    if code in _BUSY or (read_only and code in _ERRNO):  # such as one to be healed by a writer
        return OutcomesBusyError(path)
    if code in _ERRNO:
        return OSError(_ERRNO[code], str(error), str(path))
    return OutcomesBrokenError(path)
