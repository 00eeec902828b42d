"""The plan of one site: every page it has, from its documents and the portal around them."""

from collections import Counter
from collections.abc import Mapping

import msgspec
from msgspec import Struct

from govssg.catalog.context import Context
from govssg.kinds import kind_named
from govssg.kinds.meta import site_meta
from govssg.kinds.parts import ContentView
from govssg.model.document import Card, Document
from govssg.model.finding import Finding, Span, finding
from govssg.model.output import Copy, Page, Plan
from govssg.plan.columns import column_pages
from govssg.plan.feeds import data_files
from govssg.plan.homes import home_page
from govssg.plan.links import attachment_findings, link_body, relation_findings
from govssg.plan.system import system_pages
from govssg.plan.targets import home_findings


class Planned(Struct, frozen=True):
    """A site's plan and what is wrong with its links and addresses."""

    plan: Plan
    findings: tuple[Finding, ...]


def plan_site(
    context: Context, documents: Mapping[str, Document], assets: tuple[Copy, ...]
) -> Planned:
    """Give the plan of the context's site.

    Args:
        context: the site and the portal around it.
        documents: the site's documents by id.
        assets: theme files this site publishes.
    """
    catalog = context.catalog.sites[context.site.id]
    findings: list[Finding] = list(home_findings(context))
    pages: list[Page] = [home_page(context)]
    introductions: dict[str, str] = {}
    for card in catalog.cards:
        document = documents[card.id]
        linked = link_body(document, context)
        findings += linked.findings
        findings += relation_findings(document, context)
        if card.kind == "column":
            introductions[card.column] = linked.html
            continue
        pages.append(_document_page(document, linked.html, context))
        findings += attachment_findings(document, _file_names(document), context)
        pages += [_moved(card, alias, context) for alias in card.aliases]
    for column in catalog.columns:
        pages += column_pages(context, column, introductions.get(column.path, ""))
    pages += system_pages(context)
    copies = tuple(Copy(f.path, f.blob, f.source) for f in catalog.files)
    plan = Plan(context.site.id, tuple(pages), data_files(context), assets + copies)
    unique, collisions = _without_collisions(plan, documents)
    return Planned(unique, (*findings, *collisions))


def document_view(document: Document, body: str, context: Context) -> Page:
    """Give the page of one document."""
    return _document_page(document, body, context)


def _document_page(document: Document, body: str, context: Context) -> Page:
    kind = kind_named(document.card.kind)
    assert kind is not None  # noqa: S101 - parsing lets no other kind through
    fields = msgspec.msgpack.decode(document.fields, type=kind.fields)
    return Page(document.card.path, kind.view(document, fields, body, context))


def _file_names(document: Document) -> tuple[str, ...]:
    kind = kind_named(document.card.kind)
    assert kind is not None  # noqa: S101 - parsing lets no other kind through
    fields = msgspec.msgpack.decode(document.fields, type=kind.fields)
    return tuple(attachment.file for attachment in fields.attachments)


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


def _without_collisions(
    plan: Plan, documents: Mapping[str, Document]
) -> tuple[Plan, tuple[Finding, ...]]:
    """Give the plan with each path once; of two pages at one path the first stays."""
    counts = Counter(page.path for page in plan.pages)
    twice = {path for path, count in counts.items() if count > 1}
    if not twice:
        return plan, ()
    sources: dict[str, list[str]] = {}
    for document in documents.values():
        sources.setdefault(document.card.path, []).append(document.source)
    found = []
    for path in sorted(twice):
        names = sorted(sources.get(path, [])) or [path]
        found.append(finding("L110", Span(names[-1]), path=path, other=names[0]))
    kept = {page.path: page for page in reversed(plan.pages)}
    pages = tuple(page for page in plan.pages if kept[page.path] is page)
    return msgspec.structs.replace(plan, pages=pages), tuple(found)
