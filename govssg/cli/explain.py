"""``govssg explain``: why a page was built again or would be, in the words of its own fields."""

import difflib
from pathlib import Path

import click

from govssg.check.dry_plan import has_ledger, known_rows
from govssg.check.planned import keyed_site
from govssg.cli.dry import dry_plan
from govssg.cli.options import (
    TREE,
    When,
    read_options,
    site_option,
    tree_option,
    when_options,
    where_options,
)
from govssg.cli.output import show_rows
from govssg.cli.pages import Place, page_place, scene_of
from govssg.cli.problems import WrongUsageError, note, plain_words
from govssg.cli.project import (
    Project,
    open_project,
    output_tree,
    prepared_project,
    require_sites,
)
from govssg.cli.words import did_you_mean, say
from govssg.model.output import Copy, DataFile, Page
from govssg.model.paths import route
from govssg.plan.keys import Keyed, changed_parts
from govssg.prepare import Prepared
from govssg.report.parts import counted_reasons, part_names
from govssg.report.width import printable

HELP = """说明页面为什么要重新生成。

NAME 是网址、输出文件或者源文件，例如 ybj/gzdt/a.html 或 content/…/a.md。
不写 NAME、加 --all 时列出所有要重新生成的页面和原因，不写文件。
"""


MOST = 4
"""Templates named; the chrome's many parts are counted."""


class Choices(When, frozen=True, kw_only=True):
    """What ``govssg explain`` was asked."""

    name: str = ""
    all: bool = False
    output: str = TREE
    site: str = ""
    format: str = "text"


@click.command("explain", help=HELP)
@click.argument("name", required=False)
@click.option("--all", "all", is_flag=True, help="列出所有要重新生成的页面。")
@site_option
@click.option(
    "--format",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    help="--all 的输出格式。",
)
@tree_option
@when_options
@where_options
def command(**options: object) -> int:
    """Print why a page is stale, or every stale page."""
    choices = read_options(Choices, options)
    if not choices.name and not choices.all:
        raise click.UsageError("请写一个网址或源文件，或者加 --all。")
    with plain_words(choices.lang or "zh"):
        project = open_project(choices)
        prepared = prepared_project(project, choices)
        if prepared.scene is None:
            raise WrongUsageError("broken-config", project.said())
        tree = output_tree(project, choices.output)
        if choices.all:
            _all(project, prepared, choices, tree)
        else:
            _one(project, prepared, choices.name, tree)
    return 0


def _all(project: Project, prepared: Prepared, choices: Choices, tree: Path) -> None:
    portal = scene_of(prepared).portal
    language = project.said(portal)
    if not has_ledger(tree):
        note(say("no-tree", language, path=tree))
    sites = require_sites(portal, choices.site, language)
    reasons = dry_plan(prepared, project.snapshot, tree, sites)
    rows = [(r.site, r.path, part_names(r.parts, language)) for r in reasons]
    show_rows(("site", "path", "reasons"), rows, choices.format)
    if not project.quiet:
        nothing = "nothing" if language == "en" else "没有"
        counted = counted_reasons(reasons, language) or nothing
        note(f"to build: {counted}" if language == "en" else f"需要重新生成：{counted}")


def _one(project: Project, prepared: Prepared, name: str, tree: Path) -> None:
    portal = scene_of(prepared).portal
    language = project.said(portal)
    place = page_place(project.root, prepared, name, language)
    things = keyed_site(scene_of(prepared), prepared.inputs[place.site], project.snapshot)
    thing = next((thing for thing in things if thing.path == place.path), None)
    row = known_rows(tree, place.site).get(place.path)
    if thing is None and row is None:
        near = _near(prepared, things, place)
        raise WrongUsageError("no-page", language, name=name, near=did_you_mean(near, language))
    facts = _facts(prepared, place, thing, language)
    if thing is None:
        state = part_names(("removed",), language)
    elif row is not None and row.key == thing.key:
        state = "up to date" if language == "en" else "没有变化，不用重新生成"
    else:
        lead = "will be built again: " if language == "en" else "要重新生成，因为变了："
        state = lead + part_names(changed_parts(row, thing.parts), language)
    for label, value in (*facts, ("state" if language == "en" else "状态", state)):
        text = printable(value)
        click.echo(f"{label}: {text}" if language == "en" else f"{label}：{text}")


def _near(prepared: Prepared, things: tuple[Keyed, ...], place: Place) -> str:
    site = prepared.inputs[place.site].site
    close = difflib.get_close_matches(place.path, [thing.path for thing in things], n=1)
    return route(site, close[0]) if close else ""


def _facts(
    prepared: Prepared, place: Place, thing: Keyed | None, language: str
) -> list[tuple[str, str]]:
    """Give where a page comes from and where it goes, as labelled lines."""
    site = prepared.inputs[place.site].site
    portal = scene_of(prepared).portal
    english = language == "en"
    made = thing.thing if thing else None
    variants = portal.variants if isinstance(made, Page) else portal.variants[:1]
    routes = [route(site, place.path, variant.prefix) for variant in variants]
    found = [("page" if english else "页面", f"{place.site}:{place.path}")]
    source = _source(prepared, place, made)
    found += [("source" if english else "源文件", source)] if source else []
    templates = _templates(prepared, made)
    found += [("templates" if english else "模板", _shortened(templates))] if templates else []
    found.append(("files" if english else "输出文件", ", ".join(routes)))
    return found


def _shortened(names: tuple[str, ...]) -> str:
    """Give the first names and how many there are; the main template comes first."""
    return ", ".join(names[:MOST]) + (f", … ({len(names)})" if len(names) > MOST else "")


def _source(prepared: Prepared, place: Place, made: Page | DataFile | Copy | None) -> str:
    if isinstance(made, Copy):
        return made.source
    root = prepared.inputs[place.site].site.content_root()
    cards = prepared.parsed[place.site].cards
    found = (card.id.partition(":")[2] for card in cards if card.path == place.path)
    path = next(found, "")
    return f"content/{root}/{path}" if path else ""


def _templates(prepared: Prepared, made: Page | DataFile | Copy | None) -> tuple[str, ...]:
    theme = scene_of(prepared).theme
    members = dict(theme.closures.members)
    if isinstance(made, Page):
        names = theme.page_templates(made.view.template)
        return tuple(dict.fromkeys(m for n in names for m in members.get(n, ())))
    return members.get(made.template, ()) if isinstance(made, DataFile) else ()
