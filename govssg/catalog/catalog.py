"""The catalog: every site's cards and columns with the indexes that answer questions."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from itertools import chain

from govssg.catalog.ids import Target, resolve
from govssg.catalog.moved import Moved, moved, seen_now
from govssg.catalog.site_catalog import FileCard, SiteCatalog
from govssg.catalog.subjects import Subjects, by_date
from govssg.model.document import Card, Reference
from govssg.model.output import Seen
from govssg.model.portal import Column, Portal

__all__ = ["RELATIONS", "Catalog", "by_date"]


class Catalog:
    """Answers what documents exist and how they hang together; never changes.

    A site's documents are loaded when a question is about them.
    """

    def __init__(self, portal: Portal, sites: Iterable[SiteCatalog]) -> None:
        self.portal = portal
        self.sites = {catalog.site.id: catalog for catalog in sites}
        self.site_ids = frozenset(self.sites)
        self._columns: dict[str, dict[str, Column]] = {}
        self._listed: dict[tuple[str, str], tuple[Card, ...]] = {}
        self._by_columns: dict[str, dict[str, tuple[Card, ...]]] = {}
        self._subjects: dict[str, Subjects] = {}
        self._moved: dict[str, Moved] = {}
        self._accepted: dict[tuple[str, str], tuple[Card, ...]] = {}

    @cached_property
    def seen(self) -> Seen:
        """What is to be seen of all sites."""
        return seen_now(site.head for site in self.sites.values())

    def moved_since(self, before: Seen) -> Moved:
        """Give the sites that differ from what was seen of them."""
        if before.digest not in self._moved:
            self._moved[before.digest] = moved(before, self.seen)
        return self._moved[before.digest]

    @cached_property
    def handles(self) -> dict[str, str]:
        """The ids of documents by their stable names."""
        return {name: card for site in self.sites.values() for name, card in site.offers.handles}

    @cached_property
    def _backlinks(self) -> dict[tuple[str, str], tuple[Card, ...]]:
        """Who names a document in a relation; the document itself need not exist."""
        found: defaultdict[tuple[str, str], list[Card]] = defaultdict(list)
        for site in self.sites.values():
            for card in site.offers.relating:
                for reference in card.references:
                    found[self.named(card, reference), reference.relation].append(card)
        return {
            key: tuple(sorted(cards, key=by_date, reverse=True)) for key, cards in found.items()
        }

    @cached_property
    def _named_ids(self) -> dict[str, frozenset[str]]:
        """The ids that are named in a relation, by site."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for target, _relation in self._backlinks:
            found[target.partition(":")[0]].add(target)
        return {site: frozenset(ids) for site, ids in found.items()}

    def card(self, card_id: str) -> Card | None:
        """Give the card of an id, written as a path or as a stable handle."""
        return self._of_id(card_id) or self._of_id(self.handles.get(card_id, ""))

    def _of_id(self, card_id: str) -> Card | None:
        site = self.sites.get(card_id.partition(":")[0])
        return site.by_id.get(card_id) if site else None

    def file(self, file_id: str) -> FileCard | None:
        """Give the file of an id."""
        site, _, path = file_id.partition(":")
        return self.sites[site].files_by_path.get(path) if site in self.sites else None

    def column(self, site: str, path: str) -> Column | None:
        """Give a column of a site."""
        if site not in self._columns:
            columns = self.sites[site].columns if site in self.sites else ()
            self._columns[site] = {column.path: column for column in columns}
        return self._columns[site].get(path)

    def state(self, target: str) -> str:
        """Give what a link to an id depends on; for a dead one, all it could be meant for."""
        name, _, path = target.partition(":")
        site = self.sites.get(name)
        if site is None:
            return ""
        known = site.surface.get(path)
        if known is not None:
            return known
        column = path.removesuffix("_index.md").strip("/")
        return "column" if self.column(name, column) else f"?{site.head.surface}"

    def resolve(self, target: str, card: Card) -> Target:
        """Give where a target written in a document leads."""
        return resolve(target, card.site, card.column, self.site_ids)

    def named(self, card: Card, reference: Reference) -> str:
        """Give the id a relation of a document names, whether it exists or not."""
        known = self.handles.get(reference.target)
        return known or self.resolve(reference.target, card).id

    def referenced(self, card: Card, reference: Reference) -> Card | None:
        """Give the card a relation of a document names, if it exists."""
        return self._of_id(self.named(card, reference))

    def targets(self, card: Card, relation: str) -> tuple[Card, ...]:
        """Give the existing documents a card names in a relation, in its order."""
        named = (self.referenced(card, r) for r in card.references if r.relation == relation)
        return tuple(found for found in named if found)

    def backlinks(self, card: Card, relation: str) -> tuple[Card, ...]:
        """Give the documents that name this one in a relation, newest first."""
        return self._backlinks.get((card.id, relation), ())

    def listed(self, site: str, column: str) -> tuple[Card, ...]:
        """Give the documents of a column and those it accepts from others, oldest first."""
        if (site, column) not in self._listed:
            self._listed[site, column] = self._list(site, column)
        return self._listed[site, column]

    def _list(self, site: str, column: str) -> tuple[Card, ...]:
        known = self._by_column(site)
        below = [known[path] for path in known if path == column or path.startswith(f"{column}/")]
        accepted = self.accepted(site, column)
        if len(below) == 1 and not accepted:
            return below[0]
        return tuple(sorted(chain(*below, accepted), key=by_date))

    def own(self, site: str, column: str) -> tuple[Card, ...]:
        """Give the documents lying in a column itself, oldest first."""
        return self._by_column(site).get(column, ())

    def _by_column(self, site: str) -> dict[str, tuple[Card, ...]]:
        if site not in self._by_columns:
            found: defaultdict[str, list[Card]] = defaultdict(list)
            for card in self.sites[site].cards:
                if card.kind != "column":
                    found[card.column].append(card)
            self._by_columns[site] = {
                column: tuple(sorted(cards, key=by_date)) for column, cards in found.items()
            }
        return self._by_columns[site]

    def accepted(self, site: str, path: str) -> tuple[Card, ...]:
        """Give the documents of other sites that a column shows."""
        if (site, path) not in self._accepted:
            self._accepted[site, path] = self._accept(site, path)
        return self._accepted[site, path]

    def _accept(self, site: str, path: str) -> tuple[Card, ...]:
        column = self.column(site, path)
        if column is None or not column.accept:
            return ()
        return tuple(card for card in self._shared if self._consents(site, column, card))

    @cached_property
    def _shared(self) -> tuple[Card, ...]:
        return tuple(card for site in self.sites.values() for card in site.offers.shared)

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
        if card.site not in self._subjects:
            self._subjects[card.site] = Subjects(self.sites[card.site].cards)
        return self._subjects[card.site].related(card, most)

    def relations(self, site: str) -> tuple[Card, ...]:
        """Give the documents of other sites that those of a site are related to, sorted by id."""
        used: dict[str, Card] = {}
        for card in self._related_by_name(site):
            used |= {near.id: near for near in self.near(card)}
        for card in tuple(used.values()):
            used |= {near.id: near for near in self.near(card)}
        return tuple(used[i] for i in sorted(used) if used[i].site != site)

    def imports_from(self, site: str, sender: str) -> tuple[Card, ...]:
        """Give the documents of one other site that the columns of a site show, sorted by id.

        No further site is loaded for that.
        """
        columns = [column for column in self.sites[site].columns if column.accept]
        if not columns or sender not in self.sites:
            return ()
        offered = self.sites[sender].offers.shared
        used = {c.id: c for c in offered if any(self._consents(site, col, c) for col in columns)}
        return tuple(used[i] for i in sorted(used))

    def published(self, document: str) -> str | None:
        """Give the path a document is published at, by its id; its site is not loaded for that."""
        site, _, path = document.partition(":")
        known = self.sites[site].surface.get(path) if site in self.sites else None
        return known if path.endswith(".md") else None

    def _related_by_name(self, site: str) -> tuple[Card, ...]:
        """Give the site's documents that name others, or are named."""
        named = self._named_ids.get(site, ())
        found = {card.id: card for card in self.sites[site].offers.relating}
        if named:
            found |= {i: card for i in sorted(named) if (card := self._of_id(i))}
        return tuple(found.values())

    def relates(self, card: Card) -> bool:
        """Tell whether a document names others or is named."""
        return bool(card.references) or card.id in self._named_ids.get(card.site, ())

    def near(self, card: Card) -> tuple[Card, ...]:
        """Give the documents one step away in any relation, relation by relation."""
        return tuple(
            near
            for relation in RELATIONS
            for near in (*self.targets(card, relation), *self.backlinks(card, relation))
        )


RELATIONS = ("basis", "interprets", "services", "replacedBy")
"""The relations that pages show in both directions."""
