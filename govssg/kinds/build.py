"""How a document becomes a content view: what all kinds fill in alike."""

from typing import Any, TypeVar

from govssg.catalog.context import Context
from govssg.kinds.common import CommonFields
from govssg.kinds.meta import article_meta, column_meta, site_meta
from govssg.kinds.parts import ContentView
from govssg.model.document import Document
from govssg.model.view import AttachmentView, LinkView

ContentViewType = TypeVar("ContentViewType", bound=ContentView)

MINIMUM_HEADINGS = 3
"""A contents list helps from three headings on."""


def content_view(
    view_type: type[ContentViewType],
    document: Document,
    fields: CommonFields,
    body: str,
    context: Context,
    *,
    template: str,
    **more: Any,  # noqa: ANN401 - the fields the kind adds
) -> ContentViewType:
    """Give the view of a document, with the kind's own fields added."""
    card = document.card
    column = context.column(card.column)
    url = context.canonical(card.path)
    older, newer = context.neighbours(card) if card.date else (None, None)
    meta = site_meta(context.site) + column_meta(column, "首页")
    return view_type(
        template=template,
        title=fields.title,
        heading=fields.title,
        description=fields.description or fields.summary,
        href=context.page_href(card.path),
        canonical=url,
        meta=meta + article_meta(fields, context.site, url),
        breadcrumbs=context.breadcrumbs(card.column, fields.title),
        section=card.column.partition("/")[0],
        body=body,
        date=fields.date,
        source=fields.source or fields.org,
        author=fields.author,
        summary=fields.summary,
        contents=_contents(document),
        attachments=_attachments(document, fields, context),
        keywords=fields.keywords,
        previous=older,
        following=newer,
        **more,
    )


def _contents(document: Document) -> tuple[LinkView, ...]:
    headings = [h for h in document.body.headings if h.level == 2]
    if len(headings) < MINIMUM_HEADINGS:
        return ()
    return tuple(LinkView(h.text, f"#{h.anchor}") for h in headings)


def _attachments(
    document: Document, fields: CommonFields, context: Context
) -> tuple[AttachmentView, ...]:
    views = []
    for attachment in fields.attachments:
        file = context.file(document.card, attachment.file)
        if file is None:
            continue
        name = attachment.name or file.path.rpartition("/")[2]
        address = context.file_href(document.card, attachment.file)
        suffix = file.path.rpartition(".")[2].upper()
        views.append(AttachmentView(name, address, suffix, readable_size(file.size)))
    return tuple(views)


def readable_size(size: int) -> str:
    """Give a number of bytes as citizens read it: 820 B, 12 KB, 3.4 MB."""
    if size < 1000:
        return f"{size} B"
    if size < 1_000_000:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1_048_576:.1f} MB"
