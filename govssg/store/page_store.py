"""What was read of published pages, kept beside the ledger of their tree, by one writer.

So only pages whose bytes changed are read again. The file can be thrown away at any time.
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from govssg.store.ledger import FOLDER

_SCHEMA = """
drop table if exists site; drop table if exists page; drop table if exists engine;
create table engine (digest text);
create table site (id text primary key, inputs text) without rowid;
create table page (
  site text, path text, source text, year text, key text, data blob, primary key (site, path)
) without rowid;
"""


class Kept(Struct, frozen=True):
    """A page as read."""

    path: str
    source: str
    """Digest of what it was read from."""
    year: str
    key: str
    """Digest of the data."""
    data: bytes


class PageStore:
    """Remembers what was read of the pages of a tree."""

    def __init__(self, tree: Path, engine: str) -> None:
        path = tree / FOLDER / "search.sqlite"
        self._base = _opened(path)
        try:
            self._prepare(engine)
        except sqlite3.DatabaseError:
            self._base.close()
            path.unlink()
            self._base = _opened(path)
            self._prepare(engine)

    def _prepare(self, engine: str) -> None:
        self._base.execute("pragma synchronous=off")
        try:
            known = self._base.execute("select digest from engine").fetchone()
        except sqlite3.OperationalError:
            known = None
        if known != (engine,):
            self._base.executescript(_SCHEMA)
            self._base.execute("insert into engine values (?)", (engine,))

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def inputs(self) -> dict[str, str]:
        """Give the inputs digest each site had when its pages were read."""
        return dict(self._base.execute("select id, inputs from site").fetchall())

    def sources(self, site: str) -> dict[str, str]:
        """Give what each page of a site was read from, by path."""
        found = self._base.execute("select path, source from page where site=?", (site,))
        return dict(found.fetchall())

    def put(self, site: str, inputs: str, pages: Iterable[Kept], gone: Iterable[str]) -> None:
        """Remember the state of a site, as one transaction."""
        self._base.execute("begin immediate")
        self._base.executemany(
            "delete from page where site=? and path=?", [(site, path) for path in gone]
        )
        self._base.executemany(
            "insert or replace into page values (?, ?, ?, ?, ?, ?)",
            [(site, p.path, p.source, p.year, p.key, p.data) for p in pages],
        )
        self._base.execute("insert or replace into site values (?, ?)", (site, inputs))
        self._base.execute("commit")

    def forget(self, site: str) -> None:
        """Forget a site that is no longer configured."""
        self._base.execute("begin immediate")
        self._base.execute("delete from page where site=?", (site,))
        self._base.execute("delete from site where id=?", (site,))
        self._base.execute("commit")

    def places(self) -> tuple[tuple[str, str, str, str], ...]:
        """Give (site, path, year, key) of every page, sorted."""
        found = self._base.execute("select site, path, year, key from page order by site, path")
        return tuple(found)

    def data(self, site: str, path: str) -> bytes:
        """Give what is kept of a page.

        Raises:
            KeyError: no such page is kept.
        """
        found = self._base.execute(
            "select data from page where site=? and path=?", (site, path)
        ).fetchone()
        if found is None:
            raise KeyError(f"{site}:{path}")
        return bytes(found[0])


def _opened(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    return sqlite3.connect(path, isolation_level=None)
