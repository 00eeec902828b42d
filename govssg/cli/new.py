"""``govssg new``: a document of a kind with everything it needs, or a whole site."""

from pathlib import Path

import click

from govssg.cli.new_file import write_new
from govssg.cli.new_site import new_site
from govssg.cli.options import When, read_options
from govssg.cli.problems import WrongUsageError, plain_words
from govssg.cli.project import Project, now, open_project, usable_project
from govssg.cli.skeleton import scalar, skeleton
from govssg.cli.words import did_you_mean
from govssg.kinds import KINDS, kind_named
from govssg.kinds.kind import Kind
from govssg.model.document import Card
from govssg.model.paths import unsafe_segment
from govssg.model.portal import Site
from govssg.prepare import Prepared
from govssg.read.fields import nearest

HELP = """新建一篇文档，写好需要的每一项；或者新建一个站点。

\b
govssg new article --site ybj --title 关于……的通告
govssg new policy --site ybj 2026-12
govssg new column --site ybj --column tzgg
govssg new site abc --class county --name 某某县人民政府
"""

CODE = "000000000"
"""The organ code of a new index number; to be replaced by the organ's own."""


class Choices(When, frozen=True, kw_only=True):
    """What ``govssg new`` was asked."""

    kind: str
    name: str = ""
    site: str = ""
    column: str = ""
    title: str = ""
    class_: str = ""
    called: str = ""


@click.command("new", help=HELP)
@click.argument("kind")
@click.argument("name", required=False)
@click.option("--site", metavar="ID", help="站点标识。")
@click.option("--column", metavar="PATH", help="栏目目录，默认用站点里第一个合适的。")
@click.option("--title", metavar="T", help="标题。")
@click.option(
    "--class",
    "class_",
    type=click.Choice(["department", "county", "portal"]),
    help="新站点的类别。",
)
@click.option("--name", "called", metavar="NAME", help="新站点的名称。")
@click.option("--root", default="", metavar="DIR", help="项目目录，默认向上找 sites/portal.yaml。")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="提示的语言，默认随门户。")
def command(**options: object) -> int:
    """Write a new file and print its path."""
    choices = read_options(Choices, options)
    with plain_words(choices.lang or "zh"):
        project = open_project(choices)
        prepared = usable_project(project, choices)
        if choices.kind == "site":
            portal = prepared.usable().portal
            wanted = (choices.name, choices.class_, choices.called)
            click.echo(new_site(project.root, portal, *wanted, project.said(portal)))
        else:
            click.echo(_new_document(project, prepared, choices))
    return 0


def _new_document(project: Project, prepared: Prepared, choices: Choices) -> str:
    language = project.said(prepared.usable().portal)
    kind = _kind(choices.kind, language)
    site = _site(prepared, choices.site, language)
    folder = _column(site, kind, choices.column, language)
    root = f"content/{site.content_root()}"
    known = _known(prepared, site, kind, choices.title)
    column = next((c for c in site.columns if c.path == folder), None)
    named = kind.name != "column" and (column is None or column.kind != kind.name)
    text = skeleton(kind, known, named=named)
    path = _path(project.root, f"{root}/{folder}", kind, choices.name, language)
    return write_new(project.root, path, text, language)


def _kind(name: str, language: str) -> Kind:
    kind = kind_named(name)
    if kind is None:
        names = [kind.name for kind in KINDS]
        near = did_you_mean(nearest(name, names), language)
        raise WrongUsageError("no-kind", language, kind=name, near=near, kinds="、".join(names))
    return kind


def _site(prepared: Prepared, name: str, language: str) -> Site:
    portal = prepared.usable().portal
    ids = [site.id for site in portal.sites]
    if not name and len(ids) == 1:
        name = ids[0]
    site = portal.site(name)
    if site is None and not name:
        raise WrongUsageError("need-site", language, example=ids[0] if ids else "abc")
    if site is None:
        near = did_you_mean(nearest(name, ids), language)
        raise WrongUsageError("no-site", language, pattern=name, near=near)
    return site


def _column(site: Site, kind: Kind, wanted: str, language: str) -> str:
    """Give the folder: the one asked for, else the site's first column of that kind."""
    if wanted:
        wanted = wanted.strip("/")
        if unsafe_segment(wanted):
            raise WrongUsageError("bad-name", language, name=unsafe_segment(wanted))
        return wanted
    fitting = [column.path for column in site.columns if column.kind == kind.name]
    if not fitting:
        raise WrongUsageError("no-column", language, site=site.id, kind=kind.name)
    return fitting[0]


def _known(prepared: Prepared, site: Site, kind: Kind, title: str) -> dict[str, str]:
    """Give the values the portal itself can tell."""
    known = {"date": now(), "org": scalar(site.name), "source": scalar(site.name)}
    known["title"] = scalar(title or "请填写标题")
    known["indexNumber"] = _next_index_number(prepared, known["date"][:4])
    if kind.name == "column":
        known["title"] = scalar(title or "请填写栏目名称")
    policy = _newest_policy(prepared, site)
    known["interprets"] = f"[{scalar(policy)}]" if policy else "[]"
    return known


def _next_index_number(prepared: Prepared, year: str) -> str:
    prefix = f"{CODE}/{year}-"
    used = [card.fact("indexNumber") for card in _policies(prepared)]
    serials = [int(number.removeprefix(prefix)) for number in used if number.startswith(prefix)]
    return f"{prefix}{max(serials, default=0) + 1:05d}"


def _newest_policy(prepared: Prepared, site: Site) -> str:
    own = [card for card in _policies(prepared) if card.site == site.id] or _policies(prepared)
    own = [card for card in own if not card.draft]
    return max(own, key=lambda card: (card.date, card.id)).id if own else ""


def _policies(prepared: Prepared) -> list[Card]:
    cards = (card for site in prepared.inputs for card in prepared.cards(site))
    return [card for card in cards if card.kind == "policy"]


def _path(root: Path, folder: str, kind: Kind, name: str, language: str) -> str:
    if kind.name == "column":
        return f"{folder}/_index.md"
    name = name.removesuffix(".md")
    if name:
        wrong = unsafe_segment(name)
        if wrong or "/" in name:
            raise WrongUsageError("bad-name", language, name=wrong or name)
        return f"{folder}/{name}.md"
    stem, number = now()[:10], 1
    while (root / folder / f"{stem}-{number}.md").exists():
        number += 1
    return f"{folder}/{stem}-{number}.md"
