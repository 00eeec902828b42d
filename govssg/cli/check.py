"""``govssg check``: every rule over the portal, nothing written."""

from collections.abc import Iterable

import click

from govssg.check.portal import check_scene
from govssg.cli.options import Told, read_options, told_options, when_options, where_options
from govssg.cli.output import FINDINGS, chosen, show
from govssg.cli.problems import WrongUsageError, note, plain_words
from govssg.cli.project import Project, matching_sites, open_project, require_sites, wanted
from govssg.model.finding import Finding
from govssg.prepare import prepare
from govssg.report.findings import Findings
from govssg.report.text import count_line

HELP = """检查内容、链接和主题，不写文件。

问题写到标准输出；--format 可选 text json sarif junit github gitlab。
退出码：0 没有问题，1 有 --fail-on 那一级的问题，2 用法或配置有错，3 程序出错。
"""


@click.command("check", help=HELP)
@told_options
@when_options
@where_options
def command(**options: object) -> int:
    """Check the portal, print the findings, give the exit code."""
    choices = read_options(Told, options)
    with plain_words(choices.lang or "zh"):
        project = open_project(choices)
        return _check(project, choices)


def _check(project: Project, choices: Told) -> int:
    given = wanted(project, choices)
    prepared = prepare(project.snapshot, given, project.reporter())
    if prepared.scene is None:
        show(_findings(project, prepared.findings, choices, (), project.said()), choices.format)
        raise WrongUsageError("broken-config", project.said())
    language = project.said(prepared.scene.portal)
    sites = matching_sites(prepared.scene.portal, choices.site)
    checked = check_scene(
        prepared.scene,
        prepared.inputs,
        project.snapshot,
        given.visibility.clock,
        sites=sites,
        reporter=project.reporter(),
    )
    every = {*prepared.findings, *checked}
    findings = _findings(project, every, choices, sites, language)
    show(findings, choices.format)
    require_sites(prepared.scene.portal, choices.site, language)
    _tell(findings, choices)
    return FINDINGS if findings.failed() else 0


def _tell(findings: Findings, choices: Told) -> None:
    """Say on standard error how it went, where the report itself does not."""
    if choices.quiet:
        return
    if not findings.items:
        note("Nothing found." if findings.language == "en" else "没有发现问题。")
    elif choices.format != "text":
        note(count_line(findings))


def _findings(
    project: Project,
    found: Iterable[Finding],
    choices: Told,
    sites: tuple[str, ...],
    language: str,
) -> Findings:
    items = chosen(found, project.snapshot, choices.site)
    return Findings(items, sites, language, choices.fail_on)
