"""Files for machines: an Atom feed per site, ``sitemap.xml``, ``robots.txt``."""

from functools import partial
from heapq import nlargest

from msgspec import msgpack

from govssg.catalog.catalog import by_date
from govssg.catalog.context import Context
from govssg.model.document import Card
from govssg.model.output import DataFile
from govssg.model.paths import canonical, site_origin
from govssg.model.view import ItemView
from govssg.plan.drafts import Draft, Made, always
from govssg.plan.system_views import FeedView, RobotsView, SiteMapFileView

FEED_ITEMS = 20


def data_drafts(context: Context) -> tuple[Draft, ...]:
    """Give the drafts of the machine files of the context's site."""
    return (
        always(partial(_feed, context), "feed.xml", "files/feed.xml"),
        _site_map_draft(context),
        always(partial(_robots, context), "robots.txt", "files/robots.txt"),
    )


def _feed(context: Context) -> DataFile:
    site = context.site
    cards = [c for c in context.catalog.sites[site.id].cards if c.date and c.kind != "column"]
    newest = nlargest(FEED_ITEMS, cards, key=by_date)
    home = context.canonical("index.html")
    view = FeedView(
        template="feed",
        id=home,
        title=site.name,
        href=home,
        self_href=context.canonical("feed.xml"),
        updated=_rfc3339(newest[0].date) if newest else "1970-01-01T00:00:00+08:00",
        author=site.name,
        items=tuple(_entry(context, card) for card in newest),
    )
    return DataFile("feed.xml", "files/feed.xml", view)


def _entry(context: Context, card: Card) -> ItemView:
    return ItemView(
        title=card.title,
        href=canonical(context.portal, context.site, card.path),
        date=_rfc3339(card.date),
        summary=card.summary,
        kind=card.kind,
    )


def _rfc3339(moment: str) -> str:
    return f"{moment.replace(' ', 'T')}:00+08:00"


def _site_map_draft(context: Context) -> Draft:
    pages = _site_map_pages(context)
    return Draft(
        "sitemap.xml",
        "files/sitemap.xml",
        lambda: msgpack.encode(pages),
        lambda _documents: Made(_site_map(context, pages)),
        is_page=False,
    )


def _site_map_pages(context: Context) -> list[tuple[str, str]]:
    """Give (path, day) of everything a search engine should look at, sorted."""
    catalog = context.catalog.sites[context.site.id]
    pages = {("index.html", "")}
    pages.update((f"{column.path}/index.html", "") for column in catalog.columns)
    pages.update((c.path, c.date[:10]) for c in catalog.cards if c.kind != "column")
    return sorted(pages)


def _site_map(context: Context, pages: list[tuple[str, str]]) -> DataFile:
    addresses = tuple((context.canonical(path), date) for path, date in pages)
    return DataFile("sitemap.xml", "files/sitemap.xml", SiteMapFileView("sitemap", addresses))


def _robots(context: Context) -> DataFile:
    origin = site_origin(context.portal, context.site)
    mine = [s for s in context.portal.sites if site_origin(context.portal, s) == origin]
    maps = tuple(canonical(context.portal, site, "sitemap.xml") for site in mine)
    return DataFile("robots.txt", "files/robots.txt", RobotsView("robots", maps))
