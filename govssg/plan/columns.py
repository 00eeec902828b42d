"""Columns: an index page with the newest documents, archive pages numbered from the oldest.

A full archive page never changes again, so a new article costs the index and the last page.
"""

from typing import Any

from msgspec import msgpack

from govssg.catalog.context import Context
from govssg.kinds.column import ColumnView, PageLink
from govssg.kinds.meta import column_meta, site_meta
from govssg.model.document import Card, Document, Outline
from govssg.model.output import Page
from govssg.model.portal import Column
from govssg.model.view import LinkView
from govssg.plan.drafts import Documents, Draft, Made
from govssg.plan.links import LinkedBody, link_body, relation_findings
from govssg.plan.surroundings import Surroundings

ARCHIVE_LINKS = 6
"""How many of the newest archive pages the index links to directly."""

KINDS_IN_READING_ORDER = frozenset({"page"})
"""Kinds listed by weight instead of date."""


def column_drafts(
    context: Context, around: Surroundings, column: Column, introduction: Outline | None
) -> tuple[Draft, ...]:
    """Give the drafts of a column's pages.

    Args:
        context: the site and the portal around it.
        around: what drafts depend on.
        column: the column.
        introduction: outline of its ``_index.md``, if it has one.
    """
    cards = context.catalog.listed(context.site.id, column.path)
    shared = _inputs(context, around, column)
    if column.kind in KINDS_IN_READING_ORDER:
        ordered = tuple(sorted(cards, key=lambda card: (card.weight, card.id)))
        return (_index_draft(context, around, column, introduction, (shared, ordered, 0)),)
    size = column.page_size
    newest = tuple(reversed(cards[-size:]))
    count = (len(cards) + size - 1) // size if len(cards) > size else 0
    archive = tuple(
        _archive_draft(context, around, column, (number, count), (shared, some))
        for number in range(1, count + 1)
        for some in [cards[(number - 1) * size : number * size]]
    )
    return (_index_draft(context, around, column, introduction, (shared, newest, count)), *archive)


def _inputs(context: Context, around: Surroundings, column: Column) -> bytes:
    """Give what every page of a column depends on: itself, and the columns beside and below it."""
    parent = column.path.rpartition("/")[0]
    links = (_siblings(context, parent, column.path) if parent else (), _children(context, column))
    return msgpack.encode((around.column(column.path), column, links))


def _index_draft(
    context: Context,
    around: Surroundings,
    column: Column,
    introduction: Outline | None,
    shown: tuple[bytes, tuple[Card, ...], int],
) -> Draft:
    shared, cards, count = shown
    name = introduction.card.id if introduction and introduction.card else ""

    def tell() -> bytes:
        text = (introduction.key, around.states(introduction)) if introduction else ()
        return msgpack.encode((shared, count, around.faces(cards), text))

    def make(documents: Documents) -> Made:
        linked = introduced(documents[name], context) if name else LinkedBody("", ())
        return Made(_index(context, column, linked.html, cards, count), linked.findings)

    path = f"{column.path}/index.html"
    return Draft(path, "column", tell, make, name)


def introduced(document: Document, context: Context) -> LinkedBody:
    """Give the body of an ``_index.md``, with everything that is wrong with what it names."""
    linked = link_body(document, context)
    return LinkedBody(linked.html, (*linked.findings, *relation_findings(document, context)))


def _archive_draft(
    context: Context,
    around: Surroundings,
    column: Column,
    place: tuple[int, int],
    shown: tuple[bytes, tuple[Card, ...]],
) -> Draft:
    (number, count), (shared, cards) = place, shown
    return Draft(
        archive_path(column.path, number),
        "column",
        lambda: msgpack.encode((shared, number, number < count, around.faces(cards))),
        lambda _documents: Made(_archive(context, column, number, cards, count)),
    )


def archive_path(column: str, number: int) -> str:
    """Give the path of an archive page inside the site."""
    return f"{column}/list-{number}.html"


def _index(
    context: Context, column: Column, introduction: str, cards: tuple[Card, ...], count: int
) -> Page:
    path = f"{column.path}/index.html"
    numbers = range(count, max(count - ARCHIVE_LINKS, 0), -1)
    links = tuple(PageLink(n, context.page_href(archive_path(column.path, n))) for n in numbers)
    older = context.page_href(archive_path(column.path, max(count - 1, 1))) if count else ""
    view = ColumnView(
        **_shared(context, column, path, column.name),
        introduction=introduction,
        items=context.items(cards),
        children=_children(context, column),
        archive=links,
        older=older,
        feed="",
    )
    return Page(path, view)


def _archive(
    context: Context, column: Column, number: int, cards: tuple[Card, ...], count: int
) -> Page:
    path = archive_path(column.path, number)
    newer = archive_path(column.path, number + 1) if number < count else f"{column.path}/index.html"
    view = ColumnView(
        **_shared(context, column, path, f"{column.name}（第 {number} 页）"),
        items=context.items(tuple(reversed(cards))),
        number=number,
        newer=context.page_href(newer),
        older=context.page_href(archive_path(column.path, number - 1)) if number > 1 else "",
    )
    return Page(path, view)


def _shared(context: Context, column: Column, path: str, title: str) -> dict[str, Any]:
    parent, _, _name = column.path.rpartition("/")
    crumbs = context.breadcrumbs(column.path)
    if title != column.name:
        crumbs = context.breadcrumbs(column.path, title)
    return {
        "template": "column",
        "title": title,
        "heading": column.name,
        "description": column.description,
        "href": context.page_href(path),
        "canonical": context.canonical(path),
        "meta": site_meta(context.site) + column_meta(column),
        "breadcrumbs": crumbs,
        "section": column.path.partition("/")[0],
        "search": False,
        "name": column.name,
        "kind": column.kind,
        "siblings": _siblings(context, parent, column.path) if parent else (),
    }


def _children(context: Context, column: Column) -> tuple[LinkView, ...]:
    return _siblings(context, column.path, "")


def _siblings(context: Context, parent: str, current: str) -> tuple[LinkView, ...]:
    columns = context.catalog.sites[context.site.id].columns
    return tuple(
        LinkView(c.name, context.column_href(c.path), c.path == current)
        for c in columns
        if c.path.rpartition("/")[0] == parent and c.path != parent
    )
