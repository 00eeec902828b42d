"""``govssg plan``: what a build would make again and remove, and why; writes nothing."""

from collections.abc import Sequence
from pathlib import Path

import click

from govssg.check.dry_plan import is_unfinished
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
from govssg.cli.problems import note, plain_words
from govssg.cli.project import open_project, output_tree, require_sites, usable_project
from govssg.cli.words import say
from govssg.model.output import Reason
from govssg.model.portal import Portal
from govssg.prepare import Prepared
from govssg.report.build_summary import plan_line
from govssg.report.changes import changes_object, foretold
from govssg.report.json_report import pretty
from govssg.report.page_kinds import column_kinds, page_kind
from govssg.report.parts import part_names
from govssg.report.words_build import whole
from govssg.store.ledger import has_ledger

HELP = """说明下一次生成会更新哪些页面、为什么，不写文件。

先是一行小结，再是每个页面和原因。
要和生成时用同样的选项（--clock、-D、-b 等），否则它们也算变化。
"""

LIMIT = 50
"""Pages listed when nobody says how many; JSON lists all."""

UNUSABLE = frozenset({"T101", "T104"})
"""What keeps a template from being rendered and is known without trying."""

VERSION = 1


class Choices(When, frozen=True, kw_only=True):
    """What ``govssg plan`` was asked."""

    output: str = TREE
    site: str = ""
    json: bool = False
    limit: int | None = None


@click.command("plan", help=HELP)
@site_option
@click.option(
    "--limit",
    type=click.IntRange(0),
    metavar="N",
    help=f"最多列出多少个页面，0 为全部；默认 {LIMIT}，JSON 默认全部。",
)
@click.option("--json", "json", is_flag=True, help="输出 JSON，供程序使用。")
@tree_option
@when_options
@where_options
def command(**options: object) -> int:
    """Print what a build would do."""
    choices = read_options(Choices, options)
    with plain_words(choices.lang or "zh"):
        project = open_project(choices)
        prepared = usable_project(project, choices)
        portal = prepared.usable().portal
        language = project.said(portal)
        sites = require_sites(portal, choices.site, language)
        tree = output_tree(project, choices.output)
        _remark(prepared, tree, language)
        reasons = dry_plan(prepared, project.snapshot, tree, sites)
    if choices.json:
        _show_json(portal, reasons, choices.limit or len(reasons))
    else:
        _show_text(portal, reasons, choices, language)
    return 0


def _remark(prepared: Prepared, tree: Path, language: str) -> None:
    """Say on standard error what makes this plan unlike others."""
    if not has_ledger(tree):
        note(say("no-tree", language, path=tree))
    if is_unfinished(tree):
        note(say("unfinished", language))
    broken = sorted({found.span for found in prepared.findings if found.code in UNUSABLE})
    if broken:
        places = ", ".join(
            f"{span.path}:{span.line}" if span.line else span.path for span in broken
        )
        note(say("broken-theme", language, places=places))


def _show_text(portal: Portal, reasons: Sequence[Reason], choices: Choices, language: str) -> None:
    """Print the summary, then a line a page: site, path, the fields that changed."""
    if not choices.quiet:
        click.echo(whole(plan_line(foretold(portal, reasons), language), language))
    limit = LIMIT if choices.limit is None else choices.limit or len(reasons)
    rows = [(r.site, r.path, part_names(r.parts, language)) for r in reasons[:limit]]
    show_rows(("site", "path", "reasons"), rows, "text")
    if len(reasons) > limit:
        note(say("left-off", language, count=f"{len(reasons) - limit:,}"))


def _show_json(portal: Portal, reasons: Sequence[Reason], limit: int) -> None:
    """Print one object: version, counts by kind of page, and every page with its reasons."""
    columns = column_kinds(portal)
    pages = [
        {
            "site": reason.site,
            "path": reason.path,
            "kind": page_kind(reason.site, reason.path, columns),
            "reasons": list(reason.parts),
        }
        for reason in reasons[:limit]
    ]
    counts = changes_object(foretold(portal, reasons))
    shown = {name: counts[name] for name in ("pages", "removed", "sites")}
    value = {"version": VERSION, "changes": shown, "pages": pages}
    click.echo(pretty({**value, "leftOff": len(reasons) - len(pages)}), nl=False)
