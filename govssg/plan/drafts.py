"""Drafts: what a site publishes, before it is made. Equal drafts make equal pages."""

from collections.abc import Callable, Mapping

from msgspec import Struct

from govssg.model.document import Document
from govssg.model.finding import Finding
from govssg.model.output import Copy, DataFile, Page

Documents = Mapping[str, Document]
"""The documents a batch of drafts needs, by id."""


class Made(Struct, frozen=True):
    """What a draft became, and what making it found."""

    thing: Page | DataFile | Copy
    findings: tuple[Finding, ...] = ()


class Draft(Struct, frozen=True):
    """One thing to publish: where it goes, what it depends on, how it is made."""

    path: str
    """Path inside the site."""
    template: str
    """Template of a page or data file; empty for a copy."""
    tell: Callable[[], bytes]
    """Gives all it depends on besides template, chrome and engine; nothing if that is as dear
    to tell as to make it, so that it is always made."""
    make: Callable[[Documents], Made]
    document: str = ""
    """Id of the document whose body it is made from, if any."""
    is_page: bool = True
    """Whether the chrome of the site stands around it."""
    is_own: bool = False
    """Whether it depends on the site's own documents, their relations and links only."""


class SiteDrafts(Struct, frozen=True):
    """Everything one site publishes, and what is wrong with the site as a whole."""

    site: str
    drafts: tuple[Draft, ...]
    findings: tuple[Finding, ...]


def always(page: Callable[[], Page | DataFile], path: str, template: str) -> Draft:
    """Give the draft of something cheap that is made whenever its site is planned."""
    is_page = not template.startswith("files/")
    return Draft(path, template, bytes, lambda _documents: Made(page()), is_page=is_page)
