"""Home pages, by class of site: city portal, department, county."""

from urllib.parse import quote

from govssg.catalog.context import Context
from govssg.kinds.home import BlockView, HomeView, LeadView, ServiceView, SiteGroupView
from govssg.kinds.meta import column_meta, site_meta
from govssg.model.document import Card
from govssg.model.output import Page
from govssg.model.paths import href_from
from govssg.model.portal import Service, SiteClass
from govssg.model.view import LinkView
from govssg.plan.targets import outward, target_card, target_href

NEWS_ITEMS = 8
BLOCK_ITEMS = 6

GROUPS: tuple[tuple[SiteClass, str], ...] = (
    ("county", "县（市、区）"),
    ("department", "市级部门和单位"),
)


def home_page(context: Context) -> Page:
    """Give the home page of the context's site."""
    site = context.site
    news = _block(context, site.home.news, NEWS_ITEMS) if site.home.news else None
    view = HomeView(
        template=f"home_{site.site_class}",
        title=site.name,
        heading=site.name,
        description=f"{site.name}网站：政务公开、办事服务、政策文件与解读。",
        href=context.page_href("index.html"),
        canonical=context.canonical("index.html"),
        meta=site_meta(site) + column_meta(None, "首页"),
        search=False,
        slogan=site.home.slogan,
        lead=_lead(context),
        news=news,
        blocks=tuple(_block(context, path, BLOCK_ITEMS) for path in site.home.blocks),
        services=tuple(_services(context)),
        hot_words=_hot_words(context),
        bodies=_bodies(context),
        groups=site_groups(context) if site.site_class == "portal" else (),
        address=site.contacts.address,
        phone=site.contacts.phone,
        hours=site.contacts.hours,
        duties=_duties(context),
    )
    return Page("index.html", view)


def _lead(context: Context) -> LeadView | None:
    """Give the named lead, else the newest story of the news column, with its picture."""
    home = context.site.home
    card = target_card(context, home.lead) if home.lead else None
    if card is None:
        stories = context.catalog.listed(context.site.id, home.news) if home.news else ()
        pictured = [story for story in stories if story.image]
        card = next(reversed(pictured or list(stories)), None)
    if card is None:
        return None
    return _lead_view(context, card)


def _lead_view(context: Context, card: Card) -> LeadView:
    image = context.file_href(card, card.image)
    file = context.file(card, card.image) if image else None
    return LeadView(
        item=context.item(card),
        image=image,
        image_alt=card.image_alt,
        image_width=file.width if file else 0,
        image_height=file.height if file else 0,
    )


def _block(context: Context, path: str, most: int) -> BlockView:
    column = context.column(path)
    cards = context.catalog.listed(context.site.id, path)
    if column and column.kind == "page":
        cards = tuple(sorted(cards, key=lambda c: (c.weight, c.id), reverse=True))
    return BlockView(
        path=path,
        title=column.name if column else path,
        href=context.column_href(path),
        kind=column.kind if column else "article",
        items=context.items(tuple(reversed(cards[-most:]))),
    )


def _services(context: Context) -> list[ServiceView]:
    return [
        _service(context, service)
        for service in context.site.home.services
        if target_href(context, service.target)
    ]


def _service(context: Context, service: Service) -> ServiceView:
    address = target_href(context, service.target)
    return ServiceView(service.name, address, service.icon, service.hint, outward(address))


def _hot_words(context: Context) -> tuple[LinkView, ...]:
    search = context.page_href("search/index.html")
    words = context.site.home.hot_words
    return tuple(LinkView(word, f"{search}?q={quote(word)}") for word in words)


def _bodies(context: Context) -> tuple[LinkView, ...]:
    return tuple(
        LinkView(body.name, context.column_href(body.column)) for body in context.site.bodies
    )


def _duties(context: Context) -> LinkView | None:
    pages = [
        card
        for column in context.catalog.sites[context.site.id].columns
        if "机构职能" in column.types
        for card in context.catalog.listed(context.site.id, column.path)
    ]
    first = min(pages, key=lambda card: (card.weight, card.id), default=None)
    return LinkView(first.title, context.card_href(first)) if first else None


def site_groups(context: Context) -> tuple[SiteGroupView, ...]:
    """Give the index of all sites by class."""
    return tuple(
        SiteGroupView(
            title,
            tuple(
                LinkView(
                    site.short_name, href_from(context.portal, context.site, site, "index.html")
                )
                for site in sorted(context.portal.sites, key=lambda site: (site.weight, site.id))
                if site.site_class == site_class
            ),
        )
        for site_class, title in GROUPS
    )
