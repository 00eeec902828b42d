"""``govssg init``: a small portal of one's own that builds at once."""

from pathlib import Path

import click

from govssg.cli.problems import WrongUsageError, plain_words
from govssg.cli.project import now
from govssg.cli.starter import STARTER

HELP = """在 DIR 新建一个小门户：一个站点、三篇文档，马上可以生成。

不覆盖已有的文件。
"""


@click.command("init", help=HELP)
@click.argument("folder", metavar="DIR")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="提示的语言。")
def command(folder: str, lang: str) -> int:
    """Write the starter portal and say how to go on."""
    root = Path(folder)
    with plain_words(lang):
        taken = [name for name in STARTER if (root / name).exists()]
        if taken:
            raise WrongUsageError("exists", lang, path=root / taken[0])
        for name, text in STARTER.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_filled(name, text), encoding="utf-8")
    click.echo(f"cd {root}\ngovssg build\ngovssg serve -D")
    return 0


def _filled(name: str, text: str) -> str:
    return text.format(now=now()) if name.endswith(".md") and "content/" in name else text
