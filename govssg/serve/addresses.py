"""From the path a browser asks for to a route of the tree, and what the bytes there are."""

from pathlib import PurePosixPath

from govssg.model.paths import route
from govssg.model.portal import Portal, Site

OWN = "_govssg/"
"""Where the server's own pages lie; no content folder may be called so while serving."""

MEDIA = {
    "avif": "image/avif",
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "gif": "image/gif",
    "html": "text/html; charset=utf-8",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "wasm": "application/wasm",
    "webm": "video/webm",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xml": "application/xml; charset=utf-8",
    "zip": "application/zip",
}
"""Media types by suffix, the same on every machine."""

HTML = MEDIA["html"]


def media_type(name: str) -> str:
    """Give the media type of a file; an unknown one is to be downloaded."""
    return MEDIA.get(name.rpartition(".")[2].lower(), "application/octet-stream")


def asked_route(path: str) -> str:
    """Give the route of a request path: ``/ybj/`` → ``ybj/index.html``."""
    asked = path.removeprefix("/")
    return f"{asked}index.html" if not asked or asked.endswith("/") else asked


def site_of(portal: Portal, asked: str) -> Site | None:
    """Give the site a route belongs to: the one its first segment names, else the main one."""
    first = asked.partition("/")[0]
    named = portal.site(first)
    return named if named and named.site_class != "portal" else portal.main_site()


def not_found_route(portal: Portal, site: Site, asked: str) -> str:
    """Give the route of a site's 404 page in the variant that was asked for."""
    for variant in portal.variants:
        if variant.prefix and asked.startswith(f"{route(site, '', variant.prefix)}"):
            return route(site, "404.html", variant.prefix)
    return route(site, "404.html")


def inner_path(portal: Portal, site: Site, asked: str) -> str:
    """Give the path inside the site that a route stands for, whatever its variant."""
    for variant in sorted(portal.variants, key=lambda variant: -len(variant.prefix)):
        folder = route(site, "", variant.prefix)
        if asked.startswith(folder):
            return asked.removeprefix(folder)
    return asked


def search_file(asked: str) -> PurePosixPath | None:
    """Give the path of a search index file inside the tree; None if it is not one."""
    path = PurePosixPath(asked)
    safe = asked.startswith("search/") and not {"", ".", ".."} & set(asked.split("/"))
    return path if safe and "\\" not in asked and "\0" not in asked else None
