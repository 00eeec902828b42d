"""What parsing gave, kept by what went in: the blob, the place, the column's defaults, us.

One file per site, so a site's job is its only writer.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from govssg.model.document import Parsed

VERSION = 2
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
"""Codes of a cache that somebody else holds for long; it is whole and only passed over."""
_CHUNK = 500
PAGE = 32768
"""Bytes of a page of the file: a document fits into one, which halves the cost of keeping."""


class ParseCache:
    """Parsed documents of one site by key."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(Parsed)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        if self._path is None:
            base = sqlite3.connect(":memory:", isolation_level=None)
        else:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            base = sqlite3.connect(self._path, isolation_level=None, timeout=30)
        try:
            base.execute(f"pragma page_size={PAGE}")
            base.execute("pragma synchronous=off")
            if base.execute("pragma user_version").fetchone()[0] != VERSION:
                base.executescript(
                    "drop table if exists parsed;"
                    "create table parsed (key text primary key, value blob);"
                    f"pragma user_version={VERSION};"
                )
            yield base
        finally:
            base.close()

    def get(self, keys: list[str]) -> dict[str, Parsed]:
        """Give what is kept for the keys; a broken cache counts as empty."""
        if self._path is None or not self._path.exists():
            return {}
        found: dict[str, Parsed] = {}
        try:
            with self._open() as base:
                for start in range(0, len(keys), _CHUNK):
                    found |= self._chunk(base, keys[start : start + _CHUNK])
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in _BUSY:
                self._path.unlink(missing_ok=True)
            return {}
        except (sqlite3.DatabaseError, msgspec.DecodeError, msgspec.ValidationError):
            self._path.unlink(missing_ok=True)
            return {}
        return found

    def _chunk(self, base: sqlite3.Connection, keys: list[str]) -> dict[str, Parsed]:
        marks = ",".join("?" * len(keys))
        rows = base.execute(f"select key, value from parsed where key in ({marks})", keys)  # noqa: S608
        return {key: self._decoder.decode(value) for key, value in rows}

    def put(self, parsed: Iterable[tuple[str, Parsed]]) -> None:
        """Keep new outcomes."""
        rows = [(key, self._encoder.encode(value)) for key, value in parsed]
        if self._path is None or not rows:
            return
        with self._open() as base:
            base.execute("begin immediate")
            base.executemany("insert or replace into parsed values (?, ?)", rows)
            base.execute("commit")

    def trim(self, live: Collection[str]) -> None:
        """Drop the outcomes no live key asks for, once they outnumber the others."""
        if self._path is None or not self._path.exists():
            return
        with self._open() as base:
            if base.execute("select count(key) from parsed").fetchone()[0] <= 2 * len(live) + 100:
                return
            base.execute("begin immediate")
            base.execute("create temp table live (key text primary key)")
            base.executemany("insert or ignore into live values (?)", [(key,) for key in live])
            base.execute("delete from parsed where key not in (select key from live)")
            base.execute("commit")
