"""``govssg clean``: the output tree's own files, and the caches, removed."""

import shutil
from pathlib import Path

import click

from govssg.cli.options import TREE, Where, read_options, tree_option, where_options
from govssg.cli.problems import WrongUsageError, plain_words
from govssg.cli.project import CACHE, Project, open_project, output_tree
from govssg.store.ledger import FOLDER, Ledger
from govssg.store.lock import tree_lock
from govssg.store.tree import Tree

HELP = """删除生成的文件。

只删除生成记录里有的文件；不是 govssg 生成的目录不会动。
"""


class Choices(Where, frozen=True, kw_only=True):
    """What ``govssg clean`` was asked."""

    output: str = TREE
    cache: bool = False


@click.command("clean", help=HELP)
@tree_option
@click.option("--cache", is_flag=True, help="连同缓存 .govssg 一起删除。")
@where_options
def command(**options: object) -> int:
    """Remove what builds made."""
    choices = read_options(Choices, options)
    language = choices.lang or "zh"
    with plain_words(language):
        project = open_project(choices)
        removed = clean_tree(output_tree(project, choices.output), language)
        cleaned = choices.cache and _clean_cache(project)
    if not choices.quiet:
        _tell(removed, cleaned=cleaned, language=language)
    return 0


def clean_tree(root: Path, language: str) -> int:
    """Remove the recorded files of a tree and its ledger; give how many files went.

    Raises:
        WrongUsageError: the folder was not made by a build; nothing was removed.
        TreeLockedError: a build is running in it.
    """
    if not (root / FOLDER / "ledger.sqlite").is_file() or (root / FOLDER).is_symlink():
        raise WrongUsageError("not-tree", language, path=root)
    tree = Tree(root)
    with tree_lock(root):
        ledger = Ledger(root, read_only=True)  # one of another version would be emptied first
        try:
            names = sorted(ledger.files())
        finally:
            ledger.close()
        for name in names:
            tree.remove(name)
        shutil.rmtree(root / FOLDER)
    return len(names)


def _clean_cache(project: Project) -> bool:
    folder = project.root / CACHE
    if not folder.is_dir() or folder.is_symlink():
        return False
    shutil.rmtree(folder)
    return True


def _tell(removed: int, *, cleaned: bool, language: str) -> None:
    if language == "en":
        click.echo(f"{removed} files removed" + (", and the cache." if cleaned else "."))
    else:
        click.echo(f"删除了 {removed} 个文件" + ("，以及缓存。" if cleaned else "。"))
