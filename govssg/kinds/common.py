"""Front matter that every kind has: Hugo's names where Hugo has one, then the domain's."""

from typing import Any

from msgspec import Struct

from govssg.kinds.forms import Audience, Identity, Line, Moment, Text


class Attachment(Struct, frozen=True, rename="camel"):
    """A file offered with a document; it lies beside the Markdown file."""

    file: Line
    name: Line = ""


class Review(Struct, frozen=True, rename="camel"):
    """A step of the review trail (三审三校)."""

    by: Line
    on: Moment = ""
    note: str = ""


class CommonFields(Struct, frozen=True, kw_only=True, rename="camel"):
    """The fields every document may have; a kind's own schema adds to them."""

    title: Line
    date: Moment = ""
    publish_date: Moment = ""
    expiry_date: Moment = ""
    lastmod: Moment = ""
    draft: bool = False
    description: Text = ""
    summary: Text = ""
    slug: Line = ""
    aliases: tuple[Line, ...] = ()
    weight: int = 0
    keywords: tuple[Line, ...] = ()
    kind: Line = ""
    id: Line = ""
    org: Line = ""
    topics: tuple[Line, ...] = ()
    audience: tuple[Audience, ...] = ()
    region: tuple[Line, ...] = ()
    basis: tuple[Identity, ...] = ()
    services: tuple[Identity, ...] = ()
    share: tuple[Line, ...] = ()
    source: Line = ""
    author: Line = ""
    attachments: tuple[Attachment, ...] = ()
    review: tuple[Review, ...] = ()
    html: bool = False
    params: dict[str, Any] = {}


class NamedMaterial(Struct, frozen=True, rename="camel"):
    """The files a material of a guide names."""

    blank: str = ""
    sample: str = ""


class NamedFiles(Struct, frozen=True, rename="camel"):
    """The fields in which a document of any kind names files; the others are passed over."""

    attachments: tuple[Attachment, ...] = ()
    materials: tuple[NamedMaterial, ...] = ()

    def names(self) -> tuple[str, ...]:
        """Give every name of a file, as written."""
        forms = [name for material in self.materials for name in (material.blank, material.sample)]
        return tuple(name for name in (*(a.file for a in self.attachments), *forms) if name)
