"""The ledger: what an output tree holds and why, in SQLite, written by one process only.

It lies inside the tree it describes, so a tree that is moved or deleted takes it along.
While a build runs the ledger says so; a build that finds that mark knows that its
predecessor was killed and compares the whole tree.
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

import msgspec

from govssg.model.finding import Finding
from govssg.model.output import Row, SiteRecord

VERSION = 1
FOLDER = ".govssg"

_SCHEMA = """
create table if not exists meta (name text primary key, value text) without rowid;
create table if not exists site (id text primary key, inputs text, findings blob) without rowid;
create table if not exists page (
  site text, path text, key text, parts blob, files blob, primary key (site, path)
) without rowid;
"""


class Ledger:
    """Remembers the rows and input digests of an output tree."""

    def __init__(self, tree: Path, *, read_only: bool = False) -> None:
        self.path = tree / FOLDER / "ledger.sqlite"
        if read_only:
            self._base = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._base = sqlite3.connect(self.path, isolation_level=None)
        self._base.executescript("pragma journal_mode=wal; pragma synchronous=normal;")
        if self._base.execute("pragma user_version").fetchone()[0] != VERSION:
            self._reset()

    def _reset(self) -> None:
        self._base.executescript(
            "drop table if exists meta; drop table if exists site; drop table if exists page;"
            f"{_SCHEMA} pragma user_version={VERSION};"
        )

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def meta(self, name: str) -> str:
        """Give a remembered word, such as the last built commit."""
        row = self._base.execute("select value from meta where name=?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def set_meta(self, name: str, value: str) -> None:
        """Remember a word at once."""
        self._base.execute("insert or replace into meta values (?, ?)", (name, value))

    def inputs(self) -> dict[str, str]:
        """Give the input digest of every site at its last build."""
        return dict(self._base.execute("select id, inputs from site").fetchall())

    def rows(self, site: str) -> dict[str, Row]:
        """Give what is remembered of a site's pages, by path."""
        found = self._base.execute("select path, key, parts, files from page where site=?", (site,))
        return {
            path: Row(site, path, key, _decode(parts), _decode(files))
            for path, key, parts, files in found
        }

    def row(self, site: str, path: str) -> Row | None:
        """Give what is remembered of one page."""
        found = self._base.execute(
            "select key, parts, files from page where site=? and path=?", (site, path)
        ).fetchone()
        return Row(site, path, found[0], _decode(found[1]), _decode(found[2])) if found else None

    def files(self) -> dict[str, str]:
        """Give the digest of every published file, by route."""
        found = self._base.execute("select files from page")
        return {route: digest for (files,) in found for route, digest in _decode(files)}

    def findings(self, site: str) -> tuple[Finding, ...]:
        """Give what the last plan of a site found."""
        row = self._base.execute("select findings from site where id=?", (site,)).fetchone()
        return msgspec.msgpack.decode(row[0], type=tuple[Finding, ...]) if row else ()

    def record(self, record: SiteRecord, changed: Iterable[Row], removed: Iterable[str]) -> None:
        """Remember the outcome of building a site, as one transaction."""
        self._base.execute("begin immediate")
        self._base.executemany(
            "delete from page where site=? and path=?", [(record.site, path) for path in removed]
        )
        self._base.executemany(
            "insert or replace into page values (?, ?, ?, ?, ?)",
            [(r.site, r.path, r.key, _encode(r.parts), _encode(r.files)) for r in changed],
        )
        values = (record.site, record.inputs, msgspec.msgpack.encode(record.findings))
        self._base.execute("insert or replace into site values (?, ?, ?)", values)
        self._base.execute("commit")

    def forget_files(self, wrong: set[str]) -> None:
        """Forget the pages that own any of these files, and the inputs of every site."""
        found = self._base.execute("select site, path, files from page").fetchall()
        stale = [
            (site, path)
            for site, path, files in found
            if any(route in wrong for route, _digest in _decode(files))
        ]
        self._base.execute("begin immediate")
        self._base.executemany("delete from page where site=? and path=?", stale)
        self._base.execute("update site set inputs=''")
        self._base.execute("commit")

    def forget_site(self, site: str) -> None:
        """Forget a site that is no longer configured."""
        self._base.execute("begin immediate")
        self._base.execute("delete from page where site=?", (site,))
        self._base.execute("delete from site where id=?", (site,))
        self._base.execute("commit")


_Pairs = tuple[tuple[str, str], ...]


def _encode(pairs: _Pairs) -> bytes:
    return msgspec.msgpack.encode(pairs)


def _decode(data: bytes) -> _Pairs:
    return msgspec.msgpack.decode(data, type=_Pairs)
