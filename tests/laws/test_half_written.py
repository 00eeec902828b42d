"""A process that dies in the middle of a file: the next build makes the tree whole."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from project import PortalMaker, Project, article, tree_bytes

from govssg.store.ledger import Ledger

NEWS = "".join(
    f"-- content/municipal/city/news/n{n}.md --\n" + article(f"新闻{n}") for n in range(5)
)

BUILD = """
import os, signal, sys
from pathlib import Path
sys.path[:0] = [sys.argv[2], sys.argv[3]]
import govssg.store.tree
from project import Project
from govssg.build import build

left = [int(sys.argv[4])]
honest = govssg.store.tree._pour

def pour(handle, data):
    left[0] -= 1
    if left[0] < 0:
        honest(handle, data[: len(data) // 2])
        os.kill(os.getpid(), signal.SIGKILL)
    honest(handle, data)

govssg.store.tree._pour = pour
project = Project(Path(sys.argv[1]), {})
build(project.snapshot(), project.settings(jobs=1))
"""


def killed_build(project: Project, root: Path, room: int) -> None:
    """Build until so many files are written, and die in the middle of the next."""
    command = [sys.executable, "-c", BUILD, str(project.root), str(root), str(root / "tests")]
    done = subprocess.run([*command, str(room)], check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    ledger = Ledger(project.tree, read_only=True)
    assert ledger.meta("building") == "yes"
    ledger.close()


@pytest.mark.parametrize("room", [0, 5, 60])
def test_a_first_build_killed_in_a_file_is_healed(
    portal: PortalMaker, root: Path, room: int
) -> None:
    project = portal(NEWS)
    killed_build(project, root, room)
    project.build()
    assert tree_bytes(project.tree) == project.clean_build()


@pytest.mark.parametrize("room", [0, 3])
def test_a_page_is_whole_while_its_replacement_is_half_written(
    portal: PortalMaker, root: Path, room: int
) -> None:
    project = portal(NEWS)
    project.build()
    before = tree_bytes(project.tree)
    project.edit("content/municipal/city/news/n1.md", "新闻1", "另一个标题")
    project.write("content/municipal/city/news/new.md", article("新的"))
    killed_build(project, root, room)

    clean = project.clean_build()
    for name, data in tree_bytes(project.tree).items():
        assert data in {before.get(name), clean.get(name)}, name
    project.build()
    assert tree_bytes(project.tree) == clean


def test_a_half_written_page_that_is_wanted_no_more_goes(portal: PortalMaker, root: Path) -> None:
    project = portal(NEWS)
    killed_build(project, root, 5)
    stray = project.tree / "news/gone.html"
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"<!DOCTYPE ht")
    project.build()
    assert not stray.exists()
    assert tree_bytes(project.tree) == project.clean_build()
