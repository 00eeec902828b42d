"""``govssg schema``: JSON Schema of front matter, site file and portal file."""

from pathlib import Path

import click
from msgspec import Struct

from govssg.cli.options import read_options
from govssg.cli.problems import plain_words
from govssg.cli.schemas import Schema, front_matter_schema, portal_schema, site_schema
from govssg.kinds import KINDS, kind_named
from govssg.report.json_report import pretty

HELP = """输出 JSON Schema，供编辑器提示和检查。

编辑器怎样设置见 docs/editors.md。
"""


class Choices(Struct, frozen=True, kw_only=True):
    """What ``govssg schema`` was asked."""

    what: str
    kind: str = ""
    output: str = ""


@click.command("schema", help=HELP)
@click.argument("what", type=click.Choice(["front-matter", "site", "portal"]))
@click.option(
    "--kind", type=click.Choice([kind.name for kind in KINDS]), help="只要这一种内容类型。"
)
@click.option("-o", "--output", metavar="DIR", help="写到这个目录，默认写到标准输出。")
def command(**options: object) -> int:
    """Print a schema, or write it to a folder."""
    choices = read_options(Choices, options)
    text = pretty(_schema(choices))
    if not choices.output:
        click.echo(text, nl=False)
        return 0
    name = "-".join(word for word in (choices.what, choices.kind) if word)
    path = Path(choices.output) / f"{name}.schema.json"
    with plain_words("zh"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    click.echo(path)
    return 0


def _schema(choices: Choices) -> Schema:
    if choices.what == "front-matter":
        kind = kind_named(choices.kind) if choices.kind else None
        return front_matter_schema((kind,) if kind else KINDS)
    return site_schema() if choices.what == "site" else portal_schema()
