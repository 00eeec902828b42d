"""What one site offers to the rest: its columns, visible cards and files."""

from msgspec import Struct
from msgspec.structs import replace

from govssg.model.document import Card
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


class SiteCatalog(Struct, frozen=True):
    """One site's columns, cards (sorted by id) and files (sorted by path)."""

    site: Site
    columns: tuple[Column, ...]
    cards: tuple[Card, ...]
    files: tuple[FileCard, ...]


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


def site_catalog(
    site: Site, cards: tuple[Card, ...], files: tuple[FileCard, ...], visibility: Visibility
) -> SiteCatalog:
    """Give a site's catalog at a moment; ``_index.md`` cards turn into column settings."""
    visible = tuple(sorted((c for c in cards if visibility.shows(c)), key=lambda card: card.id))
    indexes = {card.column: card for card in visible if card.kind == "column"}
    documents = tuple(card for card in visible if card.kind != "column")
    return SiteCatalog(site, _columns(site, documents, indexes), visible, tuple(sorted(files)))


def _columns(
    site: Site, documents: tuple[Card, ...], indexes: dict[str, Card]
) -> tuple[Column, ...]:
    declared = {column.path: column for column in site.columns}
    folders = {folder for card in documents for folder in _ancestors(card.column)}
    paths = sorted((declared.keys() | indexes.keys() | folders) - {""})
    order = {path: number for number, path in enumerate(declared)}
    columns = [
        _merged(declared.get(path) or _implied(path, declared), indexes.get(path), path)
        for path in paths
    ]
    return tuple(sorted(columns, key=lambda c: (order.get(c.path, len(order)), c.weight, c.path)))


def _ancestors(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]


def _implied(path: str, declared: dict[str, Column]) -> Column:
    parent = next((declared[p] for p in reversed(_ancestors(path)) if p in declared), None)
    kind = parent.kind if parent else "article"
    return Column(path=path, name=path.rpartition("/")[2], kind=kind, declared=False)


def _merged(column: Column, index: Card | None, path: str) -> Column:
    """Give the column with what its ``_index.md`` says laid over it."""
    if index is None:
        return column
    facts = dict(index.facts)
    return replace(
        column,
        path=path,
        name=facts.get("name") or index.title or column.name,
        description=index.summary or column.description,
        keywords=index.keywords or column.keywords,
        types=tuple(facts["type"].split(",")) if facts.get("type") else column.types,
        freshness=int(facts.get("freshness") or column.freshness),
        page_size=int(facts.get("pageSize") or column.page_size),
        weight=index.weight or column.weight,
        declared=True,
    )
