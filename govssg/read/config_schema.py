"""What ``sites/portal.yaml`` and ``sites/<site>.yaml`` may say."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

Line = Annotated[str, Meta(max_length=200)]


class AcceptFile(Struct, frozen=True, rename="camel"):
    """A rule of consent: which shared documents a column shows."""

    sites: tuple[Line, ...] = ()
    classes: tuple[Literal["portal", "department", "county"], ...] = ()
    kinds: tuple[Line, ...] = ()
    topics: tuple[Line, ...] = ()


class CascadeFile(Struct, frozen=True, rename="camel"):
    """Front-matter defaults for the documents of a column."""

    source: str = ""
    author: str = ""
    org: str = ""
    topics: tuple[Line, ...] = ()
    audience: tuple[Line, ...] = ()
    share: tuple[Line, ...] = ()


class ColumnFile(Struct, frozen=True, rename="camel"):
    """A column; what it leaves out comes from the portal's column of the same name."""

    path: Line
    name: str = ""
    description: str = ""
    keywords: tuple[Line, ...] = ()
    type: tuple[Line, ...] = ()
    kind: str = ""
    freshness: Annotated[int, Meta(ge=0)] = 0
    page_size: Annotated[int, Meta(ge=0, le=200)] = 0
    hidden: bool = False
    """Not in the main navigation."""
    accept: tuple[AcceptFile, ...] = ()
    cascade: CascadeFile = CascadeFile()


class ContactsFile(Struct, frozen=True, rename="camel"):
    """Who runs the site and how to reach them."""

    sponsor: str = ""
    undertaker: str = ""
    address: str = ""
    phone: str = ""
    hours: str = ""
    email: str = ""


class IdentifiersFile(Struct, frozen=True, rename="camel"):
    """The registered marks of the footer."""

    site_code: str = ""
    icp: str = ""
    police: str = ""
    badge_url: str = ""
    report_url: str = ""


class ServiceFile(Struct, frozen=True, rename="camel"):
    """A frequent service of the home page."""

    name: Line
    target: Line
    icon: str = "service"
    hint: str = ""


class HomeFile(Struct, frozen=True, rename="camel"):
    """What the home page shows."""

    slogan: str = ""
    lead: str = ""
    news: str = ""
    blocks: tuple[Line, ...] = ()
    services: tuple[ServiceFile, ...] = ()
    hot_words: tuple[Line, ...] = ()


class BodyFile(Struct, frozen=True, rename="camel"):
    """A leading body that shares the portal."""

    name: Line
    column: str = ""


def _site_key(field: str) -> str:
    """Give the key editors write: camelCase, and ``class`` for the word Python reserves."""
    head, *rest = field.rstrip("_").split("_")
    return head + "".join(word.title() for word in rest)


class SiteFile(Struct, frozen=True, rename=_site_key):
    """``sites/<id>.yaml``; the file's name is the site's id."""

    name: Line
    class_: Literal["portal", "department", "county"] = "department"
    short_name: str = ""
    host: str = ""
    url: str = ""
    skin: Literal["", "red", "blue", "green"] = ""
    brand: str = ""
    weight: int = 0
    contacts: ContactsFile = ContactsFile()
    identifiers: IdentifiersFile = IdentifiersFile()
    columns: tuple[ColumnFile, ...] = ()
    bodies: tuple[BodyFile, ...] = ()
    home: HomeFile = HomeFile()


class PortalFile(Struct, frozen=True, rename="camel"):
    """``sites/portal.yaml``: what all sites share."""

    name: Line
    url: Line
    language: str = "zh-CN"
    theme: str = "intensive"
    demo: bool = False
    variants: tuple[Literal["standard", "elder", "accessible"], ...] = (
        "standard",
        "elder",
        "accessible",
    )
    topics: tuple[Line, ...] = ()
    columns: tuple[ColumnFile, ...] = ()
    identifiers: IdentifiersFile = IdentifiersFile()
    contacts: ContactsFile = ContactsFile()
