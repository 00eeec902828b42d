import os
import subprocess
from pathlib import Path

import pytest

from govssg.model.source import Entry, blob_id
from govssg.read.snapshot import Memory, SourcesChangedError, Worktree, open_snapshot


def write(root: Path, path: str, text: str) -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_a_blob_id_is_the_one_git_gives(tmp_path: Path) -> None:
    file = write(tmp_path, "a.md", "# 标题\n")
    said = subprocess.run(
        ["git", "hash-object", str(file)], capture_output=True, check=True, text=True
    )

    assert blob_id(file.read_bytes()) == said.stdout.strip()


def test_only_the_three_folders_are_seen_and_links_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "content/a.md", "a")
    write(tmp_path, "sites/portal.yaml", "b")
    write(tmp_path, "secret/c.md", "c")
    write(tmp_path, "content/.hidden/d.md", "d")
    (tmp_path / "content" / "link.md").symlink_to(tmp_path / "secret" / "c.md")
    (tmp_path / "content" / "folder").symlink_to(tmp_path / "secret")

    paths = [entry.path for entry in Worktree(tmp_path).entries()]

    assert paths == ["content/a.md", "sites/portal.yaml"]


def test_the_stat_cache_spares_unchanged_files(tmp_path: Path) -> None:
    file = write(tmp_path, "content/a.md", "a")
    os.utime(file, (1, 1))
    cache = tmp_path / "cache" / "stat"
    Worktree(tmp_path, cache).entries()
    before = file.stat()
    file.write_text("b", encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    [entry] = Worktree(tmp_path, cache).entries()

    assert entry.blob == blob_id(b"b"), "the change time gives the forged modification time away"


def test_a_file_written_in_the_tick_of_the_cache_is_read_again(tmp_path: Path) -> None:
    cache = tmp_path / "cache" / "stat"
    for text in ("one", "two", "six"):
        write(tmp_path, "content/a.md", text)
        [entry] = Worktree(tmp_path, cache).entries()
        assert entry.blob == blob_id(text.encode())


def test_a_broken_stat_cache_counts_as_none(tmp_path: Path) -> None:
    write(tmp_path, "content/a.md", "a")
    cache = write(tmp_path, "cache/stat", "not a cache")

    assert [entry.path for entry in Worktree(tmp_path, cache).entries()] == ["content/a.md"]


@pytest.mark.parametrize("change", ["edited", "deleted"])
def test_a_file_that_changes_while_being_read_is_told(tmp_path: Path, change: str) -> None:
    file = write(tmp_path, "content/a.md", "a")
    worktree = Worktree(tmp_path)
    [entry] = worktree.entries()
    if change == "edited":
        file.write_text("b", encoding="utf-8")
    else:
        file.unlink()

    with pytest.raises(SourcesChangedError):
        worktree.read(entry)


def test_memory_has_no_address_for_others() -> None:
    memory = Memory({"content/a.md": "甲"})

    assert memory.entries() == (Entry("content/a.md", blob_id("甲".encode()), 3),)
    with pytest.raises(ValueError, match="memory"):
        open_snapshot(memory.address)
