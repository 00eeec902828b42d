"""The command line: ``govssg`` and its verbs, one file each, loaded when asked for."""

import os
import sys
from importlib import import_module

import click

from govssg import __version__

VERBS = {
    "init": "新建一个小门户，马上可以生成",
    "new": "新建一篇文档或者一个站点",
    "build": "生成门户",
    "serve": "在本机预览，保存后自动刷新",
    "check": "检查内容、链接和主题，不写文件",
    "list": "列出草稿、站点、栏目、网址等",
    "plan": "说明下一次生成会更新哪些页面、为什么",
    "explain": "说明一个页面从哪里来、为什么要重新生成",
    "cache": "说明缓存里有什么，清理没有用的缓存",
    "clean": "删除生成的文件",
    "schema": "输出 JSON Schema，供编辑器提示",
}
"""Verb → what it does, in the order of a working day."""

INTERRUPTED = 130
FAULT = 3


class _Verbs(click.Group):
    """Imports a verb only when it is used, so that ``--version`` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in VERBS:
            return None
        command = import_module(f"govssg.cli.{cmd_name}").command
        assert isinstance(command, click.Command)  # noqa: S101 - each verb's file has one
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in VERBS and not name.startswith("-"):
            import difflib  # noqa: PLC0415 - slow to import, and only a slip needs it

            near = difflib.get_close_matches(name, VERBS, n=1)
            meant = f"是不是“{near[0]}”？ Did you mean “{near[0]}”?" if near else ""
            raise click.UsageError(f"没有“{name}”这个命令。 No such command. {meant}".rstrip(), ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("命令"):
            formatter.write_dl(list(VERBS.items()))


@click.group(
    cls=_Verbs,
    help="政府网站集群静态生成器。每个命令的用法：govssg 命令 --help。",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="govssg")
def group() -> None:
    """Hold the verbs; does nothing by itself."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code: 0 fine, 1 findings, 2 usage, 3 ours."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run the command line and give its exit code."""
    try:
        code = group.main(arguments, prog_name="govssg", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("已中断。interrupted.", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the one place: an apology instead of a traceback
        from govssg.cli.crash import apologise  # noqa: PLC0415 - only a fault of ours needs it

        apologise(error)
        return FAULT
