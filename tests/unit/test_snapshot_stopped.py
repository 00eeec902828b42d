"""A process that walks with a child prints once, and leaves no child behind when it is stopped."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from govssg.read.snapshot import Worktree

pytestmark = pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="shared on Linux only")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with a dozen roots."""
    for site in range(12):
        folder = tmp_path / f"content/department/bm{site}"
        folder.mkdir(parents=True)
        (folder / "a.md").write_text("a")
    return tmp_path


SCRIPT = """
import atexit, os, sys, time
from pathlib import Path
from govssg.read import shared_walk, snapshot
snapshot.may_fork = lambda: True
walk_root, parent = shared_walk.walk_root, os.getpid()
def slow(top, root):
    if os.getpid() != parent and sys.argv[2] == "slow":
        time.sleep(1)
    return walk_root(top, root)
shared_walk.walk_root = slow
atexit.register(print, "left")
print("begun")
worktree = snapshot.Worktree(Path(sys.argv[1]), shared=0)
worktree.start()
if sys.argv[2] == "slow":
    time.sleep(0.2)
    os.write(1, b"%d\\n" % worktree._begun._child.number)
print(len(worktree.roots()))
"""


def script(root: Path, how: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", SCRIPT, str(root), how]
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=buffered)


def test_nothing_is_printed_twice_and_nothing_of_ours_runs_in_the_child(root: Path) -> None:
    run = script(root, "quick")
    out, err = run.communicate(timeout=30)

    assert (out.split(), err) == (["begun", str(len(Worktree(root).roots())), "left"], "")


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_a_parent_that_is_stopped_leaves_no_child_behind(root: Path, name: str) -> None:
    run = script(root, "slow")
    assert run.stdout
    child = int(run.stdout.readline())
    assert is_running(child)
    run.send_signal(signal.Signals[name])

    wait_until(lambda: not is_running(child))  # it would take ten seconds more by itself
    out, err = run.communicate(timeout=30)
    if name == "SIGINT":
        assert out.split() == ["begun", "left"]
        assert err.count("KeyboardInterrupt\n") == 1


def is_running(process: int) -> bool:
    """Tell whether a process is there and no zombie."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_until(holds: Callable[[], bool]) -> None:
    for _try in range(500):
        if holds():
            return
        time.sleep(0.01)
    pytest.fail("waited in vain")
