"""What stands around a document in its portal, as far as its page can show it, in few bytes.

A kind's view is made from the document and the questions it asks of the context. Here is
the answer to every one of those questions; a new question belongs here too, and the law
"incremental equals clean" finds one that was forgotten.
"""

from collections.abc import Iterable
from hashlib import blake2b

from msgspec import msgpack

from govssg.catalog.catalog import RELATIONS
from govssg.catalog.context import Context
from govssg.kinds import kind_named
from govssg.model.document import Card, Outline
from govssg.plan.link_states import LinkStates

FACE = 8
"""Bytes of a face: 64 bits tell apart the few documents that can ever take one place."""


class Surroundings:
    """Answers, for the documents of one site, what their pages depend on."""

    def __init__(self, context: Context, links: LinkStates) -> None:
        self._context = context
        self._catalog = context.catalog
        self._site = context.site.id
        self._links = links.states
        self._surface = context.catalog.sites[context.site.id].surface
        self._faces: dict[str, bytes] = {}
        self._columns: dict[str, bytes] = {}
        self._whole: dict[str, bytes] = {}

    def page(self, outline: Outline) -> bytes:
        """Give all that the page of a document depends on besides theme and site."""
        card = outline.card
        assert card is not None  # noqa: S101 - only published documents have pages
        kind = kind_named(card.kind)
        around = self._context.neighbour_cards(card) if card.date else ()
        parts = (
            outline.key,
            self.column(card.column),
            [self._face(near) if near else b"" for near in around],
            self._column_faces(card) if kind and kind.shows_column else b"",
            self.faces(self._context.related_cards(card)) if card.keywords else b"",
            self._relations(card) if self._catalog.relates(card) else (),
            self.states(outline),
        )
        return msgpack.encode(parts)

    def faces(self, cards: Iterable[Card]) -> bytes:
        """Give what lists show of some documents, in their order."""
        return b"".join([self._face(card) for card in cards])

    def _face(self, card: Card) -> bytes:
        face = self._faces.get(card.id)
        if face is None:
            shown = (card.site, card.title, card.path, card.date[:10], card.summary, card.kind)
            data = msgpack.encode((shown, card.facts))
            face = self._faces[card.id] = blake2b(data, digest_size=FACE).digest()
        return face

    def column(self, path: str) -> bytes:
        """Give what pages show of the column they lie in: names of those above it, its tags."""
        if path not in self._columns:
            parts = path.split("/")
            above = ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]
            columns = [self._context.column(one) for one in above]
            self._columns[path] = blake2b(msgpack.encode(columns), digest_size=FACE).digest()
        return self._columns[path]

    def _column_faces(self, card: Card) -> bytes:
        if card.column not in self._whole:
            cards = self._context.column_cards(card)
            shown = [(other.id, other.weight, self._face(other)) for other in cards]
            data = blake2b(msgpack.encode(shown), digest_size=FACE).digest()
            self._whole[card.column] = data
        return self._whole[card.column]

    def _relations(self, card: Card) -> list[bytes]:
        """Give the documents up to two steps away in any relation."""
        every = (card, *self._catalog.near(card))
        return [found for one in every for found in self._one_step(one)]

    def _one_step(self, card: Card) -> list[bytes]:
        catalog = self._catalog
        return [
            self.faces(found)
            for relation in RELATIONS
            for found in (catalog.targets(card, relation), catalog.backlinks(card, relation))
        ]

    def states(self, outline: Outline) -> list[str]:
        """Give what the links and files of a document depend on."""
        return [self._state(target) for target in outline.targets]

    def _state(self, target: str) -> str:
        site, _, path = target.partition(":")
        if site != self._site:
            return self._links.get(target, "")
        known = self._surface.get(path)
        return self._catalog.state(target) if known is None else known
