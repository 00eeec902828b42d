"""The drafts of one site: everything it publishes, from its outlines and the portal around them."""

from collections import Counter
from collections.abc import Iterator
from functools import partial

import msgspec

from govssg.catalog.context import Context
from govssg.kinds import kind_named
from govssg.kinds.common import CommonFields
from govssg.kinds.meta import site_meta
from govssg.kinds.parts import ContentView
from govssg.model.document import Card, Document, Outline
from govssg.model.finding import Finding, Span, finding
from govssg.model.output import Copy, Page
from govssg.plan.columns import column_drafts, introduced
from govssg.plan.drafts import Documents, Draft, Made, SiteDrafts
from govssg.plan.feeds import data_drafts
from govssg.plan.homes import home_page
from govssg.plan.link_states import LinkStates
from govssg.plan.links import attachment_findings, link_body, relation_findings
from govssg.plan.surroundings import Surroundings
from govssg.plan.system import system_drafts
from govssg.plan.targets import home_findings


def site_drafts(context: Context, links: LinkStates, assets: tuple[Copy, ...]) -> SiteDrafts:
    """Give the drafts of the context's site.

    Args:
        context: the site and the portal around it.
        links: what its links to other sites depend on.
        assets: theme files this site publishes.
    """
    catalog = context.catalog.sites[context.site.id]
    around = Surroundings(context, links)
    indexes: dict[str, Outline] = {}
    documents: list[Draft] = []
    for outline in catalog.outlines.values():
        card = outline.card
        assert card is not None  # noqa: S101 - the catalog shows published ones only
        if card.kind == "column":
            indexes[card.column] = outline
        else:
            documents.append(_document_draft(outline, card, around, context))
            documents += [_moved_draft(card, alias, around, context) for alias in card.aliases]
    pages = [_home_draft(context, indexes.get("")), *documents]
    for column in catalog.columns:
        pages += column_drafts(context, around, column, indexes.get(column.path))
    pages += system_drafts(context)
    files = tuple(Copy(file.path, file.blob, file.source) for file in catalog.files)
    every = [*pages, *data_drafts(context), *map(_copy_draft, (*assets, *files))]
    unique, collisions = _without_collisions(every, list(catalog.outlines.values()))
    found = (*home_findings(context), *collisions)
    return SiteDrafts(context.site.id, unique, found)


def _document_draft(outline: Outline, card: Card, around: Surroundings, context: Context) -> Draft:
    make = partial(_make_document, card.id, context)
    tell = partial(around.page, outline)
    return Draft(card.path, card.kind, tell, make, card.id, is_own=True)


def _make_document(name: str, context: Context, documents: Documents) -> Made:
    document = documents[name]
    linked = link_body(document, context)
    kind = kind_named(document.card.kind)
    assert kind is not None  # noqa: S101 - parsing lets no other kind through
    fields: CommonFields = msgspec.msgpack.decode(document.fields, type=kind.fields)
    names = tuple(attachment.file for attachment in fields.attachments)
    found = (
        *linked.findings,
        *relation_findings(document, context),
        *attachment_findings(document, names, context),
    )
    return Made(Page(document.card.path, kind.view(document, fields, linked.html, context)), found)


def document_page(document: Document, context: Context) -> Made:
    """Give the page of one document, with what is wrong with what it names."""
    return _make_document(document.card.id, context, {document.card.id: document})


def _home_draft(context: Context, index: Outline | None) -> Draft:
    """Give the draft of the home page, which also answers for an ``_index.md`` at the root."""
    name = index.card.id if index and index.card else ""

    def make(documents: Documents) -> Made:
        found = introduced(documents[name], context).findings if name else ()
        return Made(home_page(context), found)

    return Draft("index.html", f"home_{context.site.site_class}", bytes, make, name)


def _moved_draft(card: Card, alias: str, around: Surroundings, context: Context) -> Draft:
    page = _moved(card, alias, context)
    return Draft(
        page.path,
        "moved",
        lambda: msgspec.msgpack.encode((card.title, card.path, around.column(card.column))),
        lambda _documents: Made(page),
        is_own=True,
    )


def _moved(card: Card, alias: str, context: Context) -> Page:
    """Give a page at a former address that says where the document is now."""
    path = alias.strip("/")
    path = path if path.endswith(".html") else f"{path}/index.html"
    address = context.card_href(card)
    view = ContentView(
        template="moved",
        title=card.title,
        heading=card.title,
        href=context.page_href(path),
        canonical=context.canonical(card.path),
        meta=site_meta(context.site),
        breadcrumbs=context.breadcrumbs(card.column, card.title),
        section=card.column.partition("/")[0],
        search=False,
        body=address,
    )
    return Page(path, view)


def _copy_draft(copy: Copy) -> Draft:
    inputs = f"{copy.blob}\0{copy.source}".encode("utf-8", "surrogateescape")
    return Draft(copy.path, "", lambda: inputs, lambda _documents: Made(copy), is_page=False)


def _without_collisions(
    drafts: list[Draft], outlines: list[Outline]
) -> tuple[tuple[Draft, ...], tuple[Finding, ...]]:
    """Give the drafts with each path once; of two pages at one path the first stays."""
    counts = Counter(draft.path for draft in drafts)
    twice = {path for path, count in counts.items() if count > 1}
    below = {path for path in counts if any(folder in counts for folder in _folders(path))}
    if not twice and not below:
        return tuple(drafts), ()
    sources: dict[str, list[str]] = {}
    for outline in outlines:
        if outline.card:
            sources.setdefault(outline.card.path, []).append(outline.source)
    found = []
    for path in sorted(twice | below):
        names = sorted(sources.get(path, [])) or [path]
        found.append(finding("L110", Span(names[-1]), path=path, other=names[0]))
    kept = {draft.path: draft for draft in reversed(drafts)}
    unique = (draft for draft in drafts if kept[draft.path] is draft)
    return tuple(draft for draft in unique if draft.path not in below), tuple(found)


def _folders(path: str) -> Iterator[str]:
    """Give the folders a path lies in; none of them may be a file."""
    folder = path.rpartition("/")[0]
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]
