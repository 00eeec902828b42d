"""The chrome of a site: what every page of it shows around its main part."""

from govssg.catalog.context import Context
from govssg.model.paths import file_href, href, href_from, site_base
from govssg.model.portal import Site
from govssg.model.view import FooterView, LinkView, SiteView
from govssg.plan.targets import outward, target_href

MAXIMUM_QUICK = 8
"""Tiles of the elder form (适老化: few and large)."""


def site_view(context: Context, assets: tuple[tuple[str, str], ...], brand: str) -> SiteView:
    """Give the chrome of the context's site.

    Args:
        context: the site and the portal around it.
        assets: (name, path in the tree) of the theme's files.
        brand: path in the tree of the site's own brand stylesheet, or nothing.
    """
    site, portal = context.site, context.portal
    home = portal.main_site() or site
    owner = site if site.url else home
    return SiteView(
        id=site.id,
        name=site.name,
        short_name=site.short_name,
        site_class=site.site_class,
        skin=site.skin,
        language=portal.language,
        base=site_base(site),
        home=href(site, "index.html"),
        portal_name=home.name,
        portal_home=href_from(portal, site, home, "index.html"),
        demo=site.demo,
        navigation=_navigation(context),
        bodies=_bodies(context, home),
        quick=_quick(context),
        search_href=href(site, "search/index.html"),
        feed_href=file_href(portal, site, site, "feed.xml"),
        footer=_footer(context),
        assets=tuple((name, file_href(portal, site, owner, path)) for name, path in assets),
        brand_style=file_href(portal, site, owner, brand) if brand else "",
    )


def _navigation(context: Context) -> tuple[LinkView, ...]:
    columns = context.catalog.sites[context.site.id].columns
    top = [c for c in columns if "/" not in c.path and c.navigation and c.declared]
    home = LinkView("首页", context.page_href("index.html"))
    return (home, *(LinkView(c.name, context.column_href(c.path)) for c in top))


def _bodies(context: Context, home: Site) -> tuple[LinkView, ...]:
    if context.site.id != home.id:
        return ()
    return tuple(LinkView(body.name, context.column_href(body.column)) for body in home.bodies)


def _quick(context: Context) -> tuple[LinkView, ...]:
    services = context.site.home.services
    found = [(s.name, target_href(context, s.target)) for s in services]
    links = [LinkView(name, address) for name, address in found if address and not outward(address)]
    return tuple(links[:MAXIMUM_QUICK]) or _navigation(context)[1 : MAXIMUM_QUICK + 1]


def _footer(context: Context) -> FooterView:
    site = context.site
    contacts, marks = site.contacts, site.identifiers
    return FooterView(
        sponsor=contacts.sponsor or site.name,
        undertaker=contacts.undertaker,
        address=contacts.address,
        phone=contacts.phone,
        hours=contacts.hours,
        email=contacts.email,
        site_code=marks.site_code,
        icp=marks.icp,
        police=marks.police,
        badge_url=marks.badge_url,
        report_url=marks.report_url,
        links=(
            LinkView("网站地图", context.page_href("map/index.html")),
            LinkView("无障碍说明", context.page_href("help/index.html")),
            LinkView("站内搜索", context.page_href("search/index.html")),
            LinkView("内容订阅", file_href(context.portal, site, site, "feed.xml")),
        ),
    )
