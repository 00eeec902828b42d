"""The columns of a site: declared ones, folders that imply one, ``_index.md`` laid over them."""

from msgspec.structs import replace

from govssg.model.document import Card
from govssg.model.portal import Column, Site


def site_columns(site: Site, cards: tuple[Card, ...]) -> tuple[Column, ...]:
    """Give the columns of a site, in the order of its file, then by weight.

    Args:
        site: the site.
        cards: its visible cards, ``_index.md`` among them.
    """
    indexes = {card.column: card for card in cards if card.kind == "column"}
    used = {card.column for card in cards if card.kind != "column"}
    declared = {column.path: column for column in site.columns}
    folders = {folder for path in used for folder in _ancestors(path)}
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
