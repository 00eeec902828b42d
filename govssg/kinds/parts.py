"""Parts that the views of several kinds share: body, contents list, related documents."""

from msgspec import Struct

from govssg.model.view import AttachmentView, ItemView, LinkView, PageView


class ContentView(PageView, frozen=True, kw_only=True):
    """A page made from one document with a body."""

    body: str
    """HTML, links already put in; safe to print."""
    date: str = ""
    """``YYYY-MM-DD HH:MM``, or empty."""
    source: str = ""
    author: str = ""
    summary: str = ""
    contents: tuple[LinkView, ...] = ()
    """The second-level headings, when there are at least three."""
    attachments: tuple[AttachmentView, ...] = ()
    keywords: tuple[str, ...] = ()
    previous: ItemView | None = None
    """The next older document of the column."""
    following: ItemView | None = None
    """The next newer document of the column."""


class Row(Struct, frozen=True):
    """A labelled value of an information table."""

    label: str
    value: str
