"""All files of one site: parsed or taken from the caches, sorted into documents and files."""

import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct, msgpack

from govssg.catalog.ids import resolve
from govssg.catalog.site_catalog import FileCard, ParsedSite
from govssg.kinds.common import NamedFiles
from govssg.model.digest import digest_value
from govssg.model.document import Document, Outline, Parsed
from govssg.model.finding import Finding, Severity, Span, finding
from govssg.model.paths import is_reserved, unsafe_segment
from govssg.model.portal import Column, Site
from govssg.model.source import Entry, Snapshot
from govssg.parse.document import Request, parse
from govssg.read.snapshot import read_many
from govssg.store.parse_cache import ParseCache

PICTURES = frozenset({"png", "jpg", "jpeg", "gif", "webp", "avif"})
DOWNLOADS = frozenset(
    {"pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et", "dps", "ofd", "csv", "json",
     "txt", "zip", "rar", "7z", "mp3", "mp4", "webm", "vtt"}
)  # fmt: skip
"""File types published beside documents; a type that could carry a program is not."""

BATCH = 200
"""Files parsed, or documents loaded, at a time; bounds the memory a large site needs."""


class SiteInput(Struct, frozen=True):
    """What parsing a site starts from, besides its files."""

    site: Site
    sites: tuple[str, ...]
    """Ids of all sites of the portal, sorted: they decide where links lead."""
    cache: str
    """Folder of the caches; empty for none."""
    engine: str
    """Digest of our own version and the libraries'; part of every cache key."""

    def context(self) -> str:
        """Give the digest of what parsing depends on besides the files."""
        return digest_value((self.engine, self.site.content_root(), self.site.columns, self.sites))

    def root(self) -> str:
        """Give the folder of its content from the project root."""
        return f"content/{self.site.content_root()}"


class FreshSite(Struct, frozen=True):
    """A site as parsed now, with what was wrong and what it cost."""

    parsed: ParsedSite
    findings: tuple[Finding, ...]
    count: int
    """Files really parsed, not taken from the cache."""


def nameable(entries: tuple[Entry, ...]) -> tuple[tuple[Entry, ...], tuple[Finding, ...]]:
    """Give the files whose names are text, and a finding for each other."""
    strange = [entry for entry in entries if _is_strange(entry.path)]
    if not strange:
        return entries, ()
    names = [entry.path.encode("utf-8", "backslashreplace").decode() for entry in strange]
    found = tuple(finding("F205", Span(n), segment=n.rpartition("/")[2]) for n in names)
    return tuple(entry for entry in entries if entry not in strange), found


def _is_strange(path: str) -> bool:
    return not path.isascii() and any("\ud800" <= sign <= "\udfff" for sign in path)


def parse_site(
    given: SiteInput, entries: tuple[Entry, ...], snapshot: Snapshot, before: ParsedSite | None
) -> FreshSite:
    """Give the outlines and files of a site, parsing what neither the last state nor the cache has.

    Args:
        given: the site and what surrounds it.
        entries: the files below its content folder.
        snapshot: where they are read.
        before: the site as it was parsed last, if that is known.
    """
    context = given.context()
    usable = before if before and before.context == context else None
    kept = {outline.source: outline for outline in usable.outlines} if usable else {}
    texts = [entry for entry in entries if entry.path.endswith(".md")]
    changed = [e for e in texts if e.path not in kept or kept[e.path].blob != e.blob]
    fresh, count = _outlines(given, changed, snapshot)
    outlines = tuple(fresh.get(entry.path) or kept[entry.path] for entry in texts)
    if count:
        _cache(given).trim([outline.key for outline in outlines])
    files, refused = _files(given, entries, snapshot, usable.files if usable else ())
    findings = [found for outline in outlines for found in outline.findings]
    parsed = ParsedSite(context, outlines, files)
    return FreshSite(parsed, (*findings, *refused), count)


def load_documents(
    given: SiteInput, outlines: Iterable[Outline], snapshot: Snapshot
) -> dict[str, Document]:
    """Give documents by id, with their bodies; from the cache where it has them."""
    wanted = {outline.key: outline for outline in outlines}
    known = _cache(given).get(list(wanted))
    missing = [(key, Entry(o.source, o.blob, 0)) for key, o in wanted.items() if key not in known]
    columns = _columns(given)
    requests = {key: (entry, _request(given, columns, entry)) for key, entry in missing}
    parsed = [*known.values(), *_parsed(requests, snapshot).values()]
    return {one.document.card.id: one.document for one in parsed if one.document}


def _request(given: SiteInput, columns: Mapping[str, Column], entry: Entry) -> Request:
    path = entry.path.removeprefix(f"{given.root()}/")
    column = _column(columns, path)
    kind, cascade = (column.kind, column.cascade) if column else ("article", ())
    return Request(entry.path, given.site.id, path, kind, cascade)


def _columns(given: SiteInput) -> dict[str, Column]:
    return {column.path: column for column in given.site.columns}


def _column(columns: Mapping[str, Column], path: str) -> Column | None:
    """Give the nearest column above a file: settings cascade by folder."""
    folder = path.rpartition("/")[0]
    while folder:
        if folder in columns:
            return columns[folder]
        folder = folder.rpartition("/")[0]
    return None


def _cache(given: SiteInput) -> ParseCache:
    return ParseCache(
        Path(given.cache) / "parse" / f"{given.site.id}.sqlite" if given.cache else None
    )


def _outlines(
    given: SiteInput, entries: list[Entry], snapshot: Snapshot
) -> tuple[dict[str, Outline], int]:
    """Give the outlines of files by path, and how many had to be parsed."""
    cache, sites, columns = _cache(given), frozenset(given.sites), _columns(given)
    found: dict[str, Outline] = {}
    count = 0
    for start in range(0, len(entries), BATCH):
        requests = {}
        for entry in entries[start : start + BATCH]:
            request = _request(given, columns, entry)
            requests[digest_value((given.engine, entry.blob, request))] = (entry, request)
        known = cache.get(list(requests))
        fresh = _parsed({k: r for k, r in requests.items() if k not in known}, snapshot)
        cache.put(fresh.items())
        count += len(fresh)
        for key, (entry, _asked) in requests.items():
            found[entry.path] = _outline(entry, key, known.get(key) or fresh[key], sites)
    return found, count


def _parsed(requests: Mapping[str, tuple[Entry, Request]], snapshot: Snapshot) -> dict[str, Parsed]:
    texts = read_many(snapshot, tuple(entry for entry, _request in requests.values()))
    return {
        key: parse(request, data, entry.blob)
        for (key, (entry, request)), data in zip(requests.items(), texts, strict=True)
    }


def _outline(entry: Entry, key: str, parsed: Parsed, sites: frozenset[str]) -> Outline:
    document = parsed.document
    if document is None:
        return Outline(entry.path, entry.blob, key, None, (), parsed.findings)
    if is_reserved(document.card.path):
        taken = finding("F208", Span(entry.path), name=document.card.path.partition("/")[0])
        return Outline(entry.path, entry.blob, key, None, (), (*parsed.findings, taken))
    targets = _targets(document, sites)
    return Outline(entry.path, entry.blob, key, document.card, targets, parsed.findings)


def _targets(document: Document, sites: frozenset[str]) -> tuple[str, ...]:
    """Give the ids of what a document's body and fields lead to."""
    card = document.card
    names = {link.target for link in document.body.links}
    named = msgpack.decode(document.fields, type=NamedFiles).names()
    names.update(name for name in named if not name.startswith("https://"))
    found = [resolve(name, card.site, card.column, sites) for name in names]
    related = (resolve(named.target, card.site, card.column, sites) for named in card.references)
    found += [target for target in related if target.form == "document"]
    return tuple(sorted({target.id for target in found if target.site}))


def _files(
    given: SiteInput, entries: tuple[Entry, ...], snapshot: Snapshot, before: tuple[FileCard, ...]
) -> tuple[tuple[FileCard, ...], tuple[Finding, ...]]:
    kept = {file.source: file for file in before}
    cards, refused = [], []
    for entry in entries:
        path = entry.path.removeprefix(f"{given.root()}/")
        suffix = path.rpartition(".")[2].lower()
        if suffix == "md":
            continue
        segment = unsafe_segment(path)
        known = kept.get(entry.path)
        if segment:
            refused.append(finding("F205", Span(entry.path), segment=segment))
        elif is_reserved(path):
            refused.append(finding("F208", Span(entry.path), name=path.partition("/")[0]))
        elif suffix not in PICTURES | DOWNLOADS:
            refused.append(finding("F207", Span(entry.path), Severity.WARNING, suffix=suffix))
        elif known and known.blob == entry.blob:
            cards.append(known)
        else:
            width, height = _size(entry, snapshot) if suffix in PICTURES else (0, 0)
            cards.append(FileCard(path, entry.path, entry.blob, entry.size, width, height))
    return tuple(sorted(cards)), tuple(refused)


def _size(entry: Entry, snapshot: Snapshot) -> tuple[int, int]:
    import imagesize  # noqa: PLC0415 - loads an HTTP client

    try:
        width, height = imagesize.get(io.BytesIO(snapshot.read(entry)))
    except ValueError:
        return 0, 0
    return max(int(width), 0), max(int(height), 0)
