"""What kind of page a path is, in the words of ``words_pages``."""

from collections.abc import Mapping
from types import MappingProxyType

from govssg.model.portal import Portal
from govssg.report.words_pages import PAGES

OWN: Mapping[str, str] = MappingProxyType(
    {
        "index.html": "home",
        "search/index.html": "search",
        "map/index.html": "site-map",
        "help/index.html": "help",
        "404.html": "not-found",
        "feed.xml": "feed",
        "sitemap.xml": "site-map",
        "robots.txt": "robots",
    }
)
"""The paths every site uses for itself; no document can have them."""

PICTURES = frozenset({"avif", "gif", "jpeg", "jpg", "png", "webp"})
"""Suffixes of the files that are shown, not downloaded."""

Columns = Mapping[str, Mapping[str, str]]
"""Site → column path → kind of its documents."""


def column_kinds(portal: Portal) -> Columns:
    """Give the kind of document each configured column holds."""
    return {site.id: {column.path: column.kind for column in site.columns} for site in portal.sites}


def page_kind(site: str, path: str, columns: Columns) -> str:
    """Give what kind of page a path inside a site is: a key of ``PAGES``.

    A document counts as what its column holds, also if its front matter names another kind.
    """
    if path in OWN:
        return OWN[path]
    if path.startswith("assets/"):
        return "asset"
    folder, _, name = path.rpartition("/")
    stem, _, suffix = name.rpartition(".")
    if suffix != "html":
        return "picture" if suffix.lower() in PICTURES else "attachment"
    if stem == "index" or (stem.startswith("list-") and stem[5:].isdecimal()):
        return "list"
    return _document_kind(folder, columns.get(site, {}))


def _document_kind(folder: str, kinds: Mapping[str, str]) -> str:
    """Give what the nearest column above a document holds, as parsing decides it."""
    while folder and folder not in kinds:
        folder = folder.rpartition("/")[0]
    kind = kinds.get(folder, "article")
    return kind if kind in PAGES else "document"
