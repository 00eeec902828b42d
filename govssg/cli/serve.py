"""``govssg serve``: the portal in a browser, new at every save."""

import click

from govssg.cli.options import TREE, When, read_options, site_option, tree_option
from govssg.cli.problems import WrongUsageError, plain_words
from govssg.cli.project import open_project, output_tree, visibility
from govssg.serve import PortTakenError, Settings, serve

HELP = """在本机预览，保存后浏览器自动刷新。

默认只有本机能打开；页面上会显示发现的问题。按 Ctrl-C 结束。
"""


class Choices(When, frozen=True, kw_only=True):
    """What ``govssg serve`` was asked."""

    host: str = "127.0.0.1"
    port: int = 1313
    open: bool = False
    site: str = ""
    no_search: bool = False
    output: str = TREE


@click.command("serve", help=HELP)
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址，默认只给本机用。")
@click.option(
    "-p", "--port", default=1313, show_default=True, type=click.IntRange(0, 65535), help="端口。"
)
@click.option("--open", is_flag=True, help="打开浏览器。")
@site_option
@tree_option
@click.option("--no-search", is_flag=True, help="不提供搜索。")
@click.option("-D", "--drafts", is_flag=True, help="包括草稿。")
@click.option("-F", "--future", is_flag=True, help="包括还没到发布时间的。")
@click.option("-E", "--expired", is_flag=True, help="包括已经过期的。")
@click.option("--clock", default="", metavar="TIME", help="按这个时间显示，默认现在。")
@click.option("--root", default="", metavar="DIR", help="项目目录，默认向上找 sites/portal.yaml。")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="提示的语言，默认随门户。")
def command(**options: object) -> int:
    """Serve until Ctrl-C."""
    choices = read_options(Choices, options)
    language = choices.lang or "zh"
    with plain_words(language):
        project = open_project(choices)
        shown = visibility(choices, language)
        settings = Settings(
            root=str(project.root),
            clock=shown.clock,
            host=choices.host,
            port=choices.port,
            drafts=choices.drafts,
            future=choices.future,
            expired=choices.expired,
            open_browser=choices.open,
            site=choices.site,
            search=not choices.no_search,
            tree=str(output_tree(project, choices.output)),
            language=choices.lang,
        )
        try:
            serve(settings)
        except PortTakenError as error:
            raise WrongUsageError("plain", language, text=error) from error
    return 0
