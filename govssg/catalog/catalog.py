"""The catalog: every site's cards and columns with the indexes that answer questions."""

from collections import defaultdict
from functools import cached_property
from heapq import nsmallest

from govssg.catalog.ids import Target, resolve
from govssg.catalog.site_catalog import FileCard, SiteCatalog
from govssg.model.document import Card, Reference
from govssg.model.portal import Column, Portal

MAXIMUM_CANDIDATES = 50
"""Newest documents of a keyword looked at for related ones; keeps the cost linear."""


def by_date(card: Card) -> tuple[str, str]:
    """Sort key: oldest first, ids break ties."""
    return (card.date, card.id)


class Catalog:
    """Answers what documents exist and how they hang together; never changes."""

    def __init__(self, portal: Portal, sites: tuple[SiteCatalog, ...]) -> None:
        self.portal = portal
        self.sites = {catalog.site.id: catalog for catalog in sites}
        self.site_ids = frozenset(self.sites)
        self._known_ages: dict[str, dict[str, int]] = {}

    @cached_property
    def _cards(self) -> dict[str, Card]:
        return {card.id: card for site in self.sites.values() for card in site.cards}

    @cached_property
    def _handles(self) -> dict[str, Card]:
        return {card.handle: card for card in self._cards.values() if card.handle}

    @cached_property
    def _files(self) -> dict[str, FileCard]:
        return {
            f"{catalog.site.id}:{file.path}": file
            for catalog in self.sites.values()
            for file in catalog.files
        }

    @cached_property
    def _columns(self) -> dict[str, Column]:
        return {
            f"{catalog.site.id}:{column.path}": column
            for catalog in self.sites.values()
            for column in catalog.columns
        }

    @cached_property
    def _backlinks(self) -> dict[tuple[str, str], tuple[Card, ...]]:
        found: defaultdict[tuple[str, str], list[Card]] = defaultdict(list)
        for card in self._cards.values():
            for reference in card.references:
                target = self.referenced(card, reference)
                if target:
                    found[target.id, reference.relation].append(card)
        return {
            key: tuple(sorted(cards, key=by_date, reverse=True)) for key, cards in found.items()
        }

    @cached_property
    def _by_column(self) -> dict[tuple[str, str], tuple[Card, ...]]:
        found: defaultdict[tuple[str, str], list[Card]] = defaultdict(list)
        for card in self._cards.values():
            if card.kind != "column":
                found[card.site, card.column].append(card)
        return {key: tuple(sorted(cards, key=by_date)) for key, cards in found.items()}

    @cached_property
    def _by_keyword(self) -> dict[tuple[str, str], tuple[Card, ...]]:
        found: defaultdict[tuple[str, str], list[Card]] = defaultdict(list)
        for card in self._cards.values():
            for keyword in card.keywords:
                found[card.site, keyword].append(card)
        return {
            key: tuple(sorted(cards, key=by_date, reverse=True)[:MAXIMUM_CANDIDATES])
            for key, cards in found.items()
        }

    def card(self, card_id: str) -> Card | None:
        """Give the card of an id, written as a path or as a stable handle."""
        return self._cards.get(card_id) or self._handles.get(card_id)

    def file(self, file_id: str) -> FileCard | None:
        """Give the file of an id."""
        return self._files.get(file_id)

    def column(self, site: str, path: str) -> Column | None:
        """Give a column of a site."""
        return self._columns.get(f"{site}:{path}")

    def resolve(self, target: str, card: Card) -> Target:
        """Give where a target written in a document leads."""
        return resolve(target, card.site, card.column, self.site_ids)

    def referenced(self, card: Card, reference: Reference) -> Card | None:
        """Give the card a relation of a document names, if it exists."""
        if reference.target in self._handles:
            return self._handles[reference.target]
        return self._cards.get(self.resolve(reference.target, card).id)

    def targets(self, card: Card, relation: str) -> tuple[Card, ...]:
        """Give the existing documents a card names in a relation, in its order."""
        named = (self.referenced(card, r) for r in card.references if r.relation == relation)
        return tuple(found for found in named if found)

    def backlinks(self, card: Card, relation: str) -> tuple[Card, ...]:
        """Give the documents that name this one in a relation, newest first."""
        return self._backlinks.get((card.id, relation), ())

    def listed(self, site: str, column: str) -> tuple[Card, ...]:
        """Give the documents of a column and those it accepts from others, oldest first."""
        own = [
            card
            for child in self.sites[site].columns
            if child.path == column or child.path.startswith(f"{column}/")
            for card in self._by_column.get((site, child.path), ())
        ]
        return tuple(sorted([*own, *self._accepted(site, column)], key=by_date))

    def _accepted(self, site: str, path: str) -> list[Card]:
        column = self.column(site, path)
        if column is None or not column.accept:
            return []
        return [card for card in self._shared if self._consents(site, column, card)]

    @cached_property
    def _shared(self) -> tuple[Card, ...]:
        return tuple(card for card in self._cards.values() if card.share and card.kind != "column")

    def _consents(self, site: str, column: Column, card: Card) -> bool:
        """Tell whether sender and receiver both want the document in the column."""
        receiver, sender = self.sites[site].site, self.sites[card.site].site
        offered = {"*", site, receiver.site_class} & set(card.share)
        return bool(offered) and card.site != site and any(
            (not rule.sites or card.site in rule.sites)
            and (not rule.classes or sender.site_class in rule.classes)
            and (not rule.kinds or card.kind in rule.kinds)
            and (not rule.topics or set(rule.topics) & set(card.topics))
            for rule in column.accept
        )  # fmt: skip

    def related(self, card: Card, most: int) -> tuple[Card, ...]:
        """Give the documents of the site that share the most keywords, then the newest."""
        scores: defaultdict[str, int] = defaultdict(int)
        for keyword in card.keywords:
            for other in self._by_keyword.get((card.site, keyword), ()):
                scores[other.id] += 1
        scores.pop(card.id, None)
        age = self._ages(card.site)
        best = nsmallest(most, scores, key=lambda other: (-scores[other], age[other]))
        return tuple(self._cards[other] for other in best)

    def _ages(self, site: str) -> dict[str, int]:
        """Give the place of each document of a site, counted from the newest."""
        if site not in self._known_ages:
            newest = sorted(self.sites[site].cards, key=by_date, reverse=True)
            self._known_ages[site] = {card.id: place for place, card in enumerate(newest)}
        return self._known_ages[site]

    def imports(self, site: str) -> tuple[Card, ...]:
        """Give the cards of other sites that this site's pages may show, sorted by id."""
        used: dict[str, Card] = {}
        for card in self._related_by_name(site):
            used |= {near.id: near for near in self._near(card)}
        for card in tuple(used.values()):
            used |= {near.id: near for near in self._near(card)}
        for column in self.sites[site].columns:
            used |= {c.id: c for c in self._accepted(site, column.path)}
        return tuple(used[i] for i in sorted(used) if used[i].site != site)

    def _related_by_name(self, site: str) -> tuple[Card, ...]:
        """Give the site's documents that name others, or are named."""
        named = {target for target, _relation in self._backlinks}
        cards = self.sites[site].cards
        return tuple(card for card in cards if card.references or card.id in named)

    def _near(self, card: Card) -> list[Card]:
        """Give the documents one step away in any relation."""
        return [
            near
            for relation in RELATIONS
            for near in (*self.targets(card, relation), *self.backlinks(card, relation))
        ]


RELATIONS = ("basis", "interprets", "services", "replacedBy")
"""The relations that pages show in both directions."""
