"""Healing: what a killed build left behind is found and forgotten, so it is built again."""

from pathlib import Path

from govssg.store.ledger import FOLDER, Ledger
from govssg.store.tree import KEPT, Tree


class ForeignTreeError(Exception):
    """The output folder holds files no build of ours made; we will not touch them."""

    def __init__(self, folder: Path, example: str) -> None:
        super().__init__(f"{folder}: {example}")
        self.folder = folder
        self.example = example


def claim(tree: Tree) -> None:
    """Make sure the tree is ours before its first file is written or removed.

    Raises:
        ForeignTreeError: the folder is not empty and has no ledger of ours.
    """
    if (tree.root / FOLDER / "ledger.sqlite").is_file() or not tree.root.is_dir():
        return
    strange = sorted(path.name for path in tree.root.iterdir() if path.name not in KEPT)
    if strange:
        raise ForeignTreeError(tree.root, strange[0])


def repair(ledger: Ledger, tree: Tree) -> None:
    """Before a build: if the last one did not finish, forget every file that is not as recorded.

    Then mark the tree as being built; a kill from here on leaves the mark.
    """
    if ledger.meta("building"):
        recorded = ledger.files()
        wrong = {name for name, digest in recorded.items() if tree.digest(name) != digest}
        ledger.forget_files(wrong)
    ledger.set_settled(b"")
    ledger.set_meta("sweep", ledger.meta("sweep") or ledger.meta("building"))
    ledger.set_meta("building", "yes")


def finish(ledger: Ledger, tree: Tree, *, whole: bool = True) -> list[str]:
    """After a build: remove files nobody owns if the last one was killed, and clear the mark.

    Gives the routes of the files removed, sorted.

    Args:
        ledger: the tree's ledger.
        tree: the tree.
        whole: whether every site was looked at; pages of the others are not owned until they are.
    """
    left: list[str] = []
    if ledger.meta("sweep") and whole:
        recorded = ledger.files()
        left = [name for name in tree.files() if name not in recorded]
    for name in left:
        tree.remove(name)
    tree.clear_temporary()
    ledger.set_meta("sweep", "" if whole else ledger.meta("sweep"))
    ledger.set_meta("building", "")
    return left
