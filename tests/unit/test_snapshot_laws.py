"""Laws of snapshots: a cache changes nothing, digests tell equality, commit equals worktree."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st

from govssg.child import Child
from govssg.model.source import Entry, Snapshot, blob_id, root_of
from govssg.read import snapshot
from govssg.read.git import GitError
from govssg.read.snapshot import (
    SHARED,
    Commit,
    Memory,
    SourcesChangedError,
    Worktree,
    open_snapshot,
    read_many,
)

PATHS = [
    "content/a.md",
    "content/department/b.md",
    "content/department/health/c.md",
    "content/department/health/news/d.md",
    "content/department/health/news/e f.md",
    "content/department/health.md",
    "content/department/tax/税务.md",
    "content/department/tax/deep/er/and/deeper.md",
    "content/county/.hidden/f.md",
    "content/county/east/.gitkeep",
    "content/county/west/" + os.fsdecode(b"\xff.md"),
    "sites/portal.yaml",
    "sites/below/x.yaml",
    "themes/intensive/page.html",
    "elsewhere/secret.md",
]
path = st.sampled_from(PATHS)
text = st.sampled_from(["one", "two", "three", ""])
step = st.one_of(
    st.tuples(st.just("write"), path, text),
    st.tuples(st.just("forge"), path, text),
    st.tuples(st.just("touch"), path, text),
    st.tuples(st.just("delete"), path, text),
    st.tuples(st.just("link"), path, text),
    st.tuples(st.just("folder"), path, text),
    st.tuples(st.just("rename"), path, path),
    st.tuples(st.just("look"), path, text),
)


def write(root: Path, name: str, data: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    if (root / name).is_symlink():
        (root / name).unlink()
    (root / name).write_text(data, encoding="utf-8")


def forge(root: Path, name: str, data: str) -> None:
    """Write in place and set the old time of modification again."""
    if (root / name).is_file():
        before = (root / name).stat()
        (root / name).write_text(data, encoding="utf-8")
        os.utime(root / name, ns=(before.st_atime_ns, before.st_mtime_ns))


def touch(root: Path, name: str, _data: str) -> None:
    if (root / name).is_file():
        (root / name).touch()


def delete(root: Path, name: str, _data: str) -> None:
    (root / name).unlink(missing_ok=True)


def link(root: Path, name: str, _data: str) -> None:
    write(root, name, "")
    (root / name).unlink()
    (root / name).symlink_to(root / PATHS[0])


def folder(root: Path, name: str, _data: str) -> None:
    (root / name).with_suffix(".folder").mkdir(parents=True, exist_ok=True)


def rename(root: Path, name: str, to: str) -> None:
    if (root / name).is_file():
        (root / to).parent.mkdir(parents=True, exist_ok=True)
        (root / name).replace(root / to)


def look(_root: Path, _name: str, _data: str) -> None:
    pass


DO: dict[str, Callable[[Path, str, str], None]] = {
    "write": write, "forge": forge, "touch": touch, "delete": delete,
    "link": link, "folder": folder, "rename": rename, "look": look,
}  # fmt: skip


def assert_laws_of_one(of: Snapshot) -> None:
    every = of.entries()
    parts = {root: of.entries(root) for root in of.roots()}

    assert every == tuple(sorted(every, key=lambda entry: entry.path))
    assert every == tuple(
        sorted((entry for part in parts.values() for entry in part), key=lambda entry: entry.path)
    ), "all files are those of the roots"
    assert all(root_of(entry.path) == root for root, part in parts.items() for entry in part)
    assert all(parts.values()), "a root without files is none"
    assert list(parts) == sorted(parts)


def assert_digests_tell_equality(before: Snapshot, after: Snapshot) -> None:
    for root in {*before.roots(), *after.roots()}:
        same = before.roots().get(root) == after.roots().get(root)
        assert same == (before.entries(root) == after.entries(root)), root


@pytest.fixture(scope="module")
def _always_shared() -> Iterator[None]:
    """Let a child be forked beside pytest's threads too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(snapshot, "may_fork", lambda: True)
        yield


sharing = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")


@examples(60)
@given(st.lists(step, min_size=1, max_size=14))
def test_a_cache_changes_nothing_whatever_happens_between_runs(
    steps: list[tuple[str, str, str]],
) -> None:
    assert_a_cache_changes_nothing(steps, SHARED)


@pytest.mark.slow
@sharing
@pytest.mark.usefixtures("_always_shared")
@examples(25)
@given(st.lists(step, min_size=1, max_size=8))
def test_a_cache_changes_nothing_where_a_child_takes_part(
    steps: list[tuple[str, str, str]],
) -> None:
    assert_a_cache_changes_nothing(steps, 0)


def assert_a_cache_changes_nothing(steps: list[tuple[str, str, str]], shared: int) -> None:
    with TemporaryDirectory() as name:
        root, cache = Path(name), Path(name) / ".govssg" / "stat"
        before = Worktree(root, cache, shared=shared)
        before.roots()
        for verb, first, second in steps:
            DO[verb](root, first, second)
            after, fresh = Worktree(root, cache, shared=shared), Worktree(root)
            assert after.roots() == fresh.roots()
            assert after.entries() == fresh.entries()
            assert_laws_of_one(after)
            assert_digests_tell_equality(before, after)
            kept = Memory({entry.path: after.read(entry) for entry in after.entries()})
            assert (kept.roots(), kept.entries()) == (after.roots(), after.entries())
            before = after


@pytest.mark.slow
@sharing
@pytest.mark.usefixtures("_always_shared")
@examples(40)
@given(before=st.lists(step, max_size=8), during=st.lists(step, min_size=1, max_size=8))
def test_what_happens_while_a_child_looks_is_told_or_seen_by_the_next_run(
    before: list[tuple[str, str, str]], during: list[tuple[str, str, str]]
) -> None:
    with TemporaryDirectory() as name:
        root, cache = Path(name), Path(name) / ".govssg" / "stat"
        for verb, first, second in before:
            DO[verb](root, first, second)
        for verb, first, second in [*during, ("look", "", "")]:
            worktree = Worktree(root, cache, shared=0)
            worktree.start()
            DO[verb](root, first, second)
            with suppress(SourcesChangedError):
                assert_laws_of_one(worktree)
                for entry in worktree.entries():
                    assert blob_id(worktree.read(entry)) == entry.blob
        assert Worktree(root, cache).entries() == Worktree(root).entries()


def git(root: Path, *arguments: str) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "-C", root, *who, *arguments], check=True, capture_output=True)


def commit(root: Path) -> Commit:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "change")
    return Commit(root, "HEAD")


@pytest.mark.slow
@examples(20)
@given(st.lists(step, max_size=25), st.lists(step, min_size=1, max_size=3))
def test_a_commit_has_the_files_of_its_worktree(
    steps: list[tuple[str, str, str]], more: list[tuple[str, str, str]]
) -> None:
    with TemporaryDirectory() as name:
        root = Path(name)
        git(root, "init", "--quiet")
        before: Commit | None = None
        for part in (steps, more):
            for verb, first, second in part:
                DO[verb](root, first, second)
            after, worktree = commit(root), Worktree(root)
            assert after.entries() == worktree.entries()
            assert after.roots().keys() == worktree.roots().keys()
            assert_laws_of_one(after)
            entries = after.entries()
            assert read_many(after, entries) == [worktree.read(entry) for entry in entries]
            for path, digest in after.roots().items():
                if before is not None and before.roots().get(path) == digest:
                    assert before.entries(path) == after.entries(path)
            before = after


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository of two roots with the same files."""
    git(tmp_path, "init", "--quiet")
    write(tmp_path, "content/department/health/a.md", "a")
    write(tmp_path, "content/department/tax/a.md", "a")
    commit(tmp_path)
    return tmp_path


def test_a_commit_has_the_roots_of_its_worktree(project: Path) -> None:
    write(project, "content/note.md", "note")
    write(project, "content/department/plan.md", "plan")
    write(project, "content/county/east/.gitkeep", "")
    write(project, "themes/intensive/page.html", "page")
    there, worktree = commit(project), Worktree(project)

    assert {root: there.entries(root) for root in there.roots()} == {
        root: worktree.entries(root) for root in worktree.roots()
    }
    assert there.entries("content/county/east") == ()


def test_an_edit_changes_the_digest_of_one_root_of_a_commit(project: Path) -> None:
    before = Commit(project, "HEAD").roots()
    write(project, "content/department/tax/a.md", "b")
    after = commit(project).roots()

    assert [root for root in after if after[root] != before[root]] == ["content/department/tax"]
    assert len(set(before.values())) == 2, "equal folders at two places differ"


def test_a_commit_can_be_opened_again_by_its_address(project: Path) -> None:
    there = Commit(project, "HEAD")
    again = open_snapshot(there.address)

    assert again.address == there.address
    assert again.roots() == there.roots()


@pytest.mark.parametrize("revision", ["none", "HEAD:content", "HEAD\nHEAD", "", "-h", "a b", "^"])
def test_a_revision_that_is_no_commit_is_refused(project: Path, revision: str) -> None:
    with pytest.raises(GitError, match="unknown revision"):
        Commit(project, revision)


def test_a_tag_and_a_subfolder_of_the_repository_lead_to_the_same_commit(project: Path) -> None:
    git(project, "tag", "--annotate", "v1", "--message", "first")

    assert Commit(project, "v1").address == Commit(project, "HEAD").address
    assert Commit(project / "content", "v1").entries() == Commit(project, "HEAD").entries()


def test_a_folder_outside_all_repositories_is_told(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="not a git repository"):
        Commit(tmp_path, "HEAD")


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
def test_the_blobs_of_a_commit_come_from_one_git_in_each_process(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []
    popen = subprocess.Popen

    def counted(*asked: object, **named: object) -> object:
        started.append(os.getpid())
        return popen(*asked, **named)  # type: ignore[call-overload]

    given, worktree = Commit(project, "HEAD"), Worktree(project)
    monkeypatch.setattr(subprocess, "Popen", counted)
    for entry in given.entries()[:9]:
        assert given.read(entry) == worktree.read(entry)
    assert len(started) == 2  # the list of files, their bytes

    child = Child(lambda: b"\0".join(given.read(entry) for entry in given.entries()[:9]))
    here = b"\0".join(given.read(entry) for entry in given.entries()[:9])
    assert child.told() == here
    child.end()


def test_a_blob_that_is_missing_is_told(project: Path) -> None:
    with pytest.raises(GitError, match=r"content/a\.md"):
        Commit(project, "HEAD").read(Entry("content/a.md", "0" * 40, 1))
