"""home 首页: the front page of a site, by class: city portal, department, county."""

from msgspec import Struct

from govssg.model.view import ItemView, LinkView, PageView


class LeadView(Struct, frozen=True):
    """The lead story, with a picture when the document begins with one."""

    item: ItemView
    image: str = ""
    image_alt: str = ""
    image_width: int = 0
    image_height: int = 0


class BlockView(Struct, frozen=True):
    """A column on the home page, with its newest documents."""

    path: str
    title: str
    href: str
    kind: str
    items: tuple[ItemView, ...]


class ServiceView(Struct, frozen=True):
    """A tile of a frequent service."""

    name: str
    href: str
    icon: str
    hint: str
    outside: bool
    """Whether it leaves the portal."""


class SiteGroupView(Struct, frozen=True):
    """An index of sites of one class."""

    title: str
    sites: tuple[LinkView, ...]


class HomeView(PageView, frozen=True, kw_only=True):
    """A home page; what a class does not use is empty."""

    slogan: str = ""
    lead: LeadView | None = None
    news: BlockView | None = None
    blocks: tuple[BlockView, ...] = ()
    services: tuple[ServiceView, ...] = ()
    hot_words: tuple[LinkView, ...] = ()
    bodies: tuple[LinkView, ...] = ()
    groups: tuple[SiteGroupView, ...] = ()
    """Counties and departments, on the portal only."""
    address: str = ""
    phone: str = ""
    hours: str = ""
    duties: LinkView | None = None
    """The page on the site's duties, if it has one."""
