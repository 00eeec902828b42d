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
    draft: str = ""
    """Digest of its draft; the same draft makes the same page, so it need not be made."""
    findings: tuple[Finding, ...] = ()
    """What making it found; a page with findings is always made again."""


class Seen(Struct, frozen=True):
    """All sites as they were seen at one moment."""

    digest: str = ""
    sites: dict[str, tuple[str, str, str, str]] = {}
    """Site → digests of its content, its offers, its addresses, its stable names."""


class SiteInputs(Struct, frozen=True):
    """What the plan of a site depends on, part by part."""

    digest: str
    """Of all parts; a site with the same digest need not be planned."""
    common: str = ""
    """Digest of theme, engine and the faces of all sites."""
    own: str = ""
    """Digest of its own file and content."""
    relations: str = ""
    """Digest of the documents of other sites that its own are related to."""
    accepted: dict[str, str] = {}
    """Site → digest of its documents that this one's lists show; empty name: of the home's lead."""
    links: str = ""
    """Digest of what its links to other sites depend on."""
    partners: tuple[str, ...] = ()
    """Sites it shows or names documents of."""
    seen: Seen = Seen()
    """All sites as they were when this was found out."""

    def same_documents(self, before: "SiteInputs") -> bool:
        """Tell whether the pages of the site's own documents depend on the same as before."""
        mine = (self.common, self.own, self.relations, self.links)
        return mine == (before.common, before.own, before.relations, before.links)


class SiteRecord(Struct, frozen=True):
    """What the ledger remembers of a site as a whole."""

    site: str
    inputs: SiteInputs
    findings: tuple[Finding, ...] = ()
    """What planning found that belongs to no page."""
    more: int = 0
    """How many files its pages have more than before; below zero if they have fewer."""


class Reason(Struct, frozen=True, order=True):
    """Why a thing was rebuilt: ``new``, ``removed``, ``repaired``, or the parts that changed."""

    site: str
    path: str
    parts: tuple[str, ...]
