"""The laws of the incremental engine: what must hold after any sequence of edits."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from edits import Editor
from project import CLOCK, Project, tree_bytes

from govssg.build import build
from govssg.read.snapshot import Memory, Worktree
from govssg.store.ledger import Ledger
from govssg.store.repair import ForeignTreeError

PortalMaker = Callable[[str], Project]
EDITS = 40
"""Edits of one sequence; six sequences make 240."""


def planted(portal: PortalMaker, root: Path, seed: int) -> tuple[Project, Editor]:
    project = portal("")
    shutil.copytree(root / "themes", project.root / "themes")
    editor = Editor(project, seed)
    editor.plant()
    return project, editor


@pytest.mark.parametrize("seed", range(6))
def test_incremental_equals_clean_after_any_edits(
    portal: PortalMaker, root: Path, seed: int
) -> None:
    project, editor = planted(portal, root, seed)
    project.build()
    done = []
    for _ in range(EDITS):
        done.append(editor.edit())
        report = project.build()
        clean = project.clean_build()
        tree = tree_bytes(project.tree)

        assert sorted(tree) == sorted(clean), done
        assert [n for n in clean if clean[n] != tree[n]] == [], done
        assert report.portal is not None

    again = project.build()
    assert (again.reasons, again.written, again.parsed) == ((), (), 0)


def test_findings_survive_builds_that_skip_their_site(portal: PortalMaker, root: Path) -> None:
    project, editor = planted(portal, root, 7)
    path = editor.pages[0]
    project.write(path, (project.root / path).read_text("utf-8") + "\n[坏](nowhere.md)\n")
    first = project.build()
    second = project.build()

    assert [f.code for f in first.findings].count("L101") == 1
    assert second.findings == first.findings
    assert second.planned == 0


def test_order_of_sources_does_not_matter(portal: PortalMaker, root: Path, tmp_path: Path) -> None:
    project, _editor = planted(portal, root, 1)
    clean = project.clean_build()
    files = {entry.path: project.snapshot().read(entry) for entry in project.snapshot().entries()}
    names = list(files)
    random.Random(3).shuffle(names)
    shuffled = Memory({name: files[name] for name in names})
    build(shuffled, project.settings(tmp_path / "shuffled", cache=""))

    assert tree_bytes(tmp_path / "shuffled") == clean


def test_processes_give_what_inline_gives(portal: PortalMaker, root: Path, tmp_path: Path) -> None:
    project, editor = planted(portal, root, 2)
    for _ in range(10):
        editor.edit()
    clean = project.clean_build()
    settings = project.settings(tmp_path / "pool", cache=str(tmp_path / "cache"), jobs=2)
    build(project.snapshot(), settings)

    assert tree_bytes(tmp_path / "pool") == clean


def test_a_commit_builds_what_its_worktree_builds(
    portal: PortalMaker, root: Path, tmp_path: Path
) -> None:
    from govssg.read.snapshot import Commit  # noqa: PLC0415 - only this law needs git

    project, _editor = planted(portal, root, 4)
    git = ["git", "-C", str(project.root), "-c", "user.name=t", "-c", "user.email=t@example.com"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "content", "sites", "themes"], check=True)
    subprocess.run([*git, "commit", "-qm", "one"], check=True)
    commit = Commit(project.root, "HEAD")
    worktree = Worktree(project.root)
    build(commit, project.settings(tmp_path / "commit", cache=""))

    assert commit.entries() == worktree.entries()
    assert tree_bytes(tmp_path / "commit") == project.clean_build()


BUILD = """
import sys
from pathlib import Path
sys.path[:0] = [sys.argv[2], sys.argv[3]]
from project import Project
from govssg.build import build
project = Project(Path(sys.argv[1]), {})
build(project.snapshot(), project.settings(jobs=1))
"""


def start_build(project: Project, root: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", BUILD, str(project.root), str(root), str(root / "tests")]
    return subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)


@pytest.mark.slow
def test_a_build_killed_at_any_moment_is_healed_by_the_next(
    portal: PortalMaker, root: Path
) -> None:
    project, editor = planted(portal, root, 5)
    began = time.monotonic()
    with start_build(project, root) as first:
        assert first.wait() == 0
    whole = time.monotonic() - began
    chance = random.Random(11)
    killed = interrupted = 0
    while killed < 20:
        for _ in range(8):
            editor.edit()
        editor.template()
        with start_build(project, root) as running:
            time.sleep(whole * chance.uniform(0.3, 1.1))
            if running.poll() is None:
                os.killpg(running.pid, signal.SIGKILL)
                killed += 1
        ledger = Ledger(project.tree, read_only=True)
        interrupted += bool(ledger.meta("building"))
        ledger.close()
        editor.remove()
        project.build()

        assert tree_bytes(project.tree) == project.clean_build()
    assert interrupted > 0, f"no kill hit the writing of the tree; clock {CLOCK}"


def test_a_folder_with_files_of_somebody_else_is_left_alone(portal: PortalMaker) -> None:
    project = portal("")
    project.write("build/precious.txt", "x")

    with pytest.raises(ForeignTreeError):
        project.build()

    assert tree_bytes(project.tree) == {"precious.txt": b"x"}
