"""The proof: a clean build beside the tree, and every file of the two compared."""

import tempfile
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from govssg.build import build
from govssg.model.digest import digest_bytes
from govssg.model.source import Snapshot
from govssg.report.progress import Reporter
from govssg.settings import Settings
from govssg.store.tree import Tree


class Verified(Struct, frozen=True):
    """How a tree compares with a clean build: routes, each tuple sorted."""

    compared: int
    """Files of the clean build that were looked at."""
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    different: tuple[str, ...] = ()

    def holds(self) -> bool:
        """Tell whether the tree is what a clean build gives, byte for byte."""
        return not (self.missing or self.extra or self.different)


def verify(
    snapshot: Snapshot, settings: Settings, reporter: Reporter | None = None, *, share: int = 1
) -> Verified:
    """Compare a built tree with a clean build of the same sources, made without any cache.

    Args:
        snapshot: the sources.
        settings: how the tree was built.
        reporter: is shown the progress.
        share: compare one file in so many, chosen by the digest of its route; 1 compares all.

    Raises:
        OSError: there is no room beside the tree.
    """
    tree = Tree(Path(settings.tree))
    with tempfile.TemporaryDirectory(dir=tree.root.parent, prefix=".govssg-verify-") as folder:
        clean = Tree(Path(folder) / "tree")
        build(snapshot, replace(settings, tree=str(clean.root), cache=""), reporter)
        wanted, found = set(clean.files()), set(tree.files())
        sample = sorted(name for name in wanted & found if _chosen(name, share))
        return Verified(
            compared=len(sample),
            missing=tuple(sorted(wanted - found)),
            extra=tuple(sorted(found - wanted)),
            different=tuple(n for n in sample if clean.digest(n) != tree.digest(n)),
        )


def _chosen(name: str, share: int) -> bool:
    return int(digest_bytes(name.encode())[:8], 16) % share == 0
