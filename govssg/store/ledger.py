"""The ledger: what an output tree holds and why, in SQLite, written by one process only.

It lies inside the tree it describes, so a tree that is moved or deleted takes it along.
While a build runs the ledger says so; a build that finds that mark knows that its
predecessor was killed and compares the whole tree.
"""

import sqlite3
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from govssg.model.finding import Finding
from govssg.model.output import Row, Seen, SiteInputs, SiteRecord

VERSION = 5
FOLDER = ".govssg"

_TABLES = ("meta", "seen", "site", "page", "finding")
_SCHEMA = """
create table if not exists meta (name text primary key, value text) without rowid;
create table if not exists seen (digest text primary key, sites blob) without rowid;
create table if not exists site (
  id text primary key, digest text, inputs blob, seen text, findings blob, files integer
) without rowid;
create table if not exists page (
  site text, path text, draft text, key text, parts blob, files blob, primary key (site, path)
) without rowid;
create index if not exists page_draft on page (site, path, draft);
create table if not exists finding (
  site text, path text, findings blob, primary key (site, path)
) without rowid;
"""
_CHUNK = 500


@contextmanager
def known_ledger(tree: Path) -> Iterator["Ledger | None"]:
    """Give what this version of us remembers of a tree, to be read only; None for nothing."""
    if not (tree / FOLDER / "ledger.sqlite").is_file():
        yield None
        return
    ledger = Ledger(tree, read_only=True)
    try:
        yield ledger if ledger.version() == VERSION else None
    finally:
        ledger.close()


def has_ledger(tree: Path) -> bool:
    """Tell whether this version of us ever built into a tree."""
    with known_ledger(tree) as ledger:
        return ledger is not None


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
        version = self.version()
        if version != VERSION:
            self._reset()
            self.set_meta("sweep", "yes" if version else "")

    def version(self) -> int:
        """Give the version it was written by; 0 for a new one."""
        return int(self._base.execute("pragma user_version").fetchone()[0])

    def _reset(self) -> None:
        self._base.executescript(
            "".join(f"drop table if exists {name};" for name in _TABLES)
            + f"{_SCHEMA} pragma user_version={VERSION};"
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

    def settled(self) -> bytes:
        """Give what is remembered of the whole tree; nothing while it is not as it should be."""
        query = "select value from meta where name='settled' and value != ''"
        try:
            row = self._base.execute(query).fetchone()
        except sqlite3.OperationalError:
            return b""
        return bytes(row[0]) if row and not self.meta("building") else b""

    def set_settled(self, data: bytes) -> None:
        """Remember the whole tree as settled, and forget looks no site refers to any more."""
        self._base.execute("delete from seen where digest not in (select seen from site)")
        self._base.execute("insert or replace into meta values ('settled', ?)", (data,))

    def inputs(self) -> dict[str, str]:
        """Give the digest of every site's inputs at its last build."""
        return dict(self._base.execute("select id, digest from site").fetchall())

    def site_inputs(self) -> dict[str, SiteInputs]:
        """Give the inputs of every site at its last build, part by part.

        Those another version wrote in another form are left out, so their sites are planned.
        """
        query = "select id, inputs, seen from site where digest != ''"
        found = self._base.execute(query).fetchall()
        looks = self._base.execute("select digest, sites from seen").fetchall()
        try:
            seen = {digest: Seen(digest, _decode_sites(sites)) for digest, sites in looks}
            return {
                site: replace(_decode_inputs(data), seen=seen.get(digest, Seen()))
                for site, data, digest in found
            }
        except msgspec.ValidationError:
            return {}

    def drafts(self, site: str) -> dict[str, str]:
        """Give the digest of the draft every page of a site was made from, by path."""
        found = self._base.execute("select path, draft from page where site=?", (site,))
        return dict(found.fetchall())

    def rows(self, site: str, paths: Sequence[str] | None = None) -> dict[str, Row]:
        """Give what is remembered of a site's pages, or of some of them, by path."""
        asked = "select site, path, draft, key, parts, files from page where site=?"
        if paths is None:
            return {row.path: row for row in self._rows(asked, (site,))}
        found: dict[str, Row] = {}
        for start in range(0, len(paths), _CHUNK):
            some = paths[start : start + _CHUNK]
            marks = ",".join("?" * len(some))
            query = f"{asked} and path in ({marks})"
            found |= {row.path: row for row in self._rows(query, (site, *some))}
        return found

    def _rows(self, query: str, values: tuple[str, ...]) -> Iterator[Row]:
        for site, path, draft, key, parts, files in self._base.execute(query, values):
            yield Row(site, path, key, _decode(parts), _decode(files), draft)

    def row(self, site: str, path: str) -> Row | None:
        """Give what is remembered of one page."""
        return self.rows(site, (path,)).get(path)

    def files(self, site: str = "") -> dict[str, str]:
        """Give the digest of every published file, or of one site's, by route."""
        query = "select files from page"
        found = (
            self._base.execute(f"{query} where site=?", (site,))
            if site
            else self._base.execute(query)
        )
        return {route: digest for (files,) in found for route, digest in _decode(files)}

    def file_count(self) -> int:
        """Give how many files the pages of all sites have, those of the search left out."""
        found = self._base.execute("select coalesce(sum(files), 0) from site").fetchone()
        return int(found[0])

    def findings(self, sites: Container[str]) -> tuple[Finding, ...]:
        """Give what the last plans of some sites and the making of their pages found."""
        query = "select id, findings from site union all select site, findings from finding"
        found = [data for site, data in self._base.execute(query) if site in sites]
        return tuple(one for data in found for one in msgspec.msgpack.decode(data, type=_Found))

    def record(self, record: SiteRecord, changed: Iterable[Row], removed: Iterable[str]) -> None:
        """Remember the outcome of building a site, as one transaction."""
        site = record.site
        gone = [(site, path) for path in removed]
        rows = [(site, *_values(row)) for row in changed]
        found = [(site, row.path, _encode(row.findings)) for row in changed if row.findings]
        self._base.execute("begin immediate")
        self._base.executemany("delete from page where site=? and path=?", gone)
        self._base.executemany(
            "delete from finding where site=? and path=?", [*gone, *(row[:2] for row in rows)]
        )
        self._base.executemany("insert or replace into page values (?, ?, ?, ?, ?, ?)", rows)
        self._base.executemany("insert into finding values (?, ?, ?)", found)
        self._record_site(record)
        self._base.execute("commit")

    def _record_site(self, record: SiteRecord) -> None:
        values = (record.site, *self._input_values(record.inputs))
        self._base.execute(
            "insert into site values (?, ?, ?, ?, ?, ?) on conflict(id) do update set"
            " digest=excluded.digest, inputs=excluded.inputs, seen=excluded.seen,"
            " findings=excluded.findings, files=files+excluded.files",
            (*values, _encode(record.findings), record.more),
        )

    def _input_values(self, inputs: SiteInputs) -> tuple[str, bytes, str]:
        """Give a site's inputs as kept; what was seen of all sites is kept once for them all."""
        seen = inputs.seen
        self._base.execute(
            "insert or ignore into seen values (?, ?)", (seen.digest, _encode(seen.sites))
        )
        return inputs.digest, _encode(replace(inputs, seen=Seen())), seen.digest

    def record_inputs(self, inputs: Mapping[str, SiteInputs]) -> None:
        """Remember newer inputs of sites whose pages are good as they are."""
        self._base.execute("begin immediate")
        rows = [(*self._input_values(one)[1:], site) for site, one in inputs.items()]
        self._base.executemany("update site set inputs=?, seen=? where id=?", rows)
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
        self._base.executemany("delete from finding where site=? and path=?", stale)
        self._base.execute("update site set digest=''")
        gone = set(stale)
        counts = Counter[str]()
        for site, path, files in found:
            counts[site] += 0 if (site, path) in gone else len(_decode(files))
        counted = [(count, site) for site, count in counts.items() if not site.startswith("@")]
        self._base.executemany("update site set files=? where id=?", counted)
        self._base.execute("commit")

    def forget_site(self, site: str) -> None:
        """Forget a site that is no longer configured."""
        self._base.execute("begin immediate")
        self._base.execute("delete from page where site=?", (site,))
        self._base.execute("delete from finding where site=?", (site,))
        self._base.execute("delete from site where id=?", (site,))
        self._base.execute("commit")


_Pairs = tuple[tuple[str, str], ...]
_Found = tuple[Finding, ...]


def _values(row: Row) -> tuple[str | bytes, ...]:
    draft = "" if row.findings else row.draft
    return (row.path, draft, row.key, _encode(row.parts), _encode(row.files))


def _encode(value: Any) -> bytes:  # noqa: ANN401 - any frozen value
    return msgspec.msgpack.encode(value)


def _decode(data: bytes) -> _Pairs:
    return msgspec.msgpack.decode(data, type=_Pairs)


_decode_inputs = msgspec.msgpack.Decoder(SiteInputs).decode
_decode_sites = msgspec.msgpack.Decoder(dict[str, tuple[str, str, str, str]]).decode
