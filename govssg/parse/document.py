"""One source file into one document: the whole of parsing, from bytes to card and body."""

from functools import cache
from typing import Any

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import replace

from govssg.kinds import KINDS, kind_named
from govssg.kinds.common import CommonFields
from govssg.kinds.kind import Kind
from govssg.model.document import Body, Card, Document, Parsed, Reference
from govssg.model.finding import Finding, Severity, Span, finding
from govssg.model.paths import is_reserved, published_path, unsafe_segment
from govssg.parse.front_matter import Parts, mapping, split
from govssg.parse.markdown import render
from govssg.parse.text import SourceText, decode, place
from govssg.read.fields import Read, nearest, read_fields, read_plain, schema
from govssg.read.flat_yaml import plain_values
from govssg.read.yaml import Node


class Request(Struct, frozen=True):
    """What parsing one file needs to know besides its bytes."""

    source: str
    """Path from the project root."""
    site: str
    path: str
    """Path inside the site."""
    kind: str
    """Kind of a document that names none: its column's."""
    cascade: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Front-matter defaults of its column."""


class _Front(Struct, frozen=True):
    """A front matter that was read by the schema of its kind."""

    kind: Kind
    read: Read


def parse(request: Request, data: bytes, blob: str) -> Parsed:
    """Give the document of a file, or only findings if it cannot be published."""
    segment = unsafe_segment(request.path)
    if segment:
        return Parsed(None, (finding("F205", Span(request.source), segment=segment),))
    source = decode(request.source, data)
    if isinstance(source, Finding):
        return Parsed(None, (source,))
    parts = split(source)
    if parts.broken:
        return Parsed(None, source.findings + parts.findings)
    front = _plain_front(request, parts.head) or _front(request, source, parts.head)
    if isinstance(front, Finding):
        return Parsed(None, (*source.findings, front))
    return _parse_document(request, source, parts, front, blob)


def _plain_front(request: Request, head: str) -> _Front | None:
    """Give the front matter if nothing in it can be a finding, nor ask for a place later.

    That is the usual case, and three times as fast as reading nodes with their places.
    """
    values = plain_values(head)
    if values is None:
        return None
    kind = _kind(request, values.get("kind", ""))
    if not isinstance(kind, Kind) or kind.rules:
        return None
    for key, defaults in request.cascade:
        values.setdefault(key, list(defaults) if _is_list(kind, key) else defaults[0])
    if _unsafe_addresses(values.get("slug", ""), values.get("aliases", ())):
        return None
    read = read_plain(values, kind.fields)
    return _Front(kind, read) if read else None


def _front(request: Request, source: SourceText, head: str) -> _Front | Finding:
    """Give the front matter by its nodes, or what makes it useless."""
    node = mapping(source, head)
    if isinstance(node, Finding):
        return node
    kind = _kind(request, next((v.text for k, v in node.pairs if k.text == "kind"), ""))
    if not isinstance(kind, Kind):
        near = nearest(kind, [known.name for known in KINDS])
        return finding("F117", _node_span(source, node, "kind"), value=kind, near=near)
    node = _with_cascade(node, request.cascade, kind)
    read = read_fields(node, kind.fields, lambda n: place(source, n.line, n.column, _width(n)))
    return _Front(kind, read)


def _parse_document(
    request: Request, source: SourceText, parts: Parts, front: _Front, blob: str
) -> Parsed:
    kind, read = front.kind, front.read
    missing = _missing(kind, read, request, source)
    findings = (*source.findings, *read.findings, *missing)
    if "title" in read.failed or (kind.name != "column" and "title" not in read.values):
        return Parsed(None, findings)
    fields = msgspec.convert({"title": request.path, **read.values}, kind.fields)
    if unsafe := _unsafe_addresses(fields.slug, fields.aliases):
        findings += tuple(
            _address_finding(_key_span(source, read, key), segment)
            for key, segment in unsafe.items()
        )
        safe = tuple(alias for alias in fields.aliases if not _unsafe_addresses("", (alias,)))
        fields = replace(fields, slug="" if "slug" in unsafe else fields.slug, aliases=safe)
    rendered = render(source, parts.body, parts.body_line, html=fields.html)
    card = _with_image(_card(request, kind, fields, read), rendered.body)
    document = Document(
        card, rendered.body, Raw(msgspec.msgpack.encode(fields)), request.source, blob
    )
    ruled = tuple(
        found
        for rule in kind.rules
        for found in rule(document, fields, lambda key: _key_span(source, read, key))
    )
    empty = _empty_body(kind, parts, source)
    return Parsed(document, (*findings, *rendered.findings, *ruled, *empty))


def _address_finding(span: Span, segment: str) -> Finding:
    if is_reserved(segment):
        return finding("F208", span, name=segment)
    return finding("F205", span, segment=segment)


def _unsafe_addresses(slug: object, aliases: object) -> dict[str, str]:
    """Give the segment that cannot be published of a slug, and of the first such alias."""
    found = {"slug": unsafe_segment(slug) if isinstance(slug, str) and slug else ""}
    for alias in aliases if isinstance(aliases, list | tuple) else (aliases,):
        path = str(alias).strip("/")
        taken = path.partition("/")[0] if is_reserved(path) else ""
        found["aliases"] = found.get("aliases") or unsafe_segment(path) or taken
    return {key: segment for key, segment in found.items() if segment}


def _kind(request: Request, named: str | list[str]) -> Kind | str:
    """Give the kind of a document, or the name that no kind has."""
    if request.path.rpartition("/")[2] == "_index.md":
        named = "column"
    name = (named if isinstance(named, str) else "") or request.kind
    return kind_named(name) or name


def _with_cascade(node: Node, cascade: tuple[tuple[str, tuple[str, ...]], ...], kind: Kind) -> Node:
    """Give the mapping with the column's defaults for keys the document does not name."""
    if not cascade:
        return node
    named = {key.text for key, _value in node.pairs}
    extra = tuple(
        (Node("scalar", 0, 0, text=key), _default(values, is_list=_is_list(kind, key)))
        for key, values in cascade
        if key not in named
    )
    return replace(node, pairs=node.pairs + extra) if extra else node


def _default(values: tuple[str, ...], *, is_list: bool) -> Node:
    items = tuple(Node("scalar", 0, 0, text=value) for value in values)
    return Node("sequence", 0, 0, items=items) if is_list else items[0]


def _is_list(kind: Kind, key: str) -> bool:
    field = schema(kind.fields).get(key)
    return field is not None and isinstance(field.type, msgspec.inspect.VarTupleType)


def _missing(kind: Kind, read: Read, request: Request, source: SourceText) -> tuple[Finding, ...]:
    absent = [key for key in kind.required if key not in read.values and key not in read.failed]
    if kind.name == "column" or request.path == "index.md":
        absent = [key for key in absent if key == "title" and kind.name != "column"]
    return tuple(finding("F103", place(source, 1), key=key, kind=kind.label) for key in absent)


def _width(node: Node) -> int:
    return len(node.text.split("\n")[0]) if node.kind == "scalar" else 1


def _node_span(source: SourceText, node: Node, key: str) -> Span:
    found = next((value for name, value in node.pairs if name.text == key), node)
    return place(source, found.line, found.column, _width(found))


def _key_span(source: SourceText, read: Read, key: str) -> Span:
    node = read.places.get(key)
    return place(source, node.line, node.column, _width(node)) if node else place(source, 1)


def _empty_body(kind: Kind, parts: Parts, source: SourceText) -> tuple[Finding, ...]:
    if parts.body.strip() or kind.name in {"column", "guide"}:
        return ()
    return (finding("F206", place(source, parts.body_line), Severity.WARNING),)


def _card(request: Request, kind: Kind, fields: CommonFields, read: Read) -> Card:
    folder, _, name = request.path.rpartition("/")
    if name == "index.md":
        folder = folder.rpartition("/")[0]
    facts = tuple((key, value) for key, value in kind.facts(fields) if value)
    return Card(
        id=f"{request.site}:{request.path}",
        site=request.site,
        column=folder,
        kind=kind.name,
        path=published_path(request.path, fields.slug),
        title=fields.title,
        date=fields.date,
        summary=fields.summary or fields.description,
        source=fields.source or fields.org,
        keywords=fields.keywords,
        topics=fields.topics,
        audience=fields.audience,
        weight=fields.weight,
        draft=fields.draft,
        publish_date=fields.publish_date,
        expiry_date=fields.expiry_date,
        share=fields.share,
        aliases=fields.aliases,
        handle=fields.id,
        references=_references(kind, read),
        facts=facts,
    )


def _with_image(card: Card, body: Body) -> Card:
    image = next((link for link in body.links if link.image), None)
    return replace(card, image=image.target, image_alt=image.text) if image else card


def _references(kind: Kind, read: Read) -> tuple[Reference, ...]:
    """Give every relation the front matter names, with its place."""
    found = []
    relations = _relations(kind.fields)
    for key, node in read.places.items():
        if key not in relations:
            continue
        targets: Any = read.values.get(key, ())
        nodes = node.items or (node,)
        found += [Reference(key, t, n.line, n.column) for t, n in zip(targets, nodes, strict=False)]
    return tuple(found)


@cache
def _relations(fields_type: type) -> frozenset[str]:
    """Give the keys of a schema that name other documents."""
    fields = schema(fields_type).items()
    return frozenset(name for name, field in fields if _names_documents(field))


def _names_documents(field: msgspec.inspect.Field) -> bool:
    kind = field.type
    item = kind.item_type if isinstance(kind, msgspec.inspect.VarTupleType) else kind
    extra = item.extra if isinstance(item, msgspec.inspect.Metadata) else None
    return (extra or {}).get("form") == "identity"
