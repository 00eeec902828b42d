"""The context of a view: the questions a kind may ask about the portal around a document."""

from collections.abc import Mapping
from functools import cached_property

from govssg.catalog.catalog import Catalog
from govssg.catalog.site_catalog import FileCard
from govssg.model.document import Card
from govssg.model.paths import canonical, file_href, href, href_from
from govssg.model.portal import Column, Portal, Site
from govssg.model.view import ItemView, LinkView

MAXIMUM_RELATED = 5


class Context:
    """One site's view of the catalog: cards become items with addresses seen from here."""

    def __init__(
        self, portal: Portal, site: Site, catalog: Catalog, states: Mapping[str, str]
    ) -> None:
        """Take what questions are answered from.

        Args:
            portal: the portal.
            site: the site.
            catalog: the whole portal's documents.
            states: what links to other sites depend on, where that is known already.
        """
        self.portal = portal
        self.site = site
        self.catalog = catalog
        self._states = states
        self._items: dict[str, ItemView] = {}
        self._related: dict[str, tuple[Card, ...]] = {}

    def card_href(self, card: Card) -> str:
        """Give a document's address as seen from this site."""
        return self.href_of(card.site, card.path)

    def href_of(self, site: str, path: str) -> str:
        """Give the address of a page of a site as seen from this one."""
        return href_from(self.portal, self.site, self.catalog.sites[site].site, path)

    def published(self, document: str) -> str | None:
        """Give the path a document is published at, by its id; its site is loaded if need be."""
        known = self._states.get(document)
        if known is None:
            return self.catalog.published(document)
        return known if known.endswith(".html") else None

    def page_href(self, path: str) -> str:
        """Give the address of a page of this site."""
        return href(self.site, path)

    def canonical(self, path: str) -> str:
        """Give the absolute address of a page of this site."""
        return canonical(self.portal, self.site, path)

    def column_href(self, path: str) -> str:
        """Give the address of a column of this site."""
        return href(self.site, f"{path}/index.html" if path else "index.html")

    def item(self, card: Card) -> ItemView:
        """Give a card as a line of a list."""
        known = self._items.get(card.id)
        if known is None:
            known = self._items[card.id] = self._item(card)
        return known

    def _item(self, card: Card) -> ItemView:
        foreign = card.site != self.site.id
        return ItemView(
            title=card.title,
            href=self.card_href(card),
            date=card.date[:10],
            summary=card.summary,
            kind=card.kind,
            site=self.catalog.sites[card.site].site.short_name if foreign else "",
            facts=card.facts,
        )

    def items(self, cards: tuple[Card, ...]) -> tuple[ItemView, ...]:
        """Give cards as lines of a list."""
        return tuple(self.item(card) for card in cards)

    def target_cards(self, card: Card, relation: str) -> tuple[Card, ...]:
        """Give the existing documents a card names in a relation."""
        return self.catalog.targets(card, relation)

    def targets(self, card: Card, relation: str) -> tuple[ItemView, ...]:
        """Give the documents a card names in a relation, as lines of a list."""
        return self.items(self.catalog.targets(card, relation))

    def backlinks(self, card: Card, relation: str, kind: str = "") -> tuple[ItemView, ...]:
        """Give the documents (of a kind) that name this one in a relation, newest first."""
        found = self.catalog.backlinks(card, relation)
        return self.items(tuple(c for c in found if not kind or c.kind == kind))

    def related(self, card: Card) -> tuple[ItemView, ...]:
        """Give documents of the site on the same matter."""
        return self.items(self.related_cards(card))

    def related_cards(self, card: Card) -> tuple[Card, ...]:
        """Give documents of the site on the same matter, as cards."""
        known = self._related.get(card.id)
        if known is None:
            known = self._related[card.id] = self.catalog.related(card, MAXIMUM_RELATED)
        return known

    def neighbours(self, card: Card) -> tuple[ItemView | None, ItemView | None]:
        """Give the next older and the next newer document of the same column."""
        older, newer = self.neighbour_cards(card)
        return (self.item(older) if older else None, self.item(newer) if newer else None)

    def neighbour_cards(self, card: Card) -> tuple[Card | None, Card | None]:
        """Give the next older and the next newer document of the same column, as cards."""
        own, places = self._neighbourhood(card.column)
        place = places[card.id]
        older = own[place - 1] if place else None
        newer = own[place + 1] if place + 1 < len(own) else None
        return older, newer

    def _neighbourhood(self, column: str) -> tuple[tuple[Card, ...], dict[str, int]]:
        known = self._neighbourhoods
        if column not in known:
            own = self.catalog.own(self.site.id, column)
            known[column] = (own, {card.id: place for place, card in enumerate(own)})
        return known[column]

    @cached_property
    def _neighbourhoods(self) -> dict[str, tuple[tuple[Card, ...], dict[str, int]]]:
        return {}

    def siblings(self, card: Card) -> tuple[LinkView, ...]:
        """Give the documents of the same column in reading order, this one marked."""
        ordered = sorted(self.column_cards(card), key=lambda c: (c.weight, c.id))
        return tuple(LinkView(c.title, self.card_href(c), c.id == card.id) for c in ordered)

    def column_cards(self, card: Card) -> tuple[Card, ...]:
        """Give the documents lying in the same column, oldest first."""
        return self.catalog.own(self.site.id, card.column)

    def file(self, card: Card, name: str) -> FileCard | None:
        """Give the file a document names, if it exists."""
        target = self.catalog.resolve(name, card)
        return self.catalog.file(target.id) if target.form == "file" else None

    def file_href(self, card: Card, name: str) -> str:
        """Give the address of a file a document names, or nothing."""
        if not name:
            return ""
        if name.startswith("https://"):
            return name
        target = self.catalog.resolve(name, card)
        if target.form != "file" or self.catalog.file(target.id) is None:
            return ""
        owner = self.catalog.sites[target.site].site
        return file_href(self.portal, self.site, owner, target.path)

    def column(self, path: str) -> Column | None:
        """Give a column of this site."""
        return self.catalog.column(self.site.id, path)

    def breadcrumbs(self, column: str, last: str = "") -> tuple[LinkView, ...]:
        """Give the way from the home page to a column, and the page's own name."""
        if column not in self._ways:
            self._ways[column] = self._way(column)
        way = self._ways[column]
        if last:
            return (*way, LinkView(last, "", current=True))
        return (*way[:-1], LinkView(way[-1].text, "", current=True))

    @cached_property
    def _ways(self) -> dict[str, tuple[LinkView, ...]]:
        return {}

    def _way(self, column: str) -> tuple[LinkView, ...]:
        crumbs = [LinkView("首页", self.page_href("index.html"))]
        parts = column.split("/") if column else []
        for count in range(1, len(parts) + 1):
            path = "/".join(parts[:count])
            found = self.column(path)
            crumbs.append(LinkView(found.name if found else path, self.column_href(path)))
        return tuple(crumbs)
