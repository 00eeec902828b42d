"""Paths and addresses: the one place where ids, files and URLs are turned into one another."""

import re
import unicodedata

from govssg.model.portal import Portal, Site
from govssg.model.view import SLOT

_SEGMENT = re.compile(
    r"[^\x00-\x1f\x7f/\\:*?\"<>|%#&;$`'{}\u200b-\u200f\u202a-\u202e\ufeff]{1,120}"
)

RESERVED = frozenset(
    {"elder", "accessible", "assets", "search", "map", "help", "404.html", "feed.xml",
     "sitemap.xml", "robots.txt", "index.html"}
)  # fmt: skip
"""Names at a site's root that the generator itself uses."""

_WINDOWS = frozenset(
    ["con", "prn", "aux", "nul"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)]
)


def unsafe_segment(path: str) -> str:
    """Give the first segment of a content path that cannot be published, or nothing.

    A segment must be normalised (NFC), must not be hidden or leave its folder, and must be a
    legal file name on every system the portal may be served from.
    """
    for segment in path.split("/"):
        stem = segment.split(".")[0].lower()
        legal = _SEGMENT.fullmatch(segment) and segment == unicodedata.normalize("NFKC", segment)
        edges = segment != segment.strip(" .") or segment.startswith(("-", "~"))
        if not legal or edges or stem in _WINDOWS:
            return segment or "//"
    return ""


def is_reserved(path: str) -> bool:
    """Tell whether a published path would stand where the generator itself puts something."""
    return path.partition("/")[0] in RESERVED - {"index.html"}


def published_path(path: str, slug: str = "") -> str:
    """Give the published path of a content path: ``a/b.md`` → ``a/b.html``.

    ``index.md`` stands for its folder; ``_index.md`` for the column; a slug replaces the name.
    """
    folder, slash, name = path.rpartition("/")
    if name in {"index.md", "_index.md"}:
        return f"{folder}{slash}index.html"
    return f"{folder}{slash}{slug or name.rpartition('.')[0] or name}.html"


def site_base(site: Site) -> str:
    """Give the URL path of a site's root, without a trailing slash."""
    return "" if site.url or site.site_class == "portal" else f"/{site.id}"


def site_folder(site: Site) -> str:
    """Give the folder of a site in the output tree, with a trailing slash; empty for the root."""
    return "" if site.site_class == "portal" else f"{site.id}/"


def site_origin(portal: Portal, site: Site) -> str:
    """Give the public origin of a site, without a trailing slash."""
    return site.url or portal.url


def href(site: Site, path: str) -> str:
    """Give the address of a page on its own origin, with the variant slot in it."""
    folder, slash, name = path.rpartition("/")
    return f"{site_base(site)}{SLOT}/{folder}{slash}{'' if name == 'index.html' else name}"


def href_from(portal: Portal, here: Site, site: Site, path: str) -> str:
    """Give the address of a page as seen from a site: absolute if they differ in origin."""
    address = href(site, path)
    if site_origin(portal, here) != site_origin(portal, site):
        return site_origin(portal, site) + address
    return address


def file_href(portal: Portal, here: Site, site: Site, path: str) -> str:
    """Give the address of a file that has no variants, such as a download."""
    address = f"{site_base(site)}/{path}"
    if site_origin(portal, here) != site_origin(portal, site):
        return site_origin(portal, site) + address
    return address


def canonical(portal: Portal, site: Site, path: str) -> str:
    """Give the absolute address of the standard form of a page."""
    return site_origin(portal, site) + href(site, path).replace(SLOT, "")


def route(site: Site, path: str, prefix: str = "") -> str:
    """Give where a page's file goes in the output tree."""
    return f"{site_folder(site)}{prefix.removeprefix('/')}{'/' if prefix else ''}{path}"
