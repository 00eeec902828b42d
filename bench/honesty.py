"""Honesty: what an incremental build left is compared with a clean build of the same sources."""

import shutil
from pathlib import Path

from measure import run
from project import CACHE, TREE, Pair


def honesty(given: Pair, tree: Path, title: str) -> dict[str, int]:
    """Compare a tree with a clean build of the same sources, made beside it without a cache."""
    proof = given.folder / "proof"
    given.trash.fresh(proof)
    for name in ("content", "sites", "themes"):
        shutil.copytree(given.ours / name, proof / name)
    run(given.build(), proof)
    found = {
        "pages": pages_with(tree, title),
        "clean_pages": pages_with(proof / TREE, title),
        "files_differing": differing(tree, proof / TREE),
    }
    given.trash.take(proof)
    return found


def pages_with(tree: Path, text: str) -> int:
    """Count the HTML pages that carry a text."""
    wanted = text.encode()
    return sum(wanted in page.read_bytes() for page in tree.rglob("*.html"))


def differing(tree: Path, other: Path) -> int:
    """Count the files that are not the same in both trees, our ledger left out."""
    names = published(tree) | published(other)
    return sum(not same(tree / name, other / name) for name in names)


def published(tree: Path) -> set[Path]:
    """Give the files of a tree that visitors can ask for."""
    found = (path.relative_to(tree) for path in tree.rglob("*") if path.is_file())
    return {path for path in found if path.parts[0] != CACHE}


def same(one: Path, other: Path) -> bool:
    """Tell whether both files exist with the same bytes."""
    return one.is_file() and other.is_file() and one.read_bytes() == other.read_bytes()
