"""Which page is meant by a source file, an output file or an address."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from govssg.cli.problems import WrongUsageError
from govssg.model.paths import site_folder
from govssg.prepare import Prepared
from govssg.work import Scene


class Place(Struct, frozen=True):
    """A page's site and its path there."""

    site: str
    path: str


def scene_of(prepared: Prepared) -> Scene:
    """Give the scene that is known to exist: the verb has asked before."""
    assert prepared.scene is not None  # noqa: S101 - asked before
    return prepared.scene


def page_place(root: Path, prepared: Prepared, name: str, language: str) -> Place:
    """Give which page a source file, an output file or an address means.

    Raises:
        WrongUsageError: the source lies in no site.
    """
    path = Path(name)
    inside = path.resolve() if path.is_absolute() or path.exists() else root / name
    if inside.is_relative_to(root / "content") or name.startswith("content/"):
        return _of_source(prepared, inside.relative_to(root).as_posix(), language)
    return _of_route(prepared, unquote(urlsplit(name).path).strip("/"), name.endswith("/"))


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


def _of_route(prepared: Prepared, address: str, folder: bool) -> Place:  # noqa: FBT001
    portal = scene_of(prepared).portal
    sites = sorted(portal.sites, key=lambda site: -len(site_folder(site)))
    site = next(s for s in (*sites, *sites[-1:]) if f"{address}/".startswith(site_folder(s)))
    inner = f"{address}/".removeprefix(site_folder(site)).rstrip("/")
    for variant in portal.variants:
        prefix = variant.prefix.removeprefix("/")
        if prefix and f"{inner}/".startswith(f"{prefix}/"):
            inner = f"{inner}/".removeprefix(f"{prefix}/").rstrip("/")
    if folder or not inner or "." not in inner.rpartition("/")[2]:
        inner = f"{inner}/index.html".lstrip("/")
    return Place(site.id, inner)
