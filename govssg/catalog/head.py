"""Heads: what is known of a site without loading its documents."""

from msgspec import Struct

from govssg.model.document import Card
from govssg.model.finding import Finding
from govssg.model.portal import Column

Surface = dict[str, str]
"""Path inside the site → what a link to it depends on: a document's address, a file's size."""


class Offers(Struct, frozen=True):
    """The documents of a site that other sites may show."""

    shared: tuple[Card, ...] = ()
    """Those it offers to columns of other sites."""
    relating: tuple[Card, ...] = ()
    """Those that name other documents."""
    handles: tuple[tuple[str, str], ...] = ()
    """(stable id, id) of those that have one."""


class Head(Struct, frozen=True):
    """A site's face to the engine: digests of what it holds, and the little others ask for."""

    site: str
    content: str
    """Digest of the visible content: the same digest, the same documents, bodies and files."""
    columns: tuple[Column, ...]
    surface: str
    """Digest of everything a link can lead to."""
    offers: str
    """Digest of the documents offered to other sites."""
    names: str = ""
    """Digest of the stable names of its documents."""
    refers: tuple[str, ...] = ()
    """Sites its documents name documents of, sorted."""
    linked: tuple[str, ...] = ()
    """Sites its bodies link to, sorted."""
    documents: int = 0
    findings: tuple[Finding, ...] = ()
    """What parsing found."""
    parsed: int = 0
    """Files really parsed, not taken from a cache."""
    since: str = ""
    until: str = ""
    """Moments between which the same documents are visible; ``until`` is outside, empty is ever."""

    def holds_at(self, clock: str) -> bool:
        """Tell whether the same documents are visible at a moment."""
        return self.since <= clock and (not self.until or clock < self.until)
