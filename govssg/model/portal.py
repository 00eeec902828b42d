"""The portal and its sites as configured in ``sites/``: frozen, complete, read once."""

from typing import Literal

from msgspec import Struct

SiteClass = Literal["portal", "department", "county"]

LEVELS: dict[SiteClass, str] = {
    "portal": "municipal",
    "department": "department",
    "county": "county",
}
"""The folder below ``content/`` in which a class of site keeps its documents."""


class Accept(Struct, frozen=True):
    """A column's consent to show documents that other sites share."""

    sites: tuple[str, ...] = ()
    """Ids of the sites taken from; empty means any site that shares with this one."""
    classes: tuple[str, ...] = ()
    """Classes of sites taken from; empty means every class."""
    kinds: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


class Column(Struct, frozen=True):
    """A column (栏目): a folder of documents with a name and duties of its own."""

    path: str
    """Folder path inside the site, such as ``zwgk/tzgg``."""
    name: str
    description: str = ""
    keywords: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    """Classes for the ``ColumnType`` tag, such as 通知公告."""
    kind: str = "article"
    """The kind of a document here that names none."""
    freshness: int = 0
    """Days after which the column counts as stale; 0 means no limit."""
    weight: int = 0
    page_size: int = 20
    navigation: bool = True
    """Whether the column stands in the main navigation."""
    accept: tuple[Accept, ...] = ()
    cascade: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Front-matter defaults of the documents below: (key, values)."""
    declared: bool = True
    """Whether the site's file or an ``_index.md`` names it; folders alone do not."""


class Body(Struct, frozen=True):
    """One of the leading bodies (四大家) that share the portal, and its column."""

    name: str
    column: str = ""
    """Column path; empty stands for the home page."""


class Contacts(Struct, frozen=True):
    """Who runs the site and how to reach them: the footer and the contact box."""

    sponsor: str = ""
    """主办单位."""
    undertaker: str = ""
    """承办单位."""
    address: str = ""
    phone: str = ""
    hours: str = ""
    email: str = ""


class Identifiers(Struct, frozen=True):
    """The registered marks every page's footer must carry (发展指引 附件)."""

    site_code: str = ""
    """网站标识码."""
    icp: str = ""
    police: str = ""
    badge_url: str = ""
    """党政机关网站标识."""
    report_url: str = ""
    """我为政府网站找错."""


class Service(Struct, frozen=True):
    """A frequent service on a home page: a tile with an icon and a way to act."""

    name: str
    target: str
    """A document id, a column id (``site:column/``) or an https address."""
    icon: str = "service"
    hint: str = ""


class Home(Struct, frozen=True):
    """What a site's home page shows, beyond what its columns give by themselves."""

    slogan: str = ""
    lead: str = ""
    """Document id of the lead story; empty takes the newest of the news column."""
    news: str = ""
    """Column path whose newest documents lead the page."""
    blocks: tuple[str, ...] = ()
    """Column paths shown as blocks, in this order."""
    services: tuple[Service, ...] = ()
    hot_words: tuple[str, ...] = ()


class Site(Struct, frozen=True):
    """One site of the portal, as its YAML file says, with the portal's defaults filled in."""

    id: str
    name: str
    short_name: str
    site_class: SiteClass
    host: str
    url: str
    """Own origin such as ``https://ybj.ankang.example``; empty puts the site under the portal."""
    skin: str
    brand: str
    """Own brand colour as ``#rrggbb``; empty takes the skin's."""
    demo: bool
    contacts: Contacts
    identifiers: Identifiers
    columns: tuple[Column, ...]
    bodies: tuple[Body, ...]
    home: Home
    weight: int
    """Place in indexes of sites, small ones first."""
    source: str
    """Path of the YAML file, for findings."""

    def content_root(self) -> str:
        """Give the folder below ``content/`` that holds this site's documents."""
        return f"{LEVELS[self.site_class]}/{self.id}"


class Variant(Struct, frozen=True):
    """A form every page is built in: a coordinate of an output, not a site of its own."""

    id: str
    """``standard``, ``elder`` or ``accessible``."""
    name: str
    prefix: str
    """Path segment with leading slash, such as ``/elder``; empty for the standard form."""


VARIANTS: tuple[Variant, ...] = (
    Variant("standard", "标准版", ""),
    Variant("elder", "长者版", "/elder"),
    Variant("accessible", "无障碍版", "/accessible"),
)


class Portal(Struct, frozen=True):
    """The whole portal: what all sites share, and the sites sorted by id."""

    name: str
    url: str
    """Public origin of the portal, without a trailing slash."""
    language: str
    theme: str
    variants: tuple[Variant, ...]
    topics: tuple[str, ...]
    demo: bool
    sites: tuple[Site, ...]

    def site(self, site_id: str) -> Site | None:
        """Give the site of that id."""
        return next((site for site in self.sites if site.id == site_id), None)

    def main_site(self) -> Site | None:
        """Give the portal's own site, which stands at the root of the tree."""
        return next((site for site in self.sites if site.site_class == "portal"), None)
