"""All files of one site: parsed or taken from the cache, sorted into documents and files."""

import io
from pathlib import Path

import imagesize
import msgspec
from msgspec import Struct

from govssg.catalog.ids import resolve
from govssg.catalog.site_catalog import FileCard
from govssg.model.digest import digest_value
from govssg.model.document import Card, Document, Parsed
from govssg.model.finding import Finding, Severity, Span, finding
from govssg.model.paths import RESERVED, unsafe_segment
from govssg.model.portal import Column, Site
from govssg.model.source import Entry, Snapshot
from govssg.parse.document import Request, parse
from govssg.read.snapshot import read_many
from govssg.store.parse_cache import ParseCache
from govssg.store.value_cache import ValueCache

PICTURES = frozenset({"png", "jpg", "jpeg", "gif", "webp", "avif"})
DOWNLOADS = frozenset(
    {"pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et", "dps", "ofd", "csv", "json",
     "txt", "zip", "rar", "7z", "mp3", "mp4", "webm", "vtt"}
)  # fmt: skip
"""File types published beside documents; a type that could carry a program is not."""


class SiteInput(Struct, frozen=True):
    """What parsing a site starts from."""

    site: Site
    entries: tuple[Entry, ...]
    """The entries below the site's content folder."""
    cache: str
    """Folder of the parse caches; empty for none."""
    engine: str
    """Digest of our own version and the libraries'; part of every cache key."""


class ParsedSite(Struct, frozen=True):
    """What the rest of the portal may know of a parsed site."""

    site: str
    cards: tuple[Card, ...]
    files: tuple[FileCard, ...]
    keys: tuple[str, ...]
    """Cache keys of its documents, the identity of all bodies; sorted."""
    foreign: tuple[str, ...]
    """Ids on other sites that its bodies link to, sorted."""
    findings: tuple[Finding, ...]
    parsed: int
    """Files really parsed, not taken from the cache."""


def kept_site(given: SiteInput, sites: frozenset[str]) -> ParsedSite | None:
    """Give what parsing this very input gave before, if it is kept."""
    kept = _cache(given).get(given.site.id, _input_key(given, sites))
    return msgspec.structs.replace(kept, parsed=0) if kept else None


def parse_site(given: SiteInput, snapshot: Snapshot, sites: frozenset[str]) -> ParsedSite:
    """Give a site's cards and files, parsing what the cache does not hold."""
    parsed = _parsed_site(given, snapshot, sites)
    _cache(given).put(given.site.id, _input_key(given, sites), parsed)
    return parsed


def _cache(given: SiteInput) -> ValueCache[ParsedSite]:
    return ValueCache(Path(given.cache).parent / "sites" if given.cache else None, ParsedSite)


def _input_key(given: SiteInput, sites: frozenset[str]) -> str:
    return digest_value((given.engine, given.site.columns, given.entries, sorted(sites)))


def _parsed_site(given: SiteInput, snapshot: Snapshot, sites: frozenset[str]) -> ParsedSite:
    requests = _requests(given)
    outcomes, fresh = _outcomes(given, requests, snapshot)
    documents = [o.document for o in outcomes.values() if o.document]
    files, refused = _files(given, snapshot)
    findings = [f for outcome in outcomes.values() for f in outcome.findings]
    return ParsedSite(
        site=given.site.id,
        cards=tuple(sorted((d.card for d in documents), key=lambda card: card.id)),
        files=files,
        keys=tuple(sorted(outcomes)),
        foreign=_foreign(documents, sites),
        findings=(*findings, *refused, *_reserved(documents)),
        parsed=fresh,
    )


def site_documents(given: SiteInput, snapshot: Snapshot) -> dict[str, Document]:
    """Give a site's documents by id, from the cache where it has them."""
    outcomes, _fresh = _outcomes(given, _requests(given), snapshot)
    return {o.document.card.id: o.document for o in outcomes.values() if o.document}


def _root(site: Site) -> str:
    return f"content/{site.content_root()}/"


def _requests(given: SiteInput) -> dict[str, tuple[Entry, Request]]:
    """Give the parse requests of a site by cache key."""
    columns = {column.path: column for column in given.site.columns}
    found = {}
    for entry in given.entries:
        path = entry.path.removeprefix(_root(given.site))
        if path.endswith(".md"):
            column = _column(columns, path)
            kind, cascade = (column.kind, column.cascade) if column else ("article", ())
            request = Request(entry.path, given.site.id, path, kind, cascade)
            found[digest_value((given.engine, entry.blob, request))] = (entry, request)
    return found


def _column(columns: dict[str, Column], path: str) -> Column | None:
    """Give the nearest column above a file: settings cascade by folder."""
    folder = path.rpartition("/")[0]
    while folder:
        if folder in columns:
            return columns[folder]
        folder = folder.rpartition("/")[0]
    return None


def _outcomes(
    given: SiteInput, requests: dict[str, tuple[Entry, Request]], snapshot: Snapshot
) -> tuple[dict[str, Parsed], int]:
    cache = ParseCache(Path(given.cache) / f"{given.site.id}.sqlite" if given.cache else None)
    known = cache.get(list(requests))
    missing = [key for key in requests if key not in known]
    texts = read_many(snapshot, tuple(requests[key][0] for key in missing))
    fresh = {
        key: parse(requests[key][1], data, requests[key][0].blob)
        for key, data in zip(missing, texts, strict=True)
    }
    if fresh:
        cache.put(fresh.items(), list(requests))
    return {key: known.get(key) or fresh[key] for key in requests}, len(fresh)


def _foreign(documents: list[Document], sites: frozenset[str]) -> tuple[str, ...]:
    found = set()
    for document in documents:
        card = document.card
        for link in document.body.links:
            target = resolve(link.target, card.site, card.column, sites)
            if target.site and target.site != card.site:
                found.add(target.id)
    return tuple(sorted(found))


def _files(
    given: SiteInput, snapshot: Snapshot
) -> tuple[tuple[FileCard, ...], tuple[Finding, ...]]:
    cards, refused = [], []
    for entry in given.entries:
        path = entry.path.removeprefix(_root(given.site))
        suffix = path.rpartition(".")[2].lower()
        if suffix == "md":
            continue
        segment = unsafe_segment(path)
        if segment:
            refused.append(finding("F205", Span(entry.path), segment=segment))
        elif suffix not in PICTURES | DOWNLOADS:
            refused.append(finding("F207", Span(entry.path), Severity.WARNING, suffix=suffix))
        else:
            width, height = _size(entry, snapshot) if suffix in PICTURES else (0, 0)
            cards.append(FileCard(path, entry.path, entry.blob, entry.size, width, height))
    return tuple(sorted(cards)), tuple(refused)


def _size(entry: Entry, snapshot: Snapshot) -> tuple[int, int]:
    try:
        width, height = imagesize.get(io.BytesIO(snapshot.read(entry)))
    except ValueError:
        return 0, 0
    return max(int(width), 0), max(int(height), 0)


def _reserved(documents: list[Document]) -> tuple[Finding, ...]:
    """Find documents whose address the generator itself uses."""
    return tuple(
        finding("F208", Span(document.source), name=document.card.path.partition("/")[0])
        for document in documents
        if document.card.kind != "column"
        and document.card.path.partition("/")[0] in RESERVED - {"index.html"}
    )
