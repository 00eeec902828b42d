"""Rules over the portal as a whole: what no single document can show."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from govssg.catalog.catalog import Catalog
from govssg.check.working_days import days_between, working_days
from govssg.model.document import Card
from govssg.model.finding import Finding, Severity, Span, finding
from govssg.model.portal import Column, Site
from govssg.read.fields import nearest

PortalRule = Callable[[Catalog, str], Iterator[Finding]]
"""(the catalog, the clock ``YYYY-MM-DD HH:MM``) → findings."""

INTERPRETED_WITHIN = 3
"""Working days (国办发〔2016〕19号)."""

SITE_CODE = re.compile(r"\d{10}|bm\d{8}")
ICP = re.compile(r"[\u4e00-\u9fa5]ICP备\d{8}号(?:-\d+)?")
POLICE = re.compile(r"[\u4e00-\u9fa5]公网安备\s?\d{14}号")
PLACEHOLDER = re.compile(r"0{8}")
"""The forms of the marks, and what stands in their place in a demonstration."""

IN_FORCE = frozenset({"有效", "已修改", "尚未生效"})


def source(catalog: Catalog, card: Card) -> str:
    """Give the path of a card's file from the project root."""
    site = catalog.sites[card.site].site
    return f"content/{site.content_root()}/{card.id.partition(':')[2]}"


def real_identifiers(catalog: Catalog, _clock: str) -> Iterator[Finding]:
    """G305: a site that is no demonstration carries its own registered marks (发展指引 附件)."""
    for found in catalog.sites.values():
        site = found.site
        if site.demo:
            continue
        for name, value, form in (
            ("网站标识码", site.identifiers.site_code, SITE_CODE),
            ("ICP 备案号", site.identifiers.icp, ICP),
            ("公安备案号", site.identifiers.police, POLICE),
        ):
            if not form.fullmatch(value) or PLACEHOLDER.search(value):
                yield finding("G305", Span(site.source), name=name)


def policy_without_interpretation(catalog: Catalog, _clock: str) -> Iterator[Finding]:
    """G105: a policy in force has an interpretation (发展指引；检查指标)."""
    for card in _cards(catalog, "policy"):
        in_force = card.fact("validity") in IN_FORCE
        if in_force and not catalog.backlinks(card, "interprets"):
            span = Span(source(catalog, card))
            yield finding("G105", span, Severity.NOTE, title=card.title, id=card.id)


def late_interpretation(catalog: Catalog, _clock: str) -> Iterator[Finding]:
    """G106: an interpretation follows its document within three working days."""
    for card in _cards(catalog, "interpretation"):
        released = [p.date for p in catalog.targets(card, "interprets") if p.date]
        if not released or not card.date:
            continue
        days = working_days(max(released), card.date)
        if days > INTERPRETED_WITHIN:
            span = Span(source(catalog, card))
            words = {"value": card.date[:10], "days": days, "limit": INTERPRETED_WITHIN}
            yield finding("G106", span, Severity.WARNING, **words)


def index_number_twice(catalog: Catalog, _clock: str) -> Iterator[Finding]:
    """G107: an index number is unique in the build (国办公开办函〔2019〕61号)."""
    first: dict[str, Card] = {}
    for card in _cards(catalog, "policy"):
        number = card.fact("indexNumber")
        if not number:
            continue
        other = first.setdefault(number, card)
        if other is not card:
            yield finding("G107", Span(source(catalog, card)), value=number, other=other.id)


def empty_column(catalog: Catalog, _clock: str) -> Iterator[Finding]:
    """G301: a declared column has content (检查指标 V4)."""
    for site, column in _columns(catalog):
        if column.declared and not catalog.listed(site.id, column.path):
            yield _column_finding("G301", Severity.ERROR, site, column)


def stale_column(catalog: Catalog, clock: str) -> Iterator[Finding]:
    """G302: a column's newest document is not older than its limit (检查指标 V3, V4)."""
    for site, column in _columns(catalog):
        dates = [card.date for card in catalog.listed(site.id, column.path) if card.date]
        if not column.freshness or not dates:
            continue
        newest = max(dates)[:10]
        days = days_between(newest, clock)
        if days > column.freshness:
            words = {"newest": newest, "days": days, "limit": column.freshness}
            yield _column_finding("G302", Severity.WARNING, site, column, **words)


def share_nobody_accepts(catalog: Catalog, _clock: str) -> Iterator[Finding]:
    """G303: what is shared is accepted by some column of another site."""
    accepted = {
        card.id
        for site, column in _columns(catalog)
        if column.accept
        for card in catalog.listed(site.id, column.path)
        if card.site != site.id
    }
    for card in _cards(catalog):
        if card.share and card.id not in accepted:
            words = {"share": "、".join(card.share), "value": card.share[0]}
            yield finding("G303", Span(source(catalog, card)), Severity.NOTE, **words)


def accept_from_nowhere(catalog: Catalog, _clock: str) -> Iterator[Finding]:
    """C112: a rule of consent names sites that exist."""
    for site, column in _columns(catalog):
        for name in (name for rule in column.accept for name in rule.sites):
            if name not in catalog.site_ids:
                near = nearest(name, sorted(catalog.site_ids))
                words = {"column": column.path, "site": name, "near": near}
                yield finding("C112", Span(site.source), **words)


def title_twice(catalog: Catalog, _clock: str) -> Iterator[Finding]:
    """G304: no two documents of a column have the same title (检查指标)."""
    by_title: defaultdict[tuple[str, str, str], list[Card]] = defaultdict(list)
    for card in _cards(catalog):
        by_title[card.site, card.column, card.title].append(card)
    for cards in by_title.values():
        for card in cards[1:]:
            words = {"other": cards[0].id, "value": card.title}
            yield finding("G304", Span(source(catalog, card)), Severity.WARNING, **words)


PORTAL_RULES: tuple[PortalRule, ...] = (
    accept_from_nowhere,
    policy_without_interpretation,
    late_interpretation,
    index_number_twice,
    empty_column,
    stale_column,
    share_nobody_accepts,
    title_twice,
    real_identifiers,
)


def portal_findings(catalog: Catalog, clock: str) -> tuple[Finding, ...]:
    """Give the findings of every rule over the portal."""
    return tuple(found for rule in PORTAL_RULES for found in rule(catalog, clock))


def _cards(catalog: Catalog, kind: str = "") -> Iterator[Card]:
    for site in sorted(catalog.sites):
        for card in catalog.sites[site].cards:
            if card.kind == kind or (not kind and card.kind != "column"):
                yield card


def _columns(catalog: Catalog) -> Iterator[tuple[Site, Column]]:
    for site_id in sorted(catalog.sites):
        site_catalog = catalog.sites[site_id]
        for column in site_catalog.columns:
            yield site_catalog.site, column


def _column_finding(
    code: str, severity: Severity, site: Site, column: Column, **words: object
) -> Finding:
    """Give a finding about a column, where it is declared: the site's file or its own."""
    listed = any(column.path == own.path for own in site.columns)
    index = f"content/{site.content_root()}/{column.path}/_index.md"
    named = {"name": column.name, "column": column.path, **words}
    return finding(code, Span(site.source if listed else index), severity, **named)
