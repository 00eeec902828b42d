"""Columns: an index page with the newest documents, archive pages numbered from the oldest.

A full archive page never changes again, so a new article costs the index and the last page.
"""

from typing import Any

from govssg.catalog.context import Context
from govssg.kinds.column import ColumnView, PageLink
from govssg.kinds.meta import column_meta, site_meta
from govssg.model.document import Card
from govssg.model.output import Page
from govssg.model.portal import Column
from govssg.model.view import LinkView

ARCHIVE_LINKS = 6
"""How many of the newest archive pages the index links to directly."""

KINDS_IN_READING_ORDER = frozenset({"page"})
"""Kinds listed by weight instead of date."""


def column_pages(context: Context, column: Column, introduction: str) -> tuple[Page, ...]:
    """Give the pages of a column.

    Args:
        context: the site and the portal around it.
        column: the column.
        introduction: HTML of its ``_index.md``, or nothing.
    """
    cards = context.catalog.listed(context.site.id, column.path)
    if column.kind in KINDS_IN_READING_ORDER:
        ordered = tuple(sorted(cards, key=lambda card: (card.weight, card.id)))
        return (_index(context, column, introduction, ordered, 0),)
    size = column.page_size
    newest = tuple(reversed(cards[-size:]))
    count = (len(cards) + size - 1) // size if len(cards) > size else 0
    archive = tuple(
        _archive(context, column, number, cards[(number - 1) * size : number * size], count)
        for number in range(1, count + 1)
    )
    return (_index(context, column, introduction, newest, count), *archive)


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
