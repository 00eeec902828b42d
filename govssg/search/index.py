"""Indexing a published tree: read the pages that changed, index the shards that changed."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

import msgspec
from msgspec import Struct

from govssg.catalog.site_catalog import SiteCatalog
from govssg.engine import library_version
from govssg.execute import default_jobs
from govssg.model.digest import digest_bytes, digest_value
from govssg.model.finding import Finding, Span, finding
from govssg.model.output import Row, SiteInputs, SiteRecord
from govssg.model.paths import route, site_folder
from govssg.model.portal import Portal, Site
from govssg.search import SEARCH, pagefind
from govssg.search.engine import browser_files, search_digest
from govssg.search.manifest import Labels, ShardEntry, manifest, owners, records, shard_entry
from govssg.search.page import SearchPage, search_page
from govssg.search.shard import Place, Shard, cut
from govssg.search.text import pairs
from govssg.store.ledger import Ledger
from govssg.store.page_store import Kept, PageStore
from govssg.store.tree import Tree


class SearchReport(Struct, frozen=True):
    """What indexing did."""

    built: int = 0
    """Shards made anew."""
    kept: int = 0
    pages: int = 0
    """Pages that can be found."""
    findings: tuple[Finding, ...] = ()


def index_portal(
    portal: Portal,
    catalogs: Mapping[str, SiteCatalog],
    kinds: Labels,
    ledger: Ledger,
    tree: Tree,
    jobs: int = 0,
) -> SearchReport:
    """Bring the search files of a tree up to its published pages.

    Args:
        portal: the portal.
        catalogs: every site's catalog, by site id.
        kinds: (name, what citizens call it) of every content kind.
        ledger: the tree's ledger; remembers the search files under ``@search``.
        tree: the tree, with its pages in place.
        jobs: shards indexed at a time; 0 for one a processor.

    Raises:
        OSError: the tree cannot be written; the next build heals it.
    """
    inputs = _inputs(portal, kinds, ledger)
    if ledger.inputs().get(SEARCH) == inputs:
        return SearchReport(kept=sum("/shards/" in path for path in ledger.rows(SEARCH)))
    store = PageStore(tree.root, search_digest())
    try:
        _refresh(store, catalogs, ledger, tree)
        press = _Press(portal, kinds, store, ledger, tree)
        return press.publish(jobs or default_jobs(), inputs)
    except pagefind.PagefindError as error:
        return SearchReport(findings=(finding("S101", Span(""), reason=error),))
    finally:
        store.close()


def _inputs(portal: Portal, kinds: Labels, ledger: Ledger) -> str:
    """Give the digest of everything the search files depend on."""
    sites = [(s.id, s.short_name, s.url, s.site_class) for s in portal.sites]
    pages = sorted((site, digest) for site, digest in ledger.inputs().items() if site != SEARCH)
    return digest_value((search_digest(), portal.url, portal.variants, sites, kinds, pages))


def _refresh(
    store: PageStore, catalogs: Mapping[str, SiteCatalog], ledger: Ledger, tree: Tree
) -> None:
    """Read the pages of sites that were built since they were last read."""
    built = {site: digest for site, digest in ledger.inputs().items() if site in catalogs}
    known = store.inputs()
    for site in sorted(set(known) - set(built)):
        store.forget(site)
    for site, inputs in sorted(built.items()):
        if not inputs or known.get(site) != inputs:
            _refresh_site(store, catalogs[site].apart(), ledger, tree, inputs)


def _refresh_site(
    store: PageStore, catalog: SiteCatalog, ledger: Ledger, tree: Tree, inputs: str
) -> None:
    rows = ledger.rows(catalog.site.id)
    known = store.sources(catalog.site.id)
    cards = {card.path: card for card in reversed(catalog.cards) if card.kind != "column"}
    live = {path: card for path, card in cards.items() if path in rows}
    read = []
    for path, card in live.items():
        name = route(catalog.site, path)
        source = digest_value((dict(rows[path].files).get(name), card))
        if known.get(path) != source:
            html = (tree.root / name).read_text(encoding="utf-8")
            read.append(_kept(search_page(card, html), source))
    store.put(catalog.site.id, inputs, read, set(known) - set(live))


def _kept(page: SearchPage, source: str) -> Kept:
    data = msgspec.msgpack.encode(page)
    return Kept(page.path, source, page.year(), digest_bytes(data), data)


class _Press:
    """Writes the search files of one tree, recording each shard as it is done."""

    def __init__(
        self, portal: Portal, kinds: Labels, store: PageStore, ledger: Ledger, tree: Tree
    ) -> None:
        self._portal = portal
        self._kinds = kinds
        self._store = store
        self._ledger = ledger
        self._tree = tree
        self._known = ledger.rows(SEARCH)
        self._names: dict[str, str] = {}
        self._live: set[str] = set()

    def publish(self, jobs: int, inputs: str) -> SearchReport:
        """Index what is new, write the manifests, remove what is old."""
        places = [Place(*place) for place in self._store.places()]
        covers = owners(self._portal)
        owned = [
            (site, cut(place for place in places if place.site in covers[site.id]))
            for site in self._portal.sites
            if site.id in covers
        ]
        every = {shard.digest(): shard for _site, shards in owned for shard in shards}
        built = self._index(owned, every, jobs)
        for site, shards in owned:
            self._publish_origin(site, shards)
        self._finish(inputs)
        return SearchReport(built, len(every) - built, len(places))

    def _index(
        self, owned: list[tuple[Site, tuple[Shard, ...]]], every: Mapping[str, Shard], jobs: int
    ) -> int:
        """Index the shards some origin lacks, several at a time; give how many."""
        rows = {
            digest: [_path(site, "shards", digest) for site, own in owned if shard in own]
            for digest, shard in every.items()
        }
        for digest, paths in rows.items():
            self._live.update(paths)
            kept = next((self._known[path] for path in paths if path in self._known), None)
            if kept:
                self._names[digest] = dict(kept.parts)["name"]
        missing = [d for d, paths in rows.items() if any(p not in self._known for p in paths)]
        for digest, files, name in self._indexed([every[digest] for digest in missing], jobs):
            self._names[digest] = name
            for path in rows[digest]:
                self._write(path, files, (("name", name),))
        return len(missing)

    def _indexed(
        self, shards: list[Shard], jobs: int
    ) -> Iterator[tuple[str, tuple[tuple[str, bytes], ...], str]]:
        """Give digest, files and Pagefind's name of each shard; few are in memory at a time."""
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - rarely needed

        waiting = iter(shards)
        with ThreadPoolExecutor(jobs) as pool:
            while batch := list(islice(waiting, 2 * jobs)):
                pages = [self._pages(shard) for shard in batch]
                texts = [[pairs(page.text) for page in some] for some in pages]
                found = pool.map(pagefind.index, texts)
                for shard, some, index in zip(batch, pages, found, strict=True):
                    record = ("records.json", records(some, index.ids))
                    yield shard.digest(), (record, *index.files), index.name

    def _pages(self, shard: Shard) -> list[SearchPage]:
        kept = (self._store.data(place.site, place.path) for place in shard.places)
        return [msgspec.msgpack.decode(data, type=SearchPage) for data in kept]

    def _publish_origin(self, site: Site, shards: tuple[Shard, ...]) -> None:
        """Write the engine and the manifest of one origin."""
        digest = search_digest()[:20]
        engine = _path(site, "engine", digest)
        self._live.add(engine)
        if engine not in self._known:
            self._write(engine, (*browser_files(), *pagefind.index(["空页"]).engine), ())
        entries: list[ShardEntry] = [shard_entry(s, self._names[s.digest()]) for s in shards]
        facts = (f"engine/{digest}/", library_version("pagefind-bin"))
        path = f"{site_folder(site)}search"
        self._live.add(path)
        index = ("index.json", manifest(self._portal, site, self._kinds, facts, entries))
        self._write(path, (index,), ())

    def _write(
        self, path: str, files: Iterable[tuple[str, bytes]], parts: tuple[tuple[str, str], ...]
    ) -> None:
        """Write the files of a row and remember it at once, so a killed build loses little."""
        before = dict(self._known[path].files) if path in self._known else {}
        written = []
        for name, data in files:
            target = f"{path}/{name}"
            digest, _changed = self._tree.write(target, data, before.get(target, ""))
            written.append((target, digest))
        row = Row(SEARCH, path, path, parts, tuple(written))
        self._ledger.record(SiteRecord(SEARCH, SiteInputs("")), (row,), ())

    def _finish(self, inputs: str) -> None:
        """Forget and remove what is no longer used."""
        gone = sorted(set(self._known) - self._live)
        self._ledger.record(SiteRecord(SEARCH, SiteInputs(inputs)), (), gone)
        for path in gone:
            for name, _digest in self._known[path].files:
                self._tree.remove(name)


def _path(site: Site, folder: str, digest: str) -> str:
    return f"{site_folder(site)}search/{folder}/{digest}"
