"""``govssg cache``: what the caches of a project hold, and what nobody needs removed from them."""

import time
from pathlib import Path

import click

from govssg.cli.cache_shown import show_holdings, show_sweep
from govssg.cli.cache_survey import Holdings, holdings
from govssg.cli.cache_sweep import Sweep, sweep
from govssg.cli.options import Where, read_options, ref_option, where_options
from govssg.cli.problems import WrongUsageError, plain_words
from govssg.cli.project import CACHE, Project, open_project
from govssg.cli.words_cache import tell
from govssg.read.config import Configuration
from govssg.report.json_report import pretty
from govssg.store.value_cache import ValueCache

HELP = """说明缓存里有什么，或者清理没有用的缓存。

\b
govssg cache stats          每一部分有多少文件、多大、做什么用
govssg cache gc             删除没有网站再用的，正在生成时也可以运行
govssg cache gc --dry-run   只说明，不删除
"""

VERSION = 1


class Choices(Where, frozen=True, kw_only=True):
    """What ``govssg cache`` was asked."""

    what: str
    sites: bool = False
    dry_run: bool = False
    json: bool = False


@click.command("cache", help=HELP)
@click.argument("what", type=click.Choice(["stats", "gc"]))
@click.option("--sites", is_flag=True, help="用于 stats：每个网站各占多少。")
@click.option("--dry-run", is_flag=True, help="用于 gc：只说明会删除什么，不删除。")
@click.option("--json", is_flag=True, help="输出 JSON，供程序使用。")
@ref_option
@where_options
def command(**options: object) -> int:
    """Tell what the caches hold, or tidy them."""
    choices = read_options(Choices, options)
    with plain_words(choices.lang or "zh"):
        project = open_project(choices)
        language = _language(project)
        _refuse(choices, project, language)
        if choices.what == "stats":
            _stats(holdings(project), choices, language)
        else:
            _gc(sweep(project, time.time_ns(), dry=choices.dry_run), choices, language)
    return 0


def _language(project: Project) -> str:
    """Give the language to speak, without reading the configuration anew."""
    folder = Path(project.cache) / "configuration"
    known = None if _is_link(project) else ValueCache(folder, Configuration).newest("portal")
    return project.said(known.portal if known else None)


def _is_link(project: Project) -> bool:
    return Path(project.cache).is_symlink()


def _refuse(choices: Choices, project: Project, language: str) -> None:
    """Refuse what makes no sense, and a cache that leads out of the project."""
    wrong = ("--sites", "stats") if choices.sites and choices.what != "stats" else ()
    wrong = ("--dry-run", "gc") if choices.dry_run and choices.what != "gc" else wrong
    if wrong:
        text = tell("only", language, option=wrong[0], verb=wrong[1])
        raise WrongUsageError("plain", language, text=text)
    if _is_link(project):
        raise WrongUsageError("plain", language, text=tell("link", language, path=CACHE))


def _stats(held: Holdings, choices: Choices, language: str) -> None:
    if choices.json:
        click.echo(pretty(_stats_object(held, choices)), nl=False)
    elif not held.files:
        click.echo(tell("none", language, path=CACHE))
    else:
        show_holdings(held, language, by_site=choices.sites, quiet=choices.quiet)


def _gc(done: Sweep, choices: Choices, language: str) -> None:
    if choices.json:
        click.echo(pretty(_gc_object(done, choices)), nl=False)
    elif not choices.quiet:
        show_sweep(done, language, dry=choices.dry_run)


def _stats_object(held: Holdings, choices: Choices) -> dict[str, object]:
    """Give one object: version, rooms, what is asked for of the parsed documents, the total."""
    value: dict[str, object] = {
        "version": VERSION,
        "exists": bool(held.files),
        "rooms": [
            {"room": room, "files": count, "bytes": size} for room, count, size in held.rooms()
        ],
        "documents": {
            "kept": sum(share.documents for share in held.shares),
            "bytes": sum(share.document_bytes for share in held.shares),
            "asked": sum(share.asked or 0 for share in held.shares),
            "askedBytes": sum(share.asked_bytes for share in held.shares),
            "unknown": held.unknown(),
        },
        "total": {"files": len(held.files), "bytes": held.bytes()},
    }
    if choices.sites:
        value["sites"] = [
            {
                "site": share.site,
                "configured": share.configured,
                "files": share.files,
                "bytes": share.bytes,
                "documents": share.documents,
                "asked": share.asked,
            }
            for share in held.shares
        ]
    return value


def _gc_object(done: Sweep, choices: Choices) -> dict[str, object]:
    """Give one object: version, what was removed and why, what was left alone, bytes freed."""
    return {
        "version": VERSION,
        "dryRun": choices.dry_run,
        "files": [
            {"path": gone.path, "bytes": gone.bytes, "reason": gone.reason} for gone in done.gone
        ],
        "documents": [
            {"site": some.site, "count": some.documents, "bytes": some.freed}
            for some in done.dropped
        ],
        "busy": list(done.busy),
        "freed": done.freed(),
    }
