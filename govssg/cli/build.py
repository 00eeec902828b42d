"""``govssg build``: the portal into the output tree."""

import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import click

from govssg.build import Report, Settings, build
from govssg.cli.options import (
    TREE,
    Told,
    read_options,
    told_options,
    tree_option,
    when_options,
    where_options,
)
from govssg.cli.output import FINDINGS, chosen, show
from govssg.cli.problems import MachineError, WrongUsageError, note, plain_words
from govssg.cli.project import (
    Project,
    matching_sites,
    open_project,
    output_tree,
    require_sites,
    wanted,
)
from govssg.cli.words import say
from govssg.read.snapshot import SourcesChangedError, Worktree
from govssg.report.build_summary import Outcome, summary
from govssg.report.changes import Changes, changed, changes_object
from govssg.report.findings import Findings
from govssg.report.parts import part_names

HELP = """生成门户：只重新生成有变化的页面。

问题写到标准输出，--fail-on 决定什么时候以 1 退出。
加 --site 时只重新生成符合的站点，其他站点保持原样。
"""


SHARES = {"all": 1, "sample": 10}
"""What is compared by ``--verify``: one file in so many."""

JOBS = {"inline": 1}
"""Executors that settle the number of processes."""

ATTEMPTS = 3
"""Builds begun anew when somebody saves a file while it is being read."""


class Choices(Told, frozen=True, kw_only=True):
    """What ``govssg build`` was asked."""

    output: str = TREE
    no_search: bool = False
    verbose: bool = False
    verify: str = ""
    executor: str = "auto"
    scheduler: str = ""


@click.command("build", help=HELP)
@tree_option
@when_options
@told_options
@click.option("--no-search", is_flag=True, help="不要搜索索引，已有的删去。")
@click.option("-v", "--verbose", is_flag=True, help="逐页说明重新生成的原因。")
@click.option(
    "--executor",
    type=click.Choice(["auto", "inline", "dask"]),
    default="auto",
    help="在哪里运行：auto 按工作量决定，inline 单进程，dask 用集群（另加 --scheduler）。",
)
@click.option("--scheduler", default="", metavar="ADDR", help="dask 调度器地址，各节点共享目录。")
@click.option(
    "--verify",
    type=click.Choice(list(SHARES)),
    help="另做一次全新生成，逐字节核对全部（all）或抽查（sample）文件，不一致时以 3 退出。",
)
@where_options
def command(**options: object) -> int:
    """Build the portal, print findings and summary, give the exit code."""
    choices = read_options(Choices, options)
    with plain_words(choices.lang or "zh"):
        for _attempt in range(ATTEMPTS - 1):
            with suppress(SourcesChangedError):
                return _build(open_project(choices), choices)
        return _build(open_project(choices), choices)


def _begin(project: Project) -> None:
    """Import what a build needs while a child looks at a large tree; nothing may have changed."""
    if isinstance(project.snapshot, Worktree) and project.snapshot.start():
        import_module("govssg.conduct")


def _build(project: Project, choices: Choices) -> int:
    _begin(project)
    settings = _settings(project, choices)
    started = time.perf_counter()
    report = build(project.snapshot, settings, project.reporter())
    seconds = time.perf_counter() - started
    language = project.said(report.portal)
    if report.portal is None:
        show(_findings(project, report, choices, ()), choices.format)
        raise WrongUsageError("broken-config", language)
    sites = matching_sites(report.portal, choices.site)
    findings = _findings(project, report, choices, sites)
    changes = changed(report.portal, report)
    show(findings, choices.format, changes_object(changes))
    require_sites(report.portal, choices.site, language)
    outcome = _outcome(report, len(report.portal.sites), changes, findings, seconds)
    _tell(outcome, _short(Path(settings.tree)), choices, language)
    if choices.verify:
        _verify(project, settings, choices, language)
    return FINDINGS if findings.failed() else 0


def _verify(project: Project, settings: Settings, choices: Choices, language: str) -> None:
    """Compare the tree with a clean build; what differs is a fault of ours."""
    from govssg.verify import verify  # noqa: PLC0415 - most builds are not verified

    share = SHARES[choices.verify]
    found = verify(project.snapshot, settings, project.reporter(), share=share)
    counts = {
        "compared": found.compared,
        "missing": len(found.missing),
        "extra": len(found.extra),
        "different": len(found.different),
    }
    if found.holds():
        note(say("verified", language, **counts))
        return
    for name in (*found.missing, *found.extra, *found.different):
        note(name)
    raise MachineError("not-verified", language, **counts)


def _settings(project: Project, choices: Choices) -> Settings:
    if (choices.executor == "dask") != bool(choices.scheduler):
        raise WrongUsageError("scheduler", project.said())
    given = wanted(project, choices)
    return Settings(
        tree=str(output_tree(project, choices.output)),
        visibility=given.visibility,
        cache=given.cache,
        base_url=given.base_url,
        jobs=JOBS.get(choices.executor, given.jobs),
        scheduler=choices.scheduler if choices.executor == "dask" else "",
        search=not choices.no_search,
        sites=choices.site,
    )


def _findings(
    project: Project, report: Report, choices: Choices, sites: tuple[str, ...]
) -> Findings:
    items = chosen(report.findings, project.snapshot, choices.site)
    language = project.said(report.portal)
    return Findings(items, sites, language, choices.fail_on)


def _outcome(
    report: Report, sites: int, changes: Changes, findings: Findings, seconds: float
) -> Outcome:
    return Outcome(
        sites=sites,
        documents=report.documents,
        parsed=report.parsed,
        planned=report.planned,
        sites_planned=len(report.sites_planned),
        written=len(report.written),
        removed=len(report.removed),
        reasons=report.reasons,
        changes=changes,
        findings=findings.items,
        seconds=seconds,
        files=report.files,
    )


def _short(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _tell(outcome: Outcome, tree: str, choices: Choices, language: str) -> None:
    if choices.verbose:
        for reason in outcome.reasons:
            note(f"{reason.site}:{reason.path}  {part_names(reason.parts, language)}")
    if choices.quiet:
        return
    click.echo(summary(outcome, tree, language), nl=False, err=choices.format != "text")
