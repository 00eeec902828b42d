"""``govssg list``: documents by state, sites, columns, routes, kinds."""

import click

from govssg.catalog.site_catalog import SiteCatalog
from govssg.check.planned import planned_site
from govssg.cli.options import (
    When,
    read_options,
    site_option,
    table_option,
    when_options,
    where_options,
)
from govssg.cli.output import show_rows
from govssg.cli.problems import plain_words
from govssg.cli.project import Project, open_project, require_sites, usable_project, wanted
from govssg.kinds import KINDS
from govssg.model.document import Card
from govssg.model.paths import route
from govssg.prepare import Prepared

Rows = list[tuple[str, ...]]

HELP = """列出内容和设置。

\b
drafts   草稿
future   还没到发布时间的文档
expired  已经过期的文档
all      全部文档
sites    站点
columns  栏目
routes   全部网址（不含 -D -F -E 没有放行的）
kinds    内容类型
"""

CARD = ("site", "kind", "date", "state", "source", "title")
HEADS: dict[str, tuple[str, ...]] = {
    "drafts": CARD,
    "future": CARD,
    "expired": CARD,
    "all": CARD,
    "sites": ("site", "class", "documents", "columns", "host", "name"),
    "columns": ("site", "column", "kind", "documents", "newest", "limit", "name"),
    "routes": ("site", "path", "route"),
    "kinds": ("kind", "label", "required"),
}
STATES = {"drafts": "draft", "future": "future", "expired": "expired"}


class Choices(When, frozen=True, kw_only=True):
    """What ``govssg list`` was asked."""

    what: str
    site: str = ""
    format: str = "text"


@click.command("list", help=HELP)
@click.argument("what", type=click.Choice(list(HEADS)))
@site_option
@table_option
@when_options
@where_options
def command(**options: object) -> int:
    """Print a table of what the portal has."""
    choices = read_options(Choices, options)
    if choices.what == "kinds":
        show_rows(HEADS["kinds"], _kinds(), choices.format)
        return 0
    with plain_words(choices.lang or "zh"):
        project = open_project(choices)
        show_rows(HEADS[choices.what], _rows(project, choices), choices.format)
    return 0


def _kinds() -> Rows:
    return [(kind.name, kind.label, "、".join(kind.required)) for kind in KINDS]


def _rows(project: Project, choices: Choices) -> Rows:
    prepared = usable_project(project, choices)
    portal = prepared.usable().portal
    sites = require_sites(portal, choices.site, project.said(portal))
    if choices.what == "sites":
        return _sites(prepared, sites)
    if choices.what == "columns":
        return _columns(prepared, sites)
    if choices.what == "routes":
        return _routes(prepared, sites)
    return _documents(prepared, sites, choices, wanted(project, choices).visibility.clock)


def _documents(prepared: Prepared, sites: tuple[str, ...], choices: Choices, clock: str) -> Rows:
    state = STATES.get(choices.what, "")
    rows: Rows = []
    for site in sites:
        root = prepared.inputs[site].site.content_root()
        for card in prepared.cards(site):
            own = _state(card, clock)
            if card.kind != "column" and (not state or state in own):
                source = f"content/{root}/{card.id.partition(':')[2]}"
                shown = card.publish_date if state == "future" else ""
                date = shown or (card.expiry_date if state == "expired" else card.date)
                rows.append((site, card.kind, date, ",".join(own), source, card.title))
    return rows


def _state(card: Card, clock: str) -> list[str]:
    """Give in which ways a document is not public at that time; ``public`` if it is."""
    states = ["draft"] if card.draft else []
    states += ["future"] if (card.publish_date or card.date) > clock else []
    states += ["expired"] if card.expiry_date and card.expiry_date <= clock else []
    return states or ["public"]


def _sites(prepared: Prepared, sites: tuple[str, ...]) -> Rows:
    rows: Rows = []
    for name in sites:
        site = prepared.inputs[name].site
        catalog = _catalog(prepared, name)
        count = sum(card.kind != "column" for card in catalog.cards)
        columns = str(len(catalog.columns))
        rows.append((name, site.site_class, str(count), columns, site.host, site.name))
    return rows


def _columns(prepared: Prepared, sites: tuple[str, ...]) -> Rows:
    scene = prepared.usable()
    rows: Rows = []
    for site in sites:
        for column in _catalog(prepared, site).columns:
            cards = scene.catalog.listed(site, column.path)
            newest = max((card.date[:10] for card in cards), default="")
            numbers = (str(len(cards)), newest, str(column.freshness or ""))
            rows.append((site, column.path, column.kind, *numbers, column.name))
    return rows


def _catalog(prepared: Prepared, site: str) -> SiteCatalog:
    return prepared.usable().catalog.sites[site]


def _routes(prepared: Prepared, sites: tuple[str, ...]) -> Rows:
    scene = prepared.usable()
    rows: Rows = []
    for name in sites:
        site = prepared.inputs[name].site
        for draft in planned_site(scene, prepared.inputs[name]).drafts:
            prefixes = [v.prefix for v in scene.portal.variants] if draft.is_page else [""]
            rows += [(name, draft.path, route(site, draft.path, prefix)) for prefix in prefixes]
    return sorted(rows)
