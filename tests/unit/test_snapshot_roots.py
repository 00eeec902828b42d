"""Roots of snapshots: which there are, and that nothing is read without need."""

import os
import shutil
import time
from pathlib import Path

import pytest

from govssg.read import stat_cache
from govssg.read.snapshot import Memory, SourcesChangedError, Worktree
from govssg.read.walk import read_file

FILES = {
    "content/note.md": "note",
    "content/department/plan.md": "plan",
    "content/department/health/a.md": "a",
    "content/department/health/news/b.md": "b",
    "content/department/tax/c.md": "c",
    "sites/portal.yaml": "portal",
    "themes/intensive/templates/page.html": "page",
}
MEMORY = Path("/dev/shm")  # noqa: S108 - ext4 cuts late times, this keeps them
LONG_AGO = 1_000_000_000
"""A change time cannot be set, so only the modification time is that old."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small project."""
    for path, text in FILES.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        os.utime(file, ns=(LONG_AGO, LONG_AGO))
    time.sleep(0.02)
    return tmp_path


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were hashed."""
    found: list[str] = []

    def read(top: str, path: str) -> bytes:
        found.append(Path(path).name)
        return read_file(top, path)

    monkeypatch.setattr(stat_cache, "read_file", read)
    return found


def tree(root: Path) -> Worktree:
    return Worktree(root, root / ".govssg" / "stat")


def test_a_root_is_a_second_level_folder_of_content_or_a_whole_folder(root: Path) -> None:
    worktree = Worktree(root)

    assert {
        path: [entry.path for entry in worktree.entries(path)] for path in worktree.roots()
    } == {
        "content": ["content/note.md"],
        "content/department": ["content/department/plan.md"],
        "content/department/health": [
            "content/department/health/a.md",
            "content/department/health/news/b.md",
        ],
        "content/department/tax": ["content/department/tax/c.md"],
        "sites": ["sites/portal.yaml"],
        "themes": ["themes/intensive/templates/page.html"],
    }


def test_folders_without_files_and_unknown_folders_are_no_roots(root: Path) -> None:
    (root / "content/county/empty/news").mkdir(parents=True)
    (root / "content/county/links").mkdir()
    (root / "content/county/links/a.md").symlink_to(root / "sites/portal.yaml")
    worktree = Worktree(root)

    assert not [path for path in worktree.roots() if path.startswith("content/county")]
    assert worktree.entries("content/county/empty") == ()


def test_worktree_and_memory_give_the_same_digests(root: Path) -> None:
    memory = Memory(dict(FILES))

    assert Worktree(root).roots() == memory.roots()
    assert Worktree(root).entries() == memory.entries()
    assert Worktree(root).entries("sites") == memory.entries("sites")


def test_an_unchanged_tree_is_not_read(root: Path, reads: list[str]) -> None:
    before = tree(root).roots()
    reads.clear()
    written = (root / ".govssg/stat").stat().st_mtime_ns

    assert tree(root).roots() == before
    assert reads == []
    assert (root / ".govssg/stat").stat().st_mtime_ns == written


def test_only_the_edited_file_is_read_and_only_its_root_differs(
    root: Path, reads: list[str]
) -> None:
    before = tree(root).roots()
    reads.clear()
    (root / "content/department/health/a.md").write_text("A", encoding="utf-8")
    after = tree(root).roots()

    assert reads == ["a.md"]
    assert [path for path in after if after[path] != before[path]] == ["content/department/health"]


def test_a_touched_file_is_read_once_and_changes_no_digest(root: Path, reads: list[str]) -> None:
    before = tree(root).roots()
    (root / "sites/portal.yaml").touch()
    time.sleep(0.02)
    reads.clear()

    assert tree(root).roots() == before
    assert tree(root).roots() == before
    assert reads == ["portal.yaml"]


def test_a_file_as_young_as_the_cache_is_read_until_it_is_older(
    root: Path, reads: list[str]
) -> None:
    tree(root).roots()
    ahead = time.time_ns() + 300_000_000
    os.utime(root / "sites/portal.yaml", ns=(ahead, ahead))
    reads.clear()
    tree(root).roots()
    tree(root).roots()
    time.sleep(0.32)
    tree(root).roots()
    tree(root).roots()

    assert reads == ["portal.yaml"] * 3, "read while it is young, once more when it is not"


def test_the_clock_of_the_cache_is_read_before_the_first_file(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[str] = []
    clock = stat_cache.clock

    def asked(folder: Path) -> int:
        events.append("clock")
        return clock(folder)

    def read(top: str, path: str) -> bytes:
        events.append("file")
        return read_file(top, path)

    monkeypatch.setattr(stat_cache, "clock", asked)
    monkeypatch.setattr(stat_cache, "read_file", read)
    tree(root).roots()

    assert events == ["clock"] + ["file"] * len(FILES), (
        "a file written again after its reading, in the same tick, must count as young"
    )


def test_an_edit_is_noticed_though_the_clock_went_back(
    root: Path, monkeypatch: pytest.MonkeyPatch, reads: list[str]
) -> None:
    monkeypatch.setattr(stat_cache, "clock", lambda _folder: time.time_ns() + 10**12)
    tree(root).roots()
    reads.clear()
    (root / "content/department/health/a.md").write_text("A", encoding="utf-8")

    assert tree(root).entries() == Worktree(root).entries()
    assert reads[0] == "a.md"
    assert len(reads) == 1 + len(FILES), "one by the cache, all without it"


def test_a_cache_brought_from_another_machine_is_only_slow(
    root: Path, tmp_path_factory: pytest.TempPathFactory, reads: list[str]
) -> None:
    before = tree(root).roots()
    copy = tmp_path_factory.mktemp("machine") / "project"
    shutil.copytree(root, copy)
    (copy / "content/note.md").write_text("eton", encoding="utf-8")
    os.utime(copy / "content/note.md", ns=(LONG_AGO, LONG_AGO))
    reads.clear()

    assert [path for path, digest in tree(copy).roots().items() if digest != before[path]] == [
        "content"
    ]
    assert len(reads) == len(FILES)


def test_every_damage_of_the_cache_is_noticed(root: Path) -> None:
    before = tree(root).entries()
    cache = root / ".govssg/stat"
    whole = cache.read_bytes()
    for at in range(0, len(whole), 7):
        cache.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert tree(root).entries() == before
    cache.write_bytes(whole[: len(whole) // 2])
    assert tree(root).entries() == before


def test_a_root_that_is_gone_is_forgotten(root: Path, reads: list[str]) -> None:
    tree(root).roots()
    shutil.rmtree(root / "content/department/tax")
    reads.clear()

    assert "content/department/tax" not in tree(root).roots()
    assert b"content/department/tax" not in (root / ".govssg/stat").read_bytes()
    assert reads == []


def test_nothing_but_the_cache_is_left_beside_it(root: Path) -> None:
    tree(root).roots()

    assert [file.name for file in (root / ".govssg").iterdir()] == ["stat"]


def test_a_linked_top_folder_is_not_followed(root: Path) -> None:
    (root / "themes").rename(root / "elsewhere")
    (root / "themes").symlink_to(root / "elsewhere")

    assert "themes" not in Worktree(root).roots()


def test_a_file_that_vanishes_while_being_listed_is_told(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(top: str, path: str) -> bytes:
        Path(top, path).unlink()
        return read_file(top, path)

    monkeypatch.setattr(stat_cache, "read_file", gone)

    with pytest.raises(SourcesChangedError) as told:
        tree(root).roots()
    assert told.value.path in FILES
    assert not (root / ".govssg/stat").exists()


@pytest.mark.parametrize("change", ["link", "folder", "parent"])
def test_a_file_that_becomes_something_else_is_told(root: Path, change: str) -> None:
    worktree = Worktree(root)
    [entry] = worktree.entries("content/department/tax")
    file = root / entry.path
    other = root / "same.md"
    other.write_bytes(file.read_bytes())
    file.unlink()
    if change == "link":
        file.symlink_to(other)
    elif change == "folder":
        file.mkdir()
    else:
        file.parent.rmdir()
        file.parent.write_text("no folder", encoding="utf-8")

    with pytest.raises(SourcesChangedError) as told:
        worktree.read(entry)
    assert told.value.path == entry.path


def test_names_that_are_no_text_and_files_with_line_ends_in_their_names_survive(
    root: Path,
) -> None:
    names = [os.fsdecode(b"\xff\xfe.md"), "a\nb.md", "通知 公告.md", "\U0001f600.md", "\ufffd.md"]
    for name in names:
        (root / "content/department/tax" / name).write_text(name, errors="surrogateescape")
    tree(root).roots()
    found = tree(root).entries("content/department/tax")

    assert [entry.path for entry in found] == sorted(
        f"content/department/tax/{name}" for name in [*names, "c.md"]
    )
    assert [tree(root).read(entry) for entry in found if "\udcff" in entry.path] == [b"\xff\xfe.md"]


@pytest.mark.skipif(not MEMORY.is_dir(), reason="needs a file system for late times")
def test_times_beyond_all_calendars_are_no_failure(root: Path) -> None:
    folder = MEMORY / f"govssg-test-{os.getpid()}"
    shutil.copytree(root, folder)
    try:
        os.utime(folder / "sites/portal.yaml", ns=(10**22, 10**22))
        tree(folder).roots()

        assert tree(folder).entries() == Worktree(root).entries()
    finally:
        shutil.rmtree(folder)
