"""Where findings stand: lines read at print time, and the line of a word nobody gave a line for."""

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from msgspec.structs import replace

from govssg.model.finding import Finding, Span, excerpt_span
from govssg.model.source import Entry, Snapshot

TextReader = Callable[[str], str]
"""Path from the project root → the file's text, empty if it cannot be read."""

PORTAL_FILE = "sites/portal.yaml"
"""Where a finding about no file in particular is shown."""

NAMED = ("target", "column", "host", "site", "brand", "value", "title")
"""Arguments that stand in the file word by word; the first one found gives the place."""


def snapshot_texts(snapshot: Snapshot) -> TextReader:
    """Give a reader of the texts of a snapshot; keeps the last few files."""

    @cache
    def entries() -> dict[str, Entry]:
        return {entry.path: entry for entry in snapshot.entries()}

    @lru_cache(maxsize=32)
    def text(path: str) -> str:
        entry = entries().get(path)
        if entry is None:
            return ""
        try:
            return snapshot.read(entry).decode("utf-8-sig", "replace").replace("\r\n", "\n")
        except OSError:
            return ""

    return text


def placed(findings: Iterable[Finding], texts: TextReader) -> tuple[Finding, ...]:
    """Give the findings with source lines, and with places where a named word can be found."""
    return tuple(replace(found, span=_span(found, texts)) for found in findings)


def _span(found: Finding, texts: TextReader) -> Span:
    span = found.span
    if span.excerpt:
        return span
    if not span.path:
        return Span(PORTAL_FILE)
    if span.line:
        return excerpt_span(span.path, texts(span.path), span.line, span.column, span.length)
    return _searched(found, texts(span.path))


def _searched(found: Finding, text: str) -> Span:
    path = found.span.path
    arguments = dict(found.arguments)
    for word in (arguments.get(name, "") for name in NAMED):
        match = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) if word else None
        if match:
            position = match.start()
            line = text.count("\n", 0, position) + 1
            column = position - text.rfind("\n", 0, position)
            return excerpt_span(path, text, line, column, len(word))
    return found.span


def site_of(path: str) -> str:
    """Give the id of the site a source file belongs to; empty for what all sites share."""
    parts = path.split("/")
    if parts[0] == "content" and len(parts) > 2:
        return parts[2]
    if parts[0] == "sites" and len(parts) == 2 and path != PORTAL_FILE:
        return parts[1].rpartition(".")[0]
    return ""
