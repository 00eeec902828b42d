"""Views: all that a template may see of a page. Their fields are its dependencies.

Inner links are written with ``SLOT`` where the variant's prefix goes, so one rendered
page serves every variant: ``/ybj␁/gzdt/a.html`` becomes ``/ybj/elder/gzdt/a.html``.
"""

from msgspec import Struct

SLOT = "\x01"
"""Stands in every inner link where the variant's prefix is put in."""


class LinkView(Struct, frozen=True):
    """A link to show: text, address, and whether it names the current place."""

    text: str
    href: str
    current: bool = False


class ItemView(Struct, frozen=True):
    """A line of a list: a document of this or, with ``site`` set, of another site."""

    title: str
    href: str
    date: str = ""
    """``YYYY-MM-DD``, or empty."""
    summary: str = ""
    kind: str = ""
    site: str = ""
    """Short name of the site it comes from, if it is another one."""
    facts: tuple[tuple[str, str], ...] = ()

    def fact(self, name: str) -> str:
        """Give one of the kind's facts, or nothing."""
        return dict(self.facts).get(name, "")


class MetaView(Struct, frozen=True):
    """A ``<meta>`` of the page head, such as ``ArticleTitle``."""

    name: str
    content: str


class AttachmentView(Struct, frozen=True):
    """A file to download, with what a reader wants to know before."""

    name: str
    href: str
    format: str
    """Upper-case file type, such as PDF."""
    size: str
    """Rounded, such as 120 KB."""


class PageView(Struct, frozen=True, kw_only=True):
    """What every page has, whatever its kind."""

    template: str
    """Template that renders the main part."""
    title: str
    heading: str
    """The h1, often the title itself."""
    description: str = ""
    href: str
    """Its own address, with the variant slot."""
    canonical: str
    """Absolute address of the standard form."""
    meta: tuple[MetaView, ...] = ()
    breadcrumbs: tuple[LinkView, ...] = ()
    section: str = ""
    """Path of the top column it stands in, for the current mark of the navigation."""
    search: bool = True
    """Whether the page goes into the search index."""


class FooterView(Struct, frozen=True):
    """The footer set of 《政府网站发展指引》附件: identity, marks, contacts."""

    sponsor: str
    undertaker: str
    address: str
    phone: str
    hours: str
    email: str
    site_code: str
    icp: str
    police: str
    badge_url: str
    report_url: str
    links: tuple[LinkView, ...]


class SiteView(Struct, frozen=True):
    """What every page of a site shares: the chrome around the main part."""

    id: str
    name: str
    short_name: str
    site_class: str
    skin: str
    language: str
    base: str
    """Path of the site's root without a trailing slash; empty for the portal."""
    home: str
    portal_name: str
    portal_home: str
    demo: bool
    navigation: tuple[LinkView, ...]
    bodies: tuple[LinkView, ...]
    quick: tuple[LinkView, ...]
    """At most eight frequent services, the tiles of the elder form."""
    search_href: str
    feed_href: str
    footer: FooterView
    assets: tuple[tuple[str, str], ...] = ()
    """(name, address) of the theme's files; a changed file has a new address."""
    brand_style: str = ""
    """Address of the stylesheet with the site's own brand colour, if it has one."""

    def asset(self, name: str) -> str:
        """Give the address of a theme file.

        Raises:
            KeyError: the theme has no such file.
        """
        return dict(self.assets)[name]
