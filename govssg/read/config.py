"""The portal's configuration: ``sites/*.yaml`` into one frozen value, findings on the way."""

import re
from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import Struct

from govssg.model.finding import Finding, Span, excerpt_span, finding
from govssg.model.paths import is_reserved
from govssg.model.portal import (
    VARIANTS,
    Accept,
    Body,
    Column,
    Contacts,
    Home,
    Identifiers,
    Portal,
    Service,
    Site,
    SiteClass,
)
from govssg.model.source import Snapshot
from govssg.read.config_schema import (
    CascadeFile,
    ColumnFile,
    ContactsFile,
    IdentifiersFile,
    PortalFile,
    SiteFile,
)
from govssg.read.fields import read_fields
from govssg.read.snapshot import read_many
from govssg.read.yaml import Node, YamlError, parse_yaml

PORTAL_FILE = "sites/portal.yaml"

_COLOUR = r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})"

SKINS: dict[SiteClass, str] = {"portal": "red", "department": "blue", "county": "green"}

HOME_BLOCKS: dict[SiteClass, int] = {"portal": 6, "department": 5, "county": 6}
"""How many columns a home page shows when its file names none."""


class Configuration(Struct, frozen=True):
    """The portal, or None if its file cannot be used or its sites collide; and what is wrong."""

    portal: Portal | None
    findings: tuple[Finding, ...]


class _File(Struct, frozen=True):
    path: str
    text: str
    node: Node
    value: Any


def read_configuration(snapshot: Snapshot) -> Configuration:
    """Give the configuration of a snapshot; a site with a broken file is left out."""
    findings: list[Finding] = []
    listed = [e for e in snapshot.entries("sites") if e.path.endswith((".yaml", ".yml"))]
    entries = tuple(entry for entry in listed if entry.path.count("/") == 1)
    folders = {entry.path.rpartition("/")[0] for entry in listed} - {"sites"}
    findings += [finding("C111", Span(path), folder=path) for path in sorted(folders)]
    texts = {
        entry.path: data.decode("utf-8-sig", "replace")
        for entry, data in zip(entries, read_many(snapshot, entries), strict=True)
    }
    portal_file = _read(texts, PORTAL_FILE, PortalFile, findings)
    if portal_file is None:
        return Configuration(None, tuple(findings))
    files = [_read(texts, p, SiteFile, findings) for p in sorted(texts) if p != PORTAL_FILE]
    sites = tuple(_site(file, portal_file.value, findings) for file in files if file)
    colliding, others = _portal_findings(portal_file, sites)
    findings += (*colliding, *others)
    portal = None if colliding else _portal(portal_file.value, sites)
    return Configuration(portal, tuple(findings))


def _read(texts: dict[str, str], path: str, schema: type, findings: list[Finding]) -> _File | None:
    if path not in texts:
        findings.append(finding("C101", Span(path)))
        return None
    text = texts[path].replace("\r\n", "\n")
    try:
        node = parse_yaml(text)
    except YamlError as problem:
        span = excerpt_span(path, text, problem.line, problem.column)
        findings.append(finding(problem.code, span, **problem.arguments))
        return None
    if node is None or node.kind != "mapping":
        findings.append(finding("C102", Span(path, 1, 1)))
        return None
    return _typed(path, text, node, schema, findings)


def _typed(path: str, text: str, node: Node, schema: type, findings: list[Finding]) -> _File | None:
    read = read_fields(node, schema, _places(path, text))
    findings.extend(read.findings)
    if "name" not in read.values or ("url" not in read.values and schema is PortalFile):
        if not read.failed:
            findings.append(finding("F103", Span(path, 1, 1), key="name", kind="站点"))
        return None
    return _File(path, text, node, msgspec.convert(read.values, schema))


def _places(path: str, text: str) -> Callable[[Node], Span]:
    return lambda node: excerpt_span(path, text, node.line, node.column, len(node.text) or 1)


def _portal(file: PortalFile, sites: tuple[Site, ...]) -> Portal:
    return Portal(
        name=file.name,
        url=file.url.rstrip("/"),
        language=file.language,
        theme=file.theme,
        variants=tuple(variant for variant in VARIANTS if variant.id in file.variants),
        topics=file.topics,
        demo=file.demo,
        sites=tuple(sorted(sites, key=lambda site: site.id)),
    )


def _site(file: _File, portal: PortalFile, findings: list[Finding]) -> Site:
    site: SiteFile = file.value
    site_id = file.path.removeprefix("sites/").rpartition(".")[0]
    columns = _columns(file, portal, findings)
    shown = tuple(c.path for c in columns if "/" not in c.path and c.navigation)
    home = site.home
    return Site(
        id=site_id,
        name=site.name,
        short_name=site.short_name or site.name,
        site_class=site.class_,
        host=site.host,
        url=site.url.rstrip("/"),
        skin=site.skin or SKINS[site.class_],
        brand=_brand(file, findings),
        demo=portal.demo,
        contacts=_laid_over(Contacts, portal.contacts, site.contacts),
        identifiers=_laid_over(Identifiers, portal.identifiers, site.identifiers),
        columns=columns,
        bodies=tuple(Body(body.name, body.column) for body in site.bodies),
        home=Home(
            slogan=home.slogan,
            lead=home.lead,
            news=home.news or next((c.path for c in columns if c.kind == "article"), ""),
            blocks=home.blocks or shown[: HOME_BLOCKS[site.class_]],
            services=tuple(Service(s.name, s.target, s.icon, s.hint) for s in home.services),
            hot_words=home.hot_words,
        ),
        weight=site.weight,
        source=file.path,
    )


def _brand(file: _File, findings: list[Finding]) -> str:
    """Give the site's own colour, or nothing if it is none."""
    brand: str = file.value.brand
    if not brand or re.fullmatch(_COLOUR, brand):
        return brand
    findings.append(finding("C113", Span(file.path), value=brand))
    return ""


def _laid_over(
    kind: type, below: ContactsFile | IdentifiersFile, above: ContactsFile | IdentifiersFile
) -> Any:  # noqa: ANN401 - the given kind
    """Give a value whose empty fields are taken from the portal's."""
    names = above.__struct_fields__
    return kind(**{name: getattr(above, name) or getattr(below, name) for name in names})


def _columns(file: _File, portal: PortalFile, findings: list[Finding]) -> tuple[Column, ...]:
    known = {column.path: column for column in portal.columns}
    columns: dict[str, Column] = {}
    for number, column in enumerate(file.value.columns):
        if is_reserved(column.path):
            name = column.path.partition("/")[0]
            findings.append(finding("F208", Span(file.path), name=name))
            continue
        default = known.get(column.path) or known.get(column.path.rpartition("/")[2])
        made = _column(column, default, number)
        if not made.name:
            findings.append(finding("C103", Span(file.path), column=column.path))
        if column.path in columns:
            findings.append(finding("C104", Span(file.path), column=column.path))
        columns[column.path] = made
    return tuple(columns.values())


def _column(column: ColumnFile, default: ColumnFile | None, number: int) -> Column:
    default = default or ColumnFile(column.path)
    accept = column.accept or default.accept
    return Column(
        path=column.path.strip("/"),
        name=column.name or default.name,
        description=column.description or default.description,
        keywords=column.keywords or default.keywords,
        types=column.type or default.type,
        kind=column.kind or default.kind or "article",
        freshness=column.freshness or default.freshness,
        weight=number,
        page_size=column.page_size or default.page_size or 20,
        navigation=not (column.hidden or default.hidden),
        accept=tuple(Accept(rule.sites, rule.classes, rule.kinds, rule.topics) for rule in accept),
        cascade=_cascade(default.cascade) + _cascade(column.cascade),
    )


def _cascade(cascade: CascadeFile) -> tuple[tuple[str, tuple[str, ...]], ...]:
    values = msgspec.to_builtins(cascade)
    return tuple(
        (key, tuple(value) if isinstance(value, list | tuple) else (value,))
        for key, value in values.items()
        if value
    )


def _portal_findings(file: _File, sites: tuple[Site, ...]) -> tuple[list[Finding], list[Finding]]:
    """Find what only the whole set of sites shows.

    Gives first what would publish two things under one address, so that nothing can be built.
    """
    mains = [site for site in sites if site.site_class == "portal"]
    count = finding("C105", Span(file.path, 1, 1), count=len(mains))
    ids = {site.id for site in sites}
    named = [
        finding("C106", Span(site.source), column=column.path)
        for site in mains
        for column in site.columns
        if column.path.partition("/")[0] in ids
    ]
    colliding = [count, *named] if len(mains) > 1 else named
    return colliding, [*([] if mains else [count]), *_shared_hosts(sites)]


def _shared_hosts(sites: tuple[Site, ...]) -> list[Finding]:
    found, hosts = [], dict[str, str]()
    for site in sites:
        if site.host and site.host in hosts:
            found.append(finding("C107", Span(site.source), host=site.host, other=hosts[site.host]))
        hosts[site.host] = site.id
    return found
