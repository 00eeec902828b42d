"""Links of a body: addresses put in late, and what is wrong with the dead ones."""

from msgspec import Struct

from govssg.catalog.context import Context
from govssg.catalog.ids import Target
from govssg.model.document import Document, Link
from govssg.model.finding import Finding, Severity, Span, finding
from govssg.model.paths import file_href, href_from


class LinkedBody(Struct, frozen=True):
    """A body with its addresses, and findings about those it could not give."""

    html: str
    findings: tuple[Finding, ...]


def link_body(document: Document, context: Context) -> LinkedBody:
    """Give the body of a document as its page shows it."""
    if not document.body.links:
        return LinkedBody(document.body.html, ())
    findings: list[Finding] = []
    parts = document.body.html.split("\x02")
    out = [parts[0]]
    for part in parts[1:]:
        number, _, rest = part.partition("\x03")
        link = document.body.links[int(number)]
        attributes, found = _attributes(document, link, context)
        findings += found
        out += [attributes, rest]
    return LinkedBody("".join(out), tuple(findings))


def _attributes(
    document: Document, link: Link, context: Context
) -> tuple[str, tuple[Finding, ...]]:
    target = context.catalog.resolve(link.target, document.card)
    if target.form == "file":
        return _file(document, link, target, context)
    if target.form == "anchor":
        return _anchor(document, link, target)
    if target.form == "document":
        return _document(document, link, target, context)
    if target.form == "column":
        return _column(document, link, target, context)
    code = {"unsafe": "L105", "outside": "L106"}.get(target.form, "L101")
    return "", (finding(code, _span(document, link), target=link.target),)


def _span(document: Document, link: Link) -> Span:
    return Span(document.source, link.line, link.column, max(len(link.target), 1))


def _anchor(document: Document, link: Link, target: Target) -> tuple[str, tuple[Finding, ...]]:
    attributes = f'href="#{_escape(target.fragment)}"'
    return attributes, _anchor_findings(document, link, target, document.body.anchors)


def _anchor_findings(
    document: Document, link: Link, target: Target, anchors: tuple[str, ...]
) -> tuple[Finding, ...]:
    if not target.fragment or target.fragment in anchors:
        return ()
    near = _nearest(target.fragment, anchors)
    return (finding("L102", _span(document, link), anchor=target.fragment, near=near),)


def _document(
    document: Document, link: Link, target: Target, context: Context
) -> tuple[str, tuple[Finding, ...]]:
    path = context.published(target.id)
    if path is None:
        index = target.path.removesuffix("_index.md").strip("/")
        if target.path.endswith("_index.md") and context.catalog.column(target.site, index):
            return _column_href(target.site, index, context), ()
        return "", (_dead(document, link, target, context),)
    address = context.href_of(target.site, path) + _fragment(target)
    return f'href="{_escape(address)}"', ()


def _dead(document: Document, link: Link, target: Target, context: Context) -> Finding:
    near = _nearest(target.path, _documents(target.site, context))
    if near and target.site != document.card.site:
        near = f"{target.site}:{near}"
    return finding("L101", _span(document, link), target=link.target, near=near)


def _documents(site: str, context: Context) -> tuple[str, ...]:
    """Give the documents a link could be meant for."""
    return tuple(path for path in context.catalog.sites[site].surface if path.endswith(".md"))


def _column(
    document: Document, link: Link, target: Target, context: Context
) -> tuple[str, tuple[Finding, ...]]:
    if target.path and context.catalog.column(target.site, target.path) is None:
        columns = context.catalog.sites[target.site].columns
        near = _nearest(target.path, tuple(column.path for column in columns))
        return "", (finding("L104", _span(document, link), target=link.target, near=near),)
    return _column_href(target.site, target.path, context, _fragment(target)), ()


def _column_href(site: str, path: str, context: Context, fragment: str = "") -> str:
    owner = context.catalog.sites[site].site
    page = f"{path}/index.html" if path else "index.html"
    return f'href="{_escape(href_from(context.portal, context.site, owner, page) + fragment)}"'


def _file(
    document: Document, link: Link, target: Target, context: Context
) -> tuple[str, tuple[Finding, ...]]:
    file = context.catalog.file(target.id)
    if file is None:
        surface = context.catalog.sites[target.site].surface
        near = _nearest(target.path, tuple(path for path in surface if not path.endswith(".md")))
        return "", (finding("L108", _span(document, link), target=link.target, near=near),)
    owner = context.catalog.sites[target.site].site
    address = _escape(file_href(context.portal, context.site, owner, target.path))
    if not link.image:
        return f'href="{address}"' if not _is_media(target.path) else f'src="{address}"', ()
    size = f' width="{file.width}" height="{file.height}"' if file.width else ""
    return f'src="{address}"{size}', ()


def _is_media(path: str) -> bool:
    return path.lower().endswith((".mp4", ".webm", ".mp3"))


def _fragment(target: Target) -> str:
    return f"#{target.fragment}" if target.fragment else ""


def _nearest(word: str, words: tuple[str, ...]) -> str:
    import difflib  # noqa: PLC0415 - only a slip needs it

    close = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    return close[0] if close else ""


def _escape(address: str) -> str:
    return address.replace("&", "&amp;").replace('"', "%22").replace("<", "%3C").replace(" ", "%20")


def relation_findings(document: Document, context: Context) -> tuple[Finding, ...]:
    """Give a finding for each relation that names no existing document."""
    found = []
    for reference in document.card.references:
        if context.catalog.referenced(document.card, reference) is None:
            target = context.catalog.resolve(reference.target, document.card)
            near = _near_card(target, context)
            span = Span(
                document.source, reference.line, reference.column, max(len(reference.target), 1)
            )
            key = reference.relation
            found.append(finding("L109", span, key=key, target=reference.target, near=near))
    return tuple(found)


def _near_card(target: Target, context: Context) -> str:
    if target.site not in context.catalog.sites:
        return ""
    near = _nearest(target.path, _documents(target.site, context))
    return f"{target.site}:{near}" if near else ""


def attachment_findings(
    document: Document, names: tuple[str, ...], context: Context
) -> tuple[Finding, ...]:
    """Give a finding for each file a document offers that does not exist."""
    return tuple(
        finding("L108", Span(document.source, 1), Severity.ERROR, target=name, near="")
        for name in names
        if name and not name.startswith("https://") and context.file(document.card, name) is None
    )
