"""Targets named in a site's file: documents, columns and addresses on home pages."""

from govssg.catalog.context import Context
from govssg.catalog.ids import resolve
from govssg.model.document import Card
from govssg.model.finding import Finding, Span, finding
from govssg.model.paths import href_from


def target_card(context: Context, target: str) -> Card | None:
    """Give the document a target of the site's file names, if it exists."""
    found = resolve(target, context.site.id, "", context.catalog.site_ids)
    return context.catalog.card(found.id) if found.form == "document" else None


def target_href(context: Context, target: str) -> str:
    """Give the address of a target, or nothing if it leads nowhere."""
    found = resolve(target, context.site.id, "", context.catalog.site_ids)
    if found.form == "external":
        return target
    path = context.published(found.id) if found.form == "document" else None
    if path is not None:
        return context.href_of(found.site, path)
    if found.form == "column" and found.site in context.catalog.sites:
        known = not found.path or context.catalog.column(found.site, found.path)
        owner = context.catalog.sites[found.site].site
        page = f"{found.path}/index.html" if found.path else "index.html"
        return href_from(context.portal, context.site, owner, page) if known else ""
    return ""


def outward(address: str) -> bool:
    """Tell whether an address leaves the portal."""
    return address.startswith(("http://", "https://")) and "\x01" not in address


def home_findings(context: Context) -> tuple[Finding, ...]:
    """Give a finding for each service, column or lead of the site's file that leads nowhere."""
    home, span = context.site.home, Span(context.site.source)
    named = [service.target for service in home.services]
    named += [home.lead] if home.lead else []
    found = [
        finding("C108", span, target=target) for target in named if not target_href(context, target)
    ]
    columns = [*home.blocks, home.news, *(body.column for body in context.site.bodies)]
    found += [
        finding("C109", span, column=path)
        for path in dict.fromkeys(columns)
        if path and context.column(path) is None
    ]
    return tuple(found)
