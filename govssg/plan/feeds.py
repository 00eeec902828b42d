"""Files for machines: an Atom feed per site, ``sitemap.xml``, ``robots.txt``."""

from govssg.catalog.catalog import by_date
from govssg.catalog.context import Context
from govssg.model.document import Card
from govssg.model.output import DataFile
from govssg.model.paths import canonical, site_origin
from govssg.model.view import ItemView
from govssg.plan.system_views import FeedView, RobotsView, SiteMapFileView

FEED_ITEMS = 20


def data_files(context: Context) -> tuple[DataFile, ...]:
    """Give the machine files of the context's site."""
    return (_feed(context), _site_map(context), _robots(context))


def _feed(context: Context) -> DataFile:
    site = context.site
    cards = [c for c in context.catalog.sites[site.id].cards if c.date and c.kind != "column"]
    newest = sorted(cards, key=by_date, reverse=True)[:FEED_ITEMS]
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


def _site_map(context: Context) -> DataFile:
    catalog = context.catalog.sites[context.site.id]
    pages = [("index.html", "")]
    pages += [(f"{column.path}/index.html", "") for column in catalog.columns]
    pages += [(card.path, card.date[:10]) for card in catalog.cards if card.kind != "column"]
    addresses = tuple((context.canonical(path), date) for path, date in sorted(set(pages)))
    return DataFile("sitemap.xml", "files/sitemap.xml", SiteMapFileView("sitemap", addresses))


def _robots(context: Context) -> DataFile:
    origin = site_origin(context.portal, context.site)
    mine = [s for s in context.portal.sites if site_origin(context.portal, s) == origin]
    maps = tuple(canonical(context.portal, site, "sitemap.xml") for site in mine)
    return DataFile("robots.txt", "files/robots.txt", RobotsView("robots", maps))
