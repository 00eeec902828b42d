"""What is published: pages with their keys, and what the ledger remembers of them."""

from msgspec import Struct

from govssg.model.finding import Finding
from govssg.model.view import PageView


class Page(Struct, frozen=True):
    """A planned page: built once, published in every variant."""

    path: str
    """Path inside the site, such as ``gzdt/index.html``."""
    view: PageView


class DataFile(Struct, frozen=True):
    """A planned file made from a view by a template, without variants: feed, site map."""

    path: str
    template: str
    view: Struct


class Copy(Struct, frozen=True):
    """A planned file with ready bytes: a theme asset, a download, a picture."""

    path: str
    blob: str
    """Git blob id, or content digest, of the bytes."""
    source: str = ""
    """Path from the project root, or empty for bytes the theme makes."""


class Plan(Struct, frozen=True):
    """Everything one site publishes."""

    site: str
    pages: tuple[Page, ...]
    data: tuple[DataFile, ...]
    copies: tuple[Copy, ...]


class Row(Struct, frozen=True):
    """What the ledger remembers of one planned thing."""

    site: str
    path: str
    """Path inside the site; unique there."""
    key: str
    """Digest of everything the bytes depend on."""
    parts: tuple[tuple[str, str], ...]
    """Digests by name of what went into the key: the words of ``explain``."""
    files: tuple[tuple[str, str], ...]
    """(route, digest of the bytes) of each published file."""


class SiteRecord(Struct, frozen=True):
    """What the ledger remembers of a site as a whole."""

    site: str
    inputs: str
    """Digest of everything its plan depends on."""
    findings: tuple[Finding, ...] = ()
    """What planning it found, kept for builds that need not plan it."""


class Reason(Struct, frozen=True, order=True):
    """Why a thing was rebuilt: ``new``, ``removed``, ``repaired``, or the parts that changed."""

    site: str
    path: str
    parts: tuple[str, ...]
