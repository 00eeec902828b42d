"""The world of a project under the laws: what builds are asked for, and what must hold after each.

A world wants a portal at a moment, from the worktree or from a commit; it loses its cache,
loses published files, builds a few sites only. After each build the tree, the findings and the
counts must be those of a build from nothing.
"""

import random
import shutil
import subprocess
from collections.abc import Collection
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from edits import ROUGH, Edit, Editor
from edits_sites import PLAIN
from msgspec import Struct
from msgspec.structs import replace
from project import CLOCK, Project, tree_bytes

from govssg.build import Report, Settings, build
from govssg.catalog.site_catalog import Visibility
from govssg.model.portal import Portal
from govssg.model.source import Snapshot
from govssg.read.snapshot import Commit, Worktree
from govssg.store.ledger import FOLDER, Ledger
from govssg.theme.renderer import compiled

CLOCKS = (CLOCK, "2026-11-10 09:00", "2026-11-22 12:01", "2026-11-30 08:00", "2026-12-05 08:00")
GIT = ("-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "gc.auto=0")
Tree = dict[str, bytes]


class Wish(Struct, frozen=True):
    """What a build is asked for, besides the sources."""

    visibility: Visibility = Visibility(CLOCK)
    base_url: str = ""
    commit: bool = False
    jobs: int = 1


class Clean(Struct, frozen=True):
    """What a build from nothing gives."""

    tree: Tree
    report: Report


class World:
    """A project with an editor, and the wishes its builds are made with."""

    def __init__(self, project: Project, editor: Editor) -> None:
        self.project = project
        self.editor = editor
        self.wish = Wish()
        self.damaged = False
        """Whether files of the tree were lost, so that more is written than the sources ask for."""
        self.done: list[str] = []
        self._published: Tree | None = None
        """The tree as the last check left it, if it is known."""
        self._main = ""
        """The site at the root at the last check."""

    def settings(self, tree: Path | None = None, **more: Any) -> Settings:
        wish = self.wish
        asked = {"visibility": wish.visibility, "base_url": wish.base_url, "jobs": wish.jobs}
        return self.project.settings(tree, **(asked | more))

    def snapshot(self) -> Snapshot:
        if not self.wish.commit:
            return self.project.snapshot()
        git = ["git", "-C", str(self.project.root), *GIT]
        if not (self.project.root / ".git").is_dir():
            subprocess.run([*git, "init", "-q"], check=True)
        subprocess.run([*git, "add", "-A", "content", "sites", "themes"], check=True)
        subprocess.run([*git, "commit", "-qm", "one", "--allow-empty"], check=True)
        return Commit(self.project.root, "HEAD")

    def build(self, **more: Any) -> Report:
        self._published = None
        return build(self.snapshot(), self.settings(**more))

    def clean(self) -> Clean:
        """Build from nothing, elsewhere.

        Mostly an empty ledger stands for nothing: every page is made and compared, and files
        of former pages are swept. Deleting and writing them all takes longer than all the rest.
        While something is broken nothing is swept, so those files are left out here.
        """
        tree = self.project.root / "clean"
        if self.editor.count % 10 == 0:
            shutil.rmtree(tree, ignore_errors=True)
        for path in (tree / FOLDER).glob("ledger.*"):
            path.unlink()
        ledger = Ledger(tree)
        ledger.set_meta("sweep", "yes")
        ledger.close()
        report = build(Worktree(self.project.root), self.settings(tree, cache="", jobs=1))
        ledger = Ledger(tree, read_only=True)
        published = ledger.files()
        ledger.close()
        found = tree_bytes(tree)
        return Clean({name: found[name] for name in found if name in published}, report)

    def step(self) -> None:
        """Make an edit; now and then, ask for something else or suffer a loss too."""
        made = self.editor.edit()
        self.done.append(made)
        if not made:
            return
        luck = random.Random(f"{self.editor.seed}/world/{self.editor.count}")
        if luck.random() < 0.25:
            move = luck.choices(list(MOVES), list(MOVES.values()))[0]
            self.done.append(f"{self.editor.count} {move.__name__} {move(self, luck)}")

    def build_some(self) -> None:
        """Build the sites of a pattern; the others must stay as they are."""
        before, clean = tree_bytes(self.project.tree), self.clean()
        pattern = random.Random(self.editor.count).choice(("city", "e*", "*th", "west"))
        self.done.append(f"{self.editor.count} sites {pattern}")
        self.build(sites=pattern)
        after = tree_bytes(self.project.tree)
        if clean.report.portal is None or self.is_rough(clean):
            return
        portal = clean.report.portal
        if main_of(clean) != self._main:
            return  # the root belongs to another site, which may not have been built yet
        for name in (site.id for site in portal.sites):
            wanted = clean.tree if fnmatchcase(name, pattern) else before
            mine = {n: data for n, data in wanted.items() if owner(n, portal) == name}
            now = {n: data for n, data in after.items() if owner(n, portal) == name}
            assert now == mine, (name, differing(now, mine), self.told())

    def is_rough(self, clean: Clean) -> bool:
        """Tell whether pages stay that cannot be made anew, as a site or a template is broken."""
        broken = len(clean.report.portal.sites if clean.report.portal else ()) < len(self.files())
        return broken or any(found.code in {"T101", "T102"} for found in clean.report.findings)

    def files(self) -> list[Path]:
        """Give the files of the sites, broken or not."""
        found = (self.project.root / "sites").glob("*.yaml")
        return [path for path in found if path.name != "portal.yaml"]

    def check(self) -> None:
        """Build, and hold the outcome against a build from nothing."""
        before = self._published or tree_bytes(self.project.tree)
        report = self.build()
        tree, clean = tree_bytes(self.project.tree), self.clean()
        self.compare(report, tree, clean)
        if not self.is_rough(clean) and not self.damaged:
            changed = {name for name in tree if before.get(name) != tree[name]}
            assert set(report.written) == changed, (changed ^ set(report.written), self.told())
            gone = before.keys() - tree.keys()
            assert set(report.removed) == gone, (gone ^ set(report.removed), self.told())
        self._published, self.damaged, self._main = tree, False, main_of(clean)

    def compare(self, report: Report, tree: Tree, clean: Clean) -> None:
        """Hold a tree and what was reported of it against a build from nothing."""
        different = differing(tree, clean.tree)
        if self.is_rough(clean):
            different = [name for name in different if name in clean.tree]
        assert different == [], (different, self.told())
        found, wanted = report.findings, clean.report.findings
        assert found == wanted, (sorted({*found} ^ {*wanted}), self.told())
        assert report.documents == clean.report.documents, self.told()
        if not self.is_rough(clean):
            assert report.files == len(tree), self.told()

    def told(self) -> str:
        """Tell what was done, so that it can be replayed: ``Editor(project, seed, ROUGH)``."""
        return "\n".join([f"seed {self.editor.seed}:", *filter(None, self.done)])


def planted(
    project: Project, seed: int, edits: dict[Edit, int] = ROUGH, left_out: Collection[int] = ()
) -> World:
    """Give the world a sequence starts with."""
    editor = Editor(project, seed, edits, left_out)
    editor.plant()
    return World(project, editor)


def main_of(clean: Clean) -> str:
    """Give the site at the root, empty for none."""
    main = clean.report.portal.main_site() if clean.report.portal else None
    return main.id if main else ""


def owner(name: str, portal: Portal) -> str:
    """Give the site that publishes a file, or that did before it was taken away."""
    first, main = name.partition("/")[0], portal.main_site()
    return first if portal.site(first) or first in PLAIN or main is None else main.id


def differing(tree: Tree, other: Tree) -> list[str]:
    return sorted(name for name in tree.keys() | other.keys() if tree.get(name) != other.get(name))


# What happens to a world besides edits.


def clock(world: World, luck: random.Random) -> str:
    moment = luck.choice(CLOCKS)
    world.wish = replace(world.wish, visibility=replace(world.wish.visibility, clock=moment))
    return moment


def flags(world: World, luck: random.Random) -> str:
    seen = Visibility(world.wish.visibility.clock, *(luck.random() < 0.3 for _ in range(3)))
    world.wish = replace(world.wish, visibility=seen)
    return str(seen)


def base_url(world: World, luck: random.Random) -> str:
    world.wish = replace(world.wish, base_url=luck.choice(("", "https://staging.example")))
    return world.wish.base_url


def commit(world: World, luck: random.Random) -> str:
    world.wish = replace(world.wish, commit=luck.random() < 0.7)
    return str(world.wish.commit)


def processes(world: World, luck: random.Random) -> str:
    world.wish = replace(world.wish, jobs=luck.choice((1, 1, 2)))
    return str(world.wish.jobs)


def lose_cache(world: World, _luck: random.Random) -> str:
    shutil.rmtree(world.project.root / ".govssg", ignore_errors=True)
    compiled.cache_clear()  # as in a new process
    return ""


def lose_part(world: World, luck: random.Random) -> str:
    """One file of the cache is gone."""
    found = sorted(path for path in (world.project.root / ".govssg").rglob("*") if path.is_file())
    if not found:
        return ""
    path = luck.choice(found)
    path.unlink()
    return path.relative_to(world.project.root).as_posix()


def lose_pages(world: World, luck: random.Random) -> str:
    """Published files are gone or cut short, as after a build that was killed."""
    names = sorted(tree_bytes(world.project.tree))
    if not names:
        return ""
    lost = luck.sample(names, min(3, len(names)))
    (world.project.tree / lost[0]).unlink()
    for name in lost[1:]:
        (world.project.tree / name).write_bytes(b"<!DOC")
    ledger = Ledger(world.project.tree)
    ledger.set_meta("building", "yes")
    ledger.close()
    world.damaged = True
    return " ".join(lost)


def some_sites(world: World, _luck: random.Random) -> str:
    world.build_some()
    return ""


def twice(world: World, _luck: random.Random) -> str:
    """Nothing happens, and a build does nothing."""
    world.build()
    again = world.build()
    assert (again.parsed, again.planned, again.written, again.removed) == (0, 0, (), ())
    return ""


MOVES = {
    clock: 4, flags: 2, base_url: 1, commit: 3, processes: 1, lose_cache: 1, lose_part: 2,
    lose_pages: 2, some_sites: 2, twice: 1,
}  # fmt: skip
