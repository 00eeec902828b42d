"""A document: what one source file says, before the portal around it is known."""

from msgspec import Raw, Struct

from govssg.model.finding import Finding


class Reference(Struct, frozen=True, order=True):
    """A named relation to another document, such as ``interprets``."""

    relation: str
    target: str
    """As written: ``site:column/path.md``, ``/column/path.md`` or a relative path."""
    line: int = 0
    column: int = 0


class Link(Struct, frozen=True):
    """A link or image in a body; its address is put in when the page is planned."""

    target: str
    line: int
    column: int = 0
    image: bool = False
    text: str = ""


class Heading(Struct, frozen=True):
    """A heading of a body: its level (2–6), its stable anchor and its text."""

    level: int
    anchor: str
    text: str


class Body(Struct, frozen=True):
    """A rendered body: HTML in which link ``n`` stands as ``n`` between U+0002 and U+0003."""

    html: str
    links: tuple[Link, ...] = ()
    headings: tuple[Heading, ...] = ()
    anchors: tuple[str, ...] = ()
    """Every id a ``#fragment`` may point to, sorted."""


class Card(Struct, frozen=True):
    """All that other pages may know of a document; never its body.

    A list shows cards, so editing a body cannot touch a list.
    """

    id: str
    """``site:column/path.md``: where the file stands, hence what links name."""
    site: str
    column: str
    """Path of the folder inside the site; empty for the site's root."""
    kind: str
    path: str
    """Published path inside the site, such as ``gzdt/2026-11-18-a.html``."""
    title: str
    date: str = ""
    """``YYYY-MM-DD HH:MM`` in the portal's time; empty for undated pages."""
    summary: str = ""
    source: str = ""
    keywords: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    weight: int = 0
    draft: bool = False
    publish_date: str = ""
    expiry_date: str = ""
    share: tuple[str, ...] = ()
    """Sites (or ``portal``, ``department``, ``county``, ``*``) it is offered to."""
    aliases: tuple[str, ...] = ()
    handle: str = ""
    """The stable ``id`` of the front matter, if any."""
    references: tuple[Reference, ...] = ()
    image: str = ""
    """The first picture of the body, as written; lists may show it."""
    image_alt: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    """What the kind wants lists to show, such as ``docNumber``."""

    def fact(self, name: str) -> str:
        """Give one of the kind's facts, or nothing."""
        return dict(self.facts).get(name, "")


class Document(Struct, frozen=True):
    """What parsing one file gives: a card for the others, a body and fields for its page."""

    card: Card
    body: Body
    fields: Raw
    """The kind's own fields, encoded; only the kind knows their type."""
    source: str
    """Path from the project root."""
    blob: str
    """Git blob id of the bytes it was parsed from."""


class Parsed(Struct, frozen=True):
    """The outcome of parsing one file: a document unless it is beyond saving, and findings."""

    document: Document | None
    findings: tuple[Finding, ...] = ()


class Outline(Struct, frozen=True):
    """What one file gave, without its body: enough to tell whether its page can have changed."""

    source: str
    """Path from the project root."""
    blob: str
    """Git blob id of the bytes it was parsed from."""
    key: str
    """Key of the whole outcome in the parse cache."""
    card: Card | None
    """None for a file that could not be published."""
    targets: tuple[str, ...] = ()
    """Ids of what its body and its fields lead to: documents, columns, files; sorted."""
    findings: tuple[Finding, ...] = ()
