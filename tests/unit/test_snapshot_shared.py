"""A walk shared with a child process: it finds the same, and whatever becomes of the child."""

import gc
import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from govssg import child
from govssg.child import may_fork
from govssg.model.digest import seal
from govssg.read import shared_walk, snapshot, stat_cache
from govssg.read.shared_walk import SharedWalk
from govssg.read.snapshot import FOLDERS, SourcesChangedError, Worktree
from govssg.read.walk import walk, walk_root

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="shared on Linux only"),
    pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning"),  # pytest-xdist's
]

FILES = [
    "content/note.md",
    "content/department/plan.md",
    *(f"content/department/bm{site}/{column}/a.md" for site in range(9) for column in "ab"),
    "content/county/west/" + os.fsdecode(b"\xff.md"),
    "sites/portal.yaml",
    "themes/intensive/page.html",
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with a dozen roots, one of them empty."""
    for path in FILES:
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path, errors="surrogateescape")
    (tmp_path / "content/county/empty").mkdir()
    time.sleep(0.02)
    return tmp_path


@pytest.fixture(autouse=True)
def forked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The children that were forked, even beside pytest's threads; none outlives its test.

    What was there before the test is no garbage of the test: frozen, it need not be searched.
    """
    found: list[int] = []
    fork = os.fork

    def counted() -> int:
        child = fork()
        if child:
            found.append(child)
        return child

    monkeypatch.setattr(os, "fork", counted)
    monkeypatch.setattr(snapshot, "may_fork", lambda: True)
    gc.freeze()
    yield found
    gc.collect()
    gc.unfreeze()
    for number in found:
        with pytest.raises(ChildProcessError):
            os.waitpid(number, os.WNOHANG)


def tree(root: Path) -> Worktree:
    return Worktree(root, root / ".govssg/stat", shared=0)


def by_child(monkeypatch: pytest.MonkeyPatch, doing: Callable[[SharedWalk], None]) -> None:
    """Have the child do something before it walks, and the parent leave everything to it."""
    take = SharedWalk._take

    def taken(self: SharedWalk, numbers: range) -> Iterator[int]:
        if os.getpid() == self._parent:
            return
        doing(self)
        yield from take(self, numbers)

    monkeypatch.setattr(SharedWalk, "_take", taken)


def nothing(_walk: SharedWalk) -> None:
    pass


@pytest.mark.parametrize("who", ["both", "child"])
def test_a_shared_walk_finds_what_one_alone_finds(
    root: Path, monkeypatch: pytest.MonkeyPatch, forked: list[int], who: str
) -> None:
    if who == "child":
        by_child(monkeypatch, nothing)
        monkeypatch.setattr(shared_walk, "walk_root", in_child_only(os.getpid()))

    assert sorted(SharedWalk(str(root), FOLDERS).finish()) == sorted(walk(str(root), FOLDERS))
    assert len(forked) == 1


def in_child_only(parent: int) -> Callable[[str, str], bytes]:
    def walked(top: str, folder: str) -> bytes:
        assert os.getpid() != parent, "the child walks everything"
        return walk_root(top, folder)

    return walked


def test_no_root_is_walked_twice_when_the_child_was_first(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = SharedWalk(str(root), FOLDERS)
    while not begun._taken[len(begun._roots) - 1]:
        time.sleep(0.001)
    monkeypatch.setattr(shared_walk, "walk_root", in_child_only(os.getpid()))

    assert sorted(begun.finish()) == sorted(walk(str(root), FOLDERS))


def test_starting_twice_or_after_all_was_found_forks_once(root: Path, forked: list[int]) -> None:
    worktree = tree(root)
    worktree.start()
    worktree.start()
    found = worktree.roots()
    worktree.start()

    assert found == Worktree(root).roots()
    assert len(forked) == 1


def test_asking_begins_a_shared_walk_by_itself(root: Path, forked: list[int]) -> None:
    assert tree(root).entries() == Worktree(root).entries()
    assert len(forked) == 1


def test_a_small_tree_is_walked_alone(root: Path, forked: list[int]) -> None:
    for _run in range(2):
        worktree = Worktree(root, root / ".govssg/stat")
        worktree.start()
        worktree.roots()

    assert forked == []


def test_beside_a_thread_or_on_one_processor_no_walk_is_shared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1})
    assert may_fork()

    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {1})
    assert not may_fork()

    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1})
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert not may_fork()


def dies(_walk: SharedWalk) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fails(_walk: SharedWalk) -> None:
    raise RuntimeError("told to nobody")


def leaves(_walk: SharedWalk) -> None:
    os._exit(0)


@pytest.mark.parametrize("end", [dies, fails, leaves])
def test_what_a_child_that_ended_does_not_tell_is_walked_here(
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    end: Callable[[SharedWalk], None],
) -> None:
    by_child(monkeypatch, end)

    assert tree(root).entries() == Worktree(root).entries()
    assert capfd.readouterr() == ("", "")


SEEN = msgspec.msgpack.encode({0: b""})
GARBAGE = {
    "nothing": b"",
    "no seal": SEEN,
    "another seal": seal(b"") + SEEN,
    "half": seal(SEEN) + SEEN[:-1],
    "another form": seal(b"\x90") + b"\x90",
    "no form": seal(b"\xc1") + b"\xc1",
    "another number": seal(b"\x81\x7f\xc4\x00") + b"\x81\x7f\xc4\x00",
}


@pytest.mark.parametrize("garbage", GARBAGE.values(), ids=GARBAGE)
def test_garbage_of_a_child_is_not_believed(
    root: Path, monkeypatch: pytest.MonkeyPatch, garbage: bytes
) -> None:
    by_child(monkeypatch, nothing)
    monkeypatch.setattr(child, "_write", lambda file, _data: os.write(file, garbage))

    assert tree(root).entries() == Worktree(root).entries()


@pytest.mark.parametrize("call", ["fork", "memfd_create"])
def test_where_the_machine_allows_no_child_all_is_walked_here(
    root: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def refused(*_given: object) -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, call, refused)

    assert tree(root).entries() == Worktree(root).entries()


def test_a_child_somebody_else_waited_for_does_no_harm(root: Path, forked: list[int]) -> None:
    worktree = tree(root)
    worktree.start()
    os.waitpid(forked[0], 0)

    assert worktree.entries() == Worktree(root).entries()


def test_a_root_that_vanishes_before_the_child_sees_it_is_told(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_child(monkeypatch, lambda _walk: shutil.rmtree(root / "content/department/bm3"))

    with pytest.raises(SourcesChangedError) as told:
        tree(root).roots()
    assert told.value.path == "content/department/bm3"
    assert not (root / ".govssg/stat").exists()


def test_only_the_root_a_child_failed_at_is_walked_here(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = os.getpid()
    walked: list[str] = []

    def failing(top: str, folder: str) -> bytes:
        if os.getpid() == here:
            walked.append(folder)
        elif folder.endswith("bm3"):
            raise PermissionError
        return walk_root(top, folder)

    by_child(monkeypatch, nothing)
    monkeypatch.setattr(shared_walk, "walk_root", failing)

    assert tree(root).entries() == Worktree(root).entries()
    assert walked == ["content/department/bm3"]


def test_a_failure_here_ends_the_child_at_once(
    root: Path, monkeypatch: pytest.MonkeyPatch, forked: list[int]
) -> None:
    here = os.getpid()

    def failing(_top: str, folder: str) -> bytes:
        if os.getpid() != here:
            time.sleep(60)
        raise SourcesChangedError(folder)

    monkeypatch.setattr(shared_walk, "walk_root", failing)

    with pytest.raises(SourcesChangedError) as told:
        tree(root).roots()
    with pytest.raises(ProcessLookupError):
        os.kill(forked[0], 0)
    assert told.value.__traceback__, "which keeps the walk, so that nothing is ended by chance"


def test_an_edit_after_the_child_looked_is_told_when_read_and_seen_by_the_next(
    root: Path,
) -> None:
    tree(root).roots()
    time.sleep(0.02)
    tree(root).roots()
    file = root / "content/department/bm3/a/a.md"
    worktree = tree(root)
    worktree.start()
    begun = worktree._begun
    assert begun
    while not begun._taken[len(begun._roots) - 1]:
        time.sleep(0.001)
    time.sleep(0.02)
    file.write_text("x" * file.stat().st_size)
    [entry] = [e for e in worktree.entries() if root / e.path == file]

    with pytest.raises(SourcesChangedError):
        worktree.read(entry)
    assert tree(root).entries() == Worktree(root).entries()


def test_a_walk_nobody_asks_for_ends_its_child(
    root: Path, monkeypatch: pytest.MonkeyPatch, forked: list[int]
) -> None:
    by_child(monkeypatch, lambda _walk: time.sleep(60))
    worktree = tree(root)
    worktree.start()
    del worktree
    gc.collect()

    with pytest.raises(ProcessLookupError):
        os.kill(forked[0], 0)


def test_another_process_that_drops_the_walk_does_not_end_it(root: Path) -> None:
    worktree = tree(root)
    worktree.start()
    begun = worktree._begun
    assert begun
    other = os.fork()
    if not other:
        begun._child.end()
        os._exit(0)
    os.waitpid(other, 0)

    assert worktree.entries() == Worktree(root).entries()


def test_many_new_files_are_hashed_by_two(
    root: Path, monkeypatch: pytest.MonkeyPatch, forked: list[int]
) -> None:
    monkeypatch.setattr(stat_cache, "MANY", 0)
    monkeypatch.setattr(stat_cache, "may_fork", lambda: True)
    found = Worktree(root, root / ".govssg/stat").entries()

    assert len(forked) == 1
    monkeypatch.setattr(stat_cache, "may_fork", lambda: False)
    assert found == Worktree(root).entries()
