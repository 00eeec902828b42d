"""The options that verbs share, and the values they come as."""

from collections.abc import Callable
from typing import Any, TypeVar

import click
import msgspec
from msgspec import Struct

Command = TypeVar("Command", bound=Callable[..., Any])

FORMATS = ("text", "json", "sarif", "junit", "github", "gitlab")
"""The names of ``report.formats``, which is loaded when one of them is asked for."""

TREE = "build"
"""The output folder when none is named."""


class Where(Struct, frozen=True, kw_only=True):
    """Which project, in which state, told in which language."""

    root: str = ""
    ref: str = ""
    lang: str = ""
    quiet: bool = False


class When(Where, frozen=True, kw_only=True):
    """Which documents exist: the clock and Hugo's three flags; and the processes to use."""

    drafts: bool = False
    future: bool = False
    expired: bool = False
    clock: str = ""
    base_url: str = ""
    jobs: int = 0


class Told(When, frozen=True, kw_only=True):
    """Which findings are shown, how, and when they fail the command."""

    site: str = ""
    format: str = "text"
    fail_on: str = "error"


def where_options(command: Command) -> Command:
    """Add ``--root --lang --quiet``."""
    return _all(
        command,
        click.option(
            "--root", default="", metavar="DIR", help="项目目录，默认向上找 sites/portal.yaml。"
        ),
        click.option("--lang", type=click.Choice(["zh", "en"]), help="提示的语言，默认随门户。"),
        click.option("-q", "--quiet", is_flag=True, help="不显示进度和摘要。"),
    )


ref_option = click.option(
    "--ref", default="", metavar="REV", help="使用 git 的某个版本，而不是现在的文件。"
)


def when_options(command: Command) -> Command:
    """Add ``-D -F -E --clock --ref --base-url --jobs``."""
    return _all(
        command,
        ref_option,
        click.option("-D", "--drafts", is_flag=True, help="包括草稿。"),
        click.option("-F", "--future", is_flag=True, help="包括还没到发布时间的。"),
        click.option("-E", "--expired", is_flag=True, help="包括已经过期的。"),
        click.option("--clock", default="", metavar="TIME", help="按这个时间生成，默认现在。"),
        click.option("-b", "--base-url", default="", metavar="URL", help="换一个公开网址。"),
        click.option(
            "-j",
            "--jobs",
            default=0,
            metavar="N",
            type=click.IntRange(0),
            help="进程数，0 为自动。",
        ),
    )


def told_options(command: Command) -> Command:
    """Add ``--site --format --fail-on``."""
    return _all(
        command,
        site_option,
        click.option("--format", type=click.Choice(FORMATS), default="text", help="输出格式。"),
        click.option(
            "--fail-on",
            type=click.Choice(["error", "warning", "never"]),
            default="error",
            help="发现哪一级问题时以 1 退出。",
        ),
    )


site_option = click.option(
    "--site", default="", metavar="GLOB", help="只看符合的站点，例如 ybj 或 'y*'。"
)

tree_option = click.option(
    "-d", "--output", default=TREE, metavar="DIR", show_default=True, help="输出目录。"
)


def table_option(command: Command) -> Command:
    """Add ``--format text|json|csv``."""
    choices = click.Choice(["text", "json", "csv"])
    return click.option("--format", type=choices, default="text", help="输出格式。")(command)


def _all(command: Command, *options: Callable[[Command], Command]) -> Command:
    for option in reversed(options):
        command = option(command)
    return command


Options = TypeVar("Options", bound=Struct)


def read_options(kind: type[Options], options: dict[str, object]) -> Options:
    """Give the options of a command as a value; what was not given has its default."""
    given = {name: value for name, value in options.items() if value is not None}
    return msgspec.convert(given, kind)
