"""Healing: what a killed build left behind is found and forgotten, so it is built again."""

from govssg.store.ledger import Ledger
from govssg.store.tree import Tree


def repair(ledger: Ledger, tree: Tree) -> None:
    """Before a build: if the last one did not finish, forget every file that is not as recorded.

    Then mark the tree as being built; a kill from here on leaves the mark.
    """
    if ledger.meta("building"):
        recorded = ledger.files()
        wrong = {name for name, digest in recorded.items() if tree.digest(name) != digest}
        ledger.forget_files(wrong)
    ledger.set_meta("sweep", ledger.meta("sweep") or ledger.meta("building"))
    ledger.set_meta("building", "yes")


def finish(ledger: Ledger, tree: Tree) -> None:
    """After a build: remove files nobody owns if the last one was killed, and clear the mark."""
    if ledger.meta("sweep"):
        recorded = ledger.files()
        for name in tree.files():
            if name not in recorded:
                tree.remove(name)
    ledger.set_meta("sweep", "")
    ledger.set_meta("building", "")
