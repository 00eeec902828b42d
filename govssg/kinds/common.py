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
