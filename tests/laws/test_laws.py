"""The laws of the incremental engine: what must hold after any sequence of edits."""

import random
import shutil
import subprocess
from pathlib import Path

import pytest
from desk import CITY
from edits import CALM
from msgspec.structs import replace
from project import PortalMaker, article, tree_bytes
from world import GIT, planted

from govssg import execute
from govssg.build import build
from govssg.read.snapshot import Commit, Memory, Worktree
from govssg.store.repair import ForeignTreeError

STEPS = 44
"""Steps of one sequence, each of one edit to three; twelve sequences make 528 steps, 800 edits."""


@pytest.mark.parametrize("seed", range(12))
def test_incremental_equals_clean_after_any_edits(portal: PortalMaker, seed: int) -> None:
    world = planted(portal(""), seed)
    world.check()
    luck = random.Random(seed)
    for _ in range(STEPS):
        for _ in range(luck.choice((1, 1, 1, 2, 3))):
            world.step()
        world.check()

    again = world.build()
    assert (again.reasons, again.written, again.parsed) == ((), (), 0)


@pytest.mark.parametrize("seed", [20, 21])
def test_incremental_equals_clean_with_the_shipped_theme(
    portal: PortalMaker, root: Path, seed: int
) -> None:
    world = planted(portal(""), seed)
    shutil.copytree(root / "themes/intensive", world.project.root / "themes/intensive")
    desk = world.editor.desk()
    desk.put_portal({**desk.portal(), "theme": "intensive"})
    for _ in range(14):
        for _ in range(random.Random(seed).randint(1, 4)):
            world.step()
        world.check()


def test_findings_survive_builds_that_skip_their_site(portal: PortalMaker) -> None:
    world = planted(portal(""), 7, CALM)
    project, path = world.project, f"{CITY}/news/dead.md"
    project.write(path, article() + "\n[坏](nowhere.md)\n")
    first, second = project.build(), project.build()

    assert ("L101", path) in {(found.code, found.span.path) for found in first.findings}
    assert second.findings == first.findings
    assert second.planned == 0


def test_order_of_sources_does_not_matter(portal: PortalMaker, tmp_path: Path) -> None:
    project = planted(portal(""), 1).project
    files = {entry.path: project.snapshot().read(entry) for entry in project.snapshot().entries()}
    names = list(files)
    random.Random(3).shuffle(names)
    shuffled = Memory({name: files[name] for name in names})
    build(shuffled, project.settings(tmp_path / "shuffled", cache=""))

    assert tree_bytes(tmp_path / "shuffled") == project.clean_build()


def test_processes_give_what_inline_gives(portal: PortalMaker, tmp_path: Path) -> None:
    world = planted(portal(""), 2, CALM)
    for _ in range(10):
        world.editor.edit()
    clean = world.project.clean_build()
    settings = world.settings(tmp_path / "pool", cache=str(tmp_path / "cache"), jobs=2)
    build(world.snapshot(), settings)

    assert tree_bytes(tmp_path / "pool") == clean


@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
def test_sites_shared_with_a_forked_child_give_what_inline_gives(
    portal: PortalMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(execute, "SHARED_WORK", 0)
    monkeypatch.setattr(execute, "may_fork", lambda: True)
    world = planted(portal(""), 30)
    world.wish = replace(world.wish, jobs=0)
    for _ in range(STEPS):
        world.editor.edit()
        world.check()


def test_a_commit_builds_what_its_worktree_builds(portal: PortalMaker, tmp_path: Path) -> None:
    project = planted(portal(""), 4).project
    git = ["git", "-C", str(project.root), *GIT]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "content", "sites", "themes"], check=True)
    subprocess.run([*git, "commit", "-qm", "one"], check=True)
    commit = Commit(project.root, "HEAD")
    worktree = Worktree(project.root)
    build(commit, project.settings(tmp_path / "commit", cache=""))

    assert commit.entries() == worktree.entries()
    assert tree_bytes(tmp_path / "commit") == project.clean_build()


def test_a_folder_with_files_of_somebody_else_is_left_alone(portal: PortalMaker) -> None:
    project = portal("")
    project.write("build/precious.txt", "x")

    with pytest.raises(ForeignTreeError):
        project.build()

    assert tree_bytes(project.tree) == {"precious.txt": b"x"}
