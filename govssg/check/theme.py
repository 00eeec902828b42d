"""Rules over the theme: templates against their views, colours against their surfaces."""

from collections.abc import Mapping
from functools import cache

from govssg.kinds import KINDS
from govssg.kinds.column import COLUMN, ColumnView
from govssg.kinds.home import HomeView
from govssg.kinds.parts import ContentView
from govssg.model.finding import Finding, Severity, Span, excerpt_span, finding
from govssg.model.portal import LEVELS, Portal, Site, Variant
from govssg.model.view import PageView, SiteView
from govssg.plan.system_views import (
    FeedView,
    HelpView,
    NotFoundView,
    RobotsView,
    SearchView,
    SiteMapFileView,
    SiteMapView,
)
from govssg.theme.contrast import TEXT, Pair, darker_until, failures, ratio
from govssg.theme.renderer import Theme, VariantLink
from govssg.theme.types import type_findings

WHITE = "#ffffff"

SYSTEM: Mapping[str, type[PageView]] = {
    "search": SearchView,
    "map": SiteMapView,
    "help": HelpView,
    "not_found": NotFoundView,
    "moved": ContentView,
    "column": ColumnView,
}
"""Templates of pages that no document makes, with their views."""


def theme_findings(theme: Theme) -> tuple[Finding, ...]:
    """Give what is wrong with a theme: syntax, dynamic names, unknown fields, weak contrast."""
    types = type_findings(theme.source, theme.environment, contracts())
    return (*theme.closures.findings, *types, *_contrast(theme))


@cache
def contracts() -> Mapping[str, Mapping[str, object]]:
    """Give the types of the names each template is rendered with."""
    pages: dict[str, type] = {kind.name: kind.view_type for kind in KINDS if kind is not COLUMN}
    pages |= {f"home_{site_class}": HomeView for site_class in LEVELS} | dict(SYSTEM)
    found: dict[str, dict[str, object]] = {
        f"main/{name}.html": {"page": view, "site": SiteView} for name, view in pages.items()
    }
    for part in ("head", "breadcrumbs"):
        found[f"parts/{part}.html"] = {"page": PageView, "site": SiteView}
    for variant in ("standard", "elder", "accessible"):
        found[f"layouts/{variant}.html"] = _LAYOUT
    found["files/feed.xml"] = {"feed": FeedView}
    found["files/sitemap.xml"] = {"sitemap": SiteMapFileView}
    found["files/robots.txt"] = {"robots": RobotsView}
    return found


_LAYOUT: dict[str, object] = {
    "site": SiteView,
    "variant": Variant,
    "section": str,
    "variants": tuple[VariantLink, ...],
    "head": str,
    "breadcrumbs": str,
    "main": str,
}


def _contrast(theme: Theme) -> tuple[Finding, ...]:
    css = "".join(text for _name, text in theme.source.styles)
    return tuple(_pair(theme, pair) for pair in failures(css))


def _pair(theme: Theme, pair: Pair) -> Finding:
    return finding(
        "T301",
        _token_span(theme, pair),
        palette=pair.palette,
        foreground=pair.foreground,
        background=pair.background,
        measured=f"{pair.measured:.2f}",
        minimum=f"{pair.minimum:g}",
    )


def _token_span(theme: Theme, pair: Pair) -> Span:
    """Give where the first of the two tokens is set, in the last style that does so."""
    token = f"--{pair.foreground.partition('/')[0]}:"
    for name, text in reversed(theme.source.styles):
        position = text.find(token)
        if position >= 0:
            line = text.count("\n", 0, position) + 1
            column = position - text.rfind("\n", 0, position)
            path = f"{theme.source.root}/styles/{name}"
            return excerpt_span(path, text, line, column, len(token) - 1)
    return Span(f"{theme.source.root}/theme.yaml")


def brand_findings(portal: Portal) -> tuple[Finding, ...]:
    """Give a finding for each site whose own brand colour is too light for white text."""
    return tuple(found for site in portal.sites if site.brand for found in _brand(site))


def _brand(site: Site) -> tuple[Finding, ...]:
    try:
        measured = ratio(site.brand, WHITE)
    except ValueError:
        return ()
    if measured >= TEXT:
        return ()
    words = {
        "brand": site.brand,
        "measured": f"{measured:.2f}",
        "minimum": f"{TEXT:g}",
        "shade": darker_until(site.brand, WHITE, TEXT),
    }
    return (finding("T302", Span(site.source), Severity.WARNING, **words),)
