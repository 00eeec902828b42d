"""What one site offers to the rest: its columns, visible cards and files, loaded when asked for."""

from functools import cached_property
from typing import Protocol

from msgspec import Struct

from govssg.catalog.head import Head, Offers, Surface
from govssg.model.document import Card, Outline
from govssg.model.portal import Column, Site


class FileCard(Struct, frozen=True, order=True):
    """A file beside the documents: image or download."""

    path: str
    """Path inside the site."""
    source: str
    """Path from the project root."""
    blob: str
    size: int
    width: int = 0
    """Pixels, for images."""
    height: int = 0


class Visibility(Struct, frozen=True):
    """Which documents exist at a moment: the clock and Hugo's three flags."""

    clock: str
    """``YYYY-MM-DD HH:MM`` in the portal's time."""
    drafts: bool = False
    future: bool = False
    expired: bool = False

    def shows(self, card: Card) -> bool:
        """Tell whether the document is published at this moment."""
        begins = card.publish_date or card.date
        return (
            (self.drafts or not card.draft)
            and (self.future or begins <= self.clock)
            and (self.expired or not card.expiry_date or card.expiry_date > self.clock)
        )


class ParsedSite(Struct, frozen=True):
    """All files of a site, parsed, whether visible or not."""

    context: str
    """Digest of what parsing depended on besides the files."""
    outlines: tuple[Outline, ...] = ()
    """Sorted by source."""
    files: tuple[FileCard, ...] = ()
    """Sorted."""


class Kept(Protocol):
    """Where the parts of a site come from when they are asked for."""

    def parsed(self) -> ParsedSite:
        """Give all its files."""
        ...

    def offers(self) -> Offers:
        """Give the documents other sites may show."""
        ...

    def surface(self) -> Surface:
        """Give everything a link can lead to."""
        ...


class SiteCatalog:
    """One site: columns, cards (sorted by id) and files (sorted by path)."""

    def __init__(self, site: Site, head: Head, visibility: Visibility, kept: Kept) -> None:
        self.site = site
        self.head = head
        self._visibility = visibility
        self._kept = kept

    def apart(self) -> "SiteCatalog":
        """Give the same with nothing loaded, for somebody who looks at each site once."""
        return SiteCatalog(self.site, self.head, self._visibility, self._kept)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The declared columns and those its folders imply."""
        return self.head.columns

    @cached_property
    def parsed(self) -> ParsedSite:
        """All its files, visible or not."""
        return self._kept.parsed()

    @cached_property
    def offers(self) -> Offers:
        """The documents other sites may show."""
        return self._kept.offers()

    @cached_property
    def surface(self) -> Surface:
        """Everything a link can lead to."""
        return self._kept.surface()

    @cached_property
    def outlines(self) -> dict[str, Outline]:
        """The outlines of the visible documents by id, sorted."""
        shows = self._visibility.shows
        found = [(o.card.id, o) for o in self.parsed.outlines if o.card and shows(o.card)]
        return dict(sorted(found))

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """The cards of the visible documents, sorted by id."""
        return tuple(outline.card for outline in self.outlines.values() if outline.card)

    @property
    def every(self) -> tuple[Card, ...]:
        """The cards of all documents, visible or not, by source."""
        return tuple(outline.card for outline in self.parsed.outlines if outline.card)

    @cached_property
    def by_id(self) -> dict[str, Card]:
        """The visible cards by id."""
        return {card.id: card for card in self.cards}

    @property
    def files(self) -> tuple[FileCard, ...]:
        """Its files, sorted by path."""
        return self.parsed.files

    @cached_property
    def files_by_path(self) -> dict[str, FileCard]:
        """Its files by path."""
        return {file.path: file for file in self.files}
