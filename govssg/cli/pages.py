"""Which page is meant by a source file, an output file or an address."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from govssg.cli.problems import WrongUsageError
from govssg.model.paths import site_folder
from govssg.prepare import Prepared


class Place(Struct, frozen=True):
    """A page's site and its path there."""

    site: str
    path: str


def page_place(root: Path, prepared: Prepared, name: str, language: str) -> Place:
    """Give which page a source file, an output file or an address means.

    Raises:
        WrongUsageError: the source or the address lies in no site.
    """
    source = _source_path(root, name)
    if source:
        return _of_source(prepared, source, language)
    place = _of_route(prepared, unquote(urlsplit(name).path).strip("/"), name.endswith("/"))
    if place is None:
        raise WrongUsageError("no-page", language, name=name, near="")
    return place


def _source_path(root: Path, name: str) -> str:
    """Give the path of a source from the project, or nothing if no source can be meant.

    A file that exists is counted from where we are, any other from the project.
    """
    content = root / "content"
    for path in (Path(name), root / name):
        if path.exists() and path.resolve().is_relative_to(content):
            return path.resolve().relative_to(root).as_posix()
    lost = Path(os.path.normpath(root / name))
    return lost.relative_to(root).as_posix() if lost.is_relative_to(content) else ""


def _of_source(prepared: Prepared, source: str, language: str) -> Place:
    _content, level, site, *rest = [*source.split("/"), "", "", ""]
    inner = "/".join(part for part in rest if part)
    if (
        site not in prepared.inputs
        or prepared.inputs[site].site.content_root() != f"{level}/{site}"
    ):
        raise WrongUsageError("no-page", language, name=source, near="")
    cards = prepared.cards(site)
    found = next((card.path for card in cards if card.id == f"{site}:{inner}"), inner)
    return Place(site, found)


def _of_route(prepared: Prepared, address: str, folder: bool) -> Place | None:  # noqa: FBT001
    portal = prepared.usable().portal
    sites = sorted(portal.sites, key=lambda site: -len(site_folder(site)))
    site = next((s for s in sites if f"{address}/".startswith(site_folder(s))), None)
    if site is None:
        return None
    inner = f"{address}/".removeprefix(site_folder(site)).rstrip("/")
    for variant in portal.variants:
        prefix = variant.prefix.removeprefix("/")
        if prefix and f"{inner}/".startswith(f"{prefix}/"):
            inner = f"{inner}/".removeprefix(f"{prefix}/").rstrip("/")
    if folder or not inner or "." not in inner.rpartition("/")[2]:
        inner = f"{inner}/index.html".lstrip("/")
    return Place(site.id, inner)
