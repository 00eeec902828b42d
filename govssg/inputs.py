"""The inputs of a site: one digest of everything its plan can depend on.

A site whose digest has not changed since its last build is not even planned.
"""

from govssg.catalog.catalog import Catalog
from govssg.model.digest import digest_value
from govssg.model.portal import Portal, Site
from govssg.parse.site import ParsedSite


def inputs_digest(site_id: str, catalog: Catalog, parsed: ParsedSite, theme: str) -> str:
    """Give the inputs digest of a site.

    Args:
        site_id: the site.
        catalog: the whole portal's catalog.
        parsed: what parsing the site gave.
        theme: digest of the theme, the engine, and the clock-independent settings.
    """
    portal = catalog.portal
    own = catalog.sites[site_id]
    value = (
        theme,
        _portal_face(portal),
        [_face(site) for site in portal.sites],
        own,
        parsed.keys,
        catalog.imports(site_id),
        [_foreign(catalog, target) for target in (*parsed.foreign, *_named(own.site))],
    )
    return digest_value(value)


def _portal_face(portal: Portal) -> tuple[object, ...]:
    names = (portal.name, portal.url, portal.language, portal.theme, portal.demo)
    return (*names, portal.variants, portal.topics)


def _face(site: Site) -> tuple[str | int, ...]:
    """Give what other sites show of a site."""
    return (site.id, site.name, site.short_name, site.site_class, site.url, site.brand, site.weight)


def _named(site: Site) -> list[str]:
    """Give the targets a site's file names."""
    targets = [service.target for service in site.home.services]
    return [target for target in (*targets, site.home.lead) if target]


def _foreign(catalog: Catalog, target: str) -> tuple[str, str, str]:
    """Give what a link to another site depends on: that its target exists, and where."""
    card = catalog.card(target)
    if card:
        return (target, card.path, "")
    site, _, path = target.partition(":")
    column = catalog.column(site, path.strip("/"))
    file = catalog.file(target)
    return (target, "", f"{column is not None}{file is not None}")
