"""Views of the pages every site has by itself: search, site map, help, not found, feeds."""

from msgspec import Struct

from govssg.kinds.home import SiteGroupView
from govssg.model.view import ItemView, LinkView, PageView


class ColumnTreeView(Struct, frozen=True):
    """A top column with the columns below it."""

    link: LinkView
    description: str
    children: tuple[LinkView, ...]


class SearchView(PageView, frozen=True, kw_only=True):
    """The search page; without JavaScript it is an index of columns, topics and services."""

    index_href: str
    """Address of the search index's manifest."""
    site: str
    """Id of this site, the first choice of the site facet; empty on the portal."""
    columns: tuple[ColumnTreeView, ...]
    topics: tuple[LinkView, ...]
    groups: tuple[SiteGroupView, ...]


class SiteMapView(PageView, frozen=True, kw_only=True):
    """The site map (网站地图)."""

    columns: tuple[ColumnTreeView, ...]
    groups: tuple[SiteGroupView, ...]


class HelpView(PageView, frozen=True, kw_only=True):
    """The accessibility help and statement (无障碍说明)."""

    phone: str
    built: str
    """Date of the content's last change, ``YYYY-MM-DD``."""


class NotFoundView(PageView, frozen=True, kw_only=True):
    """The page for addresses that do not exist."""

    columns: tuple[LinkView, ...]


class FeedView(Struct, frozen=True):
    """An Atom feed of a site or a column (RFC 4287)."""

    template: str
    id: str
    title: str
    href: str
    """Absolute address of the page it belongs to."""
    self_href: str
    updated: str
    """RFC 3339 time of the newest entry."""
    author: str
    items: tuple[ItemView, ...]


class SiteMapFileView(Struct, frozen=True):
    """``sitemap.xml``: absolute addresses with their last change."""

    template: str
    addresses: tuple[tuple[str, str], ...]


class RobotsView(Struct, frozen=True):
    """``robots.txt``: the addresses of the site maps of one origin."""

    template: str
    maps: tuple[str, ...]
