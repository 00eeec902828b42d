"""Pages every site has by itself: search, site map, help, not found."""

from functools import partial
from typing import Any
from urllib.parse import quote

from govssg.catalog.context import Context
from govssg.kinds.meta import column_meta, site_meta
from govssg.model.output import Page
from govssg.model.paths import file_href
from govssg.model.view import LinkView
from govssg.plan.drafts import Draft, always
from govssg.plan.homes import site_groups
from govssg.plan.system_views import (
    ColumnTreeView,
    HelpView,
    NotFoundView,
    SearchView,
    SiteMapView,
)

INDEX = "search/index.json"
"""Where the search index's manifest lies, inside the portal's own site."""


def system_drafts(context: Context) -> tuple[Draft, ...]:
    """Give the drafts of the system pages of the context's site."""
    return (
        always(partial(_search, context), "search/index.html", "search"),
        always(partial(_map, context), "map/index.html", "map"),
        always(partial(_help, context), "help/index.html", "help"),
        always(partial(_not_found, context), "404.html", "not_found"),
    )


def _shared(context: Context, path: str, template: str, title: str) -> dict[str, Any]:
    return {
        "template": template,
        "title": title,
        "heading": title,
        "description": f"{context.site.name}{title}",
        "href": context.page_href(path),
        "canonical": context.canonical(path),
        "meta": site_meta(context.site) + column_meta(None, title),
        "breadcrumbs": context.breadcrumbs("", title),
        "search": False,
    }


def _search(context: Context) -> Page:
    path = "search/index.html"
    site = context.site
    owner = site if site.url else context.portal.main_site() or site
    search = context.page_href(path)
    view = SearchView(
        **_shared(context, path, "search", "站内搜索"),
        index_href=file_href(context.portal, site, owner, INDEX),
        site="" if site.site_class == "portal" else site.id,
        columns=column_tree(context),
        topics=tuple(LinkView(t, f"{search}?q={quote(t)}") for t in context.portal.topics),
        groups=site_groups(context),
    )
    return Page(path, view)


def _map(context: Context) -> Page:
    path = "map/index.html"
    shared = _shared(context, path, "map", "网站地图")
    view = SiteMapView(**shared, columns=column_tree(context), groups=site_groups(context))
    return Page(path, view)


def _help(context: Context) -> Page:
    path = "help/index.html"
    cards = context.catalog.sites[context.site.id].cards
    newest = max((card.date[:10] for card in cards if card.date), default="")
    shared = _shared(context, path, "help", "无障碍说明")
    return Page(path, HelpView(**shared, phone=context.site.contacts.phone, built=newest))


def _not_found(context: Context) -> Page:
    path = "404.html"
    columns = context.catalog.sites[context.site.id].columns
    links = tuple(
        LinkView(c.name, context.column_href(c.path)) for c in columns if "/" not in c.path
    )
    return Page(
        path, NotFoundView(**_shared(context, path, "not_found", "页面不存在"), columns=links)
    )


def column_tree(context: Context) -> tuple[ColumnTreeView, ...]:
    """Give the top columns with the columns below them."""
    columns = context.catalog.sites[context.site.id].columns
    return tuple(
        ColumnTreeView(
            LinkView(top.name, context.column_href(top.path)),
            top.description,
            tuple(
                LinkView(c.name, context.column_href(c.path))
                for c in columns
                if c.path.startswith(f"{top.path}/")
            ),
        )
        for top in columns
        if "/" not in top.path
    )
