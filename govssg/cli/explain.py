"""``govssg explain``: why a page was built again or would be, in the words of its own fields."""

import difflib
from pathlib import Path

import click

from govssg.check.dry_plan import known_rows
from govssg.check.planned import planned_site
from govssg.cli.options import (
    TREE,
    When,
    read_options,
    tree_option,
    when_options,
    where_options,
)
from govssg.cli.pages import Place, page_place
from govssg.cli.problems import WrongUsageError, plain_words
from govssg.cli.project import Project, open_project, output_tree, usable_project
from govssg.cli.words import did_you_mean
from govssg.model.output import Copy, DataFile, Page
from govssg.model.paths import route
from govssg.plan.keys import Keyed, changed_parts
from govssg.plan.site_plan import SitePlan, made_things
from govssg.prepare import Prepared
from govssg.report.parts import part_names
from govssg.report.width import printable

HELP = """说明一个页面从哪里来、为什么要重新生成，不写文件。

NAME 是网址、输出文件或者源文件，例如 ybj/gzdt/a.html 或 content/…/a.md。
所有要重新生成的页面见 govssg plan。
"""

MOST = 4
"""Templates named; the chrome's many parts are counted."""


class Choices(When, frozen=True, kw_only=True):
    """What ``govssg explain`` was asked."""

    name: str
    output: str = TREE


@click.command("explain", help=HELP)
@click.argument("name")
@tree_option
@when_options
@where_options
def command(**options: object) -> int:
    """Print where a page comes from, and why it is stale."""
    choices = read_options(Choices, options)
    with plain_words(choices.lang or "zh"):
        project = open_project(choices)
        prepared = usable_project(project, choices)
        _explain(project, prepared, choices.name, output_tree(project, choices.output))
    return 0


def _explain(project: Project, prepared: Prepared, name: str, tree: Path) -> None:
    portal = prepared.usable().portal
    language = project.said(portal)
    place = page_place(project.root, prepared, name, language)
    given = prepared.inputs[place.site]
    plan = planned_site(prepared.usable(), given)
    drafts = [draft for draft in plan.drafts if draft.path == place.path]
    thing = next(made_things(plan, drafts, given, project.snapshot), None)
    row = known_rows(tree, place.site, (place.path,)).get(place.path)
    if thing is None and row is None:
        near = _near(prepared, plan, place)
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


def _near(prepared: Prepared, plan: SitePlan, place: Place) -> str:
    site = prepared.inputs[place.site].site
    close = difflib.get_close_matches(place.path, [draft.path for draft in plan.drafts], n=1)
    return route(site, close[0]) if close else ""


def _facts(
    prepared: Prepared, place: Place, thing: Keyed | None, language: str
) -> list[tuple[str, str]]:
    """Give where a page comes from and where it goes, as labelled lines."""
    site = prepared.inputs[place.site].site
    portal = prepared.usable().portal
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
    cards = prepared.cards(place.site)
    found = (card.id.partition(":")[2] for card in cards if card.path == place.path)
    path = next(found, "")
    return f"content/{root}/{path}" if path else ""


def _templates(prepared: Prepared, made: Page | DataFile | Copy | None) -> tuple[str, ...]:
    theme = prepared.usable().theme
    members = dict(theme.closures.members)
    if isinstance(made, Page):
        names = theme.page_templates(made.view.template)
        return tuple(dict.fromkeys(m for n in names for m in members.get(n, ())))
    return members.get(made.template, ()) if isinstance(made, DataFile) else ()
