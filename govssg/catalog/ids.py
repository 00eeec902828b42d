"""Targets of links: what an editor wrote, resolved against the place it was written in.

Ids are ``site:column/path.md``. A relative path starts from the document's folder, a leading
slash from the site's root, ``site:`` from another site; a trailing slash names a column.
"""

import posixpath
import re
from typing import Literal
from urllib.parse import unquote

from msgspec import Struct

_SITE = re.compile(r"([a-z][a-z0-9-]*):(?!//)(.*)", re.DOTALL)
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")

_PLAIN = re.compile(r"(?:([a-z][a-z0-9-]*):|)(/?)((?:[\w-][\w.-]*/)*[\w-][\w.-]*\.md)")
"""A document by its path, with nothing to unquote and no step up: what editors mostly write."""

SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})


class Target(Struct, frozen=True):
    """Where a link leads."""

    form: Literal["document", "column", "file", "external", "anchor", "unsafe", "outside"]
    site: str = ""
    path: str = ""
    fragment: str = ""

    @property
    def id(self) -> str:
        """The id of the document or column it names."""
        return f"{self.site}:{self.path}"


def resolve(target: str, site: str, folder: str, sites: frozenset[str]) -> Target:
    """Give where a target leads, as written in a folder of a site.

    Args:
        target: what the editor wrote.
        site: id of the site of the document it stands in.
        folder: the document's folder inside the site, empty for the root.
        sites: the ids of all sites.
    """
    plain = _PLAIN.fullmatch(target)
    if plain and (not plain[1] or plain[1] in sites):
        whole = plain[1] or plain[2] or not folder
        return Target("document", plain[1] or site, plain[3] if whole else f"{folder}/{plain[3]}")
    return _resolve(target.strip(), site, folder, sites)


def _resolve(target: str, site: str, folder: str, sites: frozenset[str]) -> Target:
    if target.startswith("#"):
        return Target("anchor", fragment=unquote(target[1:]))
    match = _SITE.fullmatch(target)
    if match and match[1] in sites:
        return _inside(match[1], "", match[2].removeprefix("/"))
    scheme = _SCHEME.match(target)
    if scheme:
        safe = scheme[1].lower() in SAFE_SCHEMES
        return Target("external" if safe else "unsafe", path=target)
    if target.startswith(("//", "\\")):
        return Target("unsafe", path=target)
    if target.startswith("/"):
        return _inside(site, "", target[1:])
    return _inside(site, folder, target)


def _inside(site: str, folder: str, target: str) -> Target:
    path, _, fragment = target.partition("#")
    path = unquote(path.partition("?")[0])
    joined = posixpath.normpath(posixpath.join("/", folder, path)).strip("/")
    climbs = posixpath.normpath(posixpath.join(folder or ".", path)).startswith("..")
    if climbs or "\\" in path or "\0" in path:
        return Target("outside", site, path)
    fragment = unquote(fragment)
    if not path or path.endswith("/"):
        return Target("column", site, joined, fragment)
    if path.endswith(".md"):
        return Target("document", site, joined, fragment)
    if joined.endswith(".html"):
        return Target("document", site, f"{joined.removesuffix('.html')}.md", fragment)
    return Target("file", site, joined, fragment)
