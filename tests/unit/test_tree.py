"""The output tree: every file whole, none outside, nothing left of what failed."""

import errno
import os
import resource
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govssg.store.tree
from govssg.model.digest import digest_bytes
from govssg.store.tree import TEMPORARY, Tree

BOTH = pytest.mark.parametrize("fresh", [False, True])


@contextmanager
def mask(bits: int) -> Iterator[None]:
    before = os.umask(bits)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file grow beyond a size; the write that meets the limit is cut short."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def files(tree: Tree) -> dict[str, bytes]:
    return {route: (tree.root / route).read_bytes() for route in tree.files()}


@BOTH
def test_a_file_is_written_once_and_its_digest_told(tmp_path: Path, fresh: bool) -> None:
    tree = Tree(tmp_path / "tree")
    assert tree.write("a/b.html", b"x", fresh=fresh) == (digest_bytes(b"x"), True)
    assert tree.write("a/b.html", b"x", fresh=fresh) == (digest_bytes(b"x"), False)
    assert tree.write("a/b.html", b"x", digest_bytes(b"x"), fresh=fresh)[1] is False
    assert tree.write("a/b.html", b"y", digest_bytes(b"x"), fresh=fresh)[1] is True
    assert files(tree) == {"a/b.html": b"y"}


@BOTH
@pytest.mark.parametrize("bits", [0o000, 0o022, 0o077])
def test_everyone_may_read_a_file_whatever_the_umask(
    tmp_path: Path, fresh: bool, bits: int
) -> None:
    tree = Tree(tmp_path)
    with mask(bits):
        tree.write("new.html", b"x", fresh=fresh)
        tree.write("new.html", b"y")
        tree.write("other.html", b"x", fresh=fresh)
    for name in ("new.html", "other.html"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o644


def test_a_page_of_a_live_tree_appears_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = Tree(tmp_path)
    tree.write("old.html", b"before")
    seen = []
    honest = govssg.store.tree._pour

    def pour(handle: int, data: bytes) -> None:
        seen.append(files(tree))
        honest(handle, data[: len(data) // 2])
        seen.append(files(tree))
        honest(handle, data[len(data) // 2 :])

    monkeypatch.setattr(govssg.store.tree, "_pour", pour)
    with (tmp_path / "old.html").open("rb") as reader:
        tree.write("old.html", b"afterwards")
        tree.write("new.html", b"new")
        assert reader.read() == b"before"

    before = {"old.html": b"before"}
    assert seen == [before, before, {"old.html": b"afterwards"}, {"old.html": b"afterwards"}]
    assert files(tree) == {"old.html": b"afterwards", "new.html": b"new"}


@BOTH
def test_nothing_is_left_of_a_file_that_finds_no_room(tmp_path: Path, fresh: bool) -> None:
    tree = Tree(tmp_path)
    tree.write("old.html", b"before")
    with room_for(1000):
        for name in ("old.html", "new.html", "folder/new.html"):
            with pytest.raises(OSError, match="too large"):
                tree.write(name, b"x" * 5000, fresh=fresh)

    assert files(tree) == {"old.html": b"before"}
    assert list((tmp_path / TEMPORARY).glob("*")) == []


@BOTH
def test_a_file_half_written_by_a_killed_process_is_mended(tmp_path: Path, fresh: bool) -> None:
    (tmp_path / "a.html").write_bytes(b"hal")
    assert Tree(tmp_path).write("a.html", b"half", fresh=fresh)[1] is True
    assert (tmp_path / "a.html").read_bytes() == b"half"


def test_what_a_killed_process_left_is_passed_over_and_cleared(tmp_path: Path) -> None:
    (tmp_path / TEMPORARY).mkdir(parents=True)
    left = tmp_path / TEMPORARY / f"{os.getpid()}-0"
    left.write_bytes(b"left")
    tree = Tree(tmp_path)
    tree.write("a.html", b"x")
    assert left.read_bytes() == b"left"
    tree.clear_temporary()
    assert list((tmp_path / TEMPORARY).glob("*")) == []
    assert files(tree) == {"a.html": b"x"}


def test_two_trees_of_one_process_write_at_the_same_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = govssg.store.tree._pour

    def pour(handle: int, data: bytes) -> None:
        if data == b"outer":
            Tree(tmp_path).write("inner.html", b"inner")
        honest(handle, data)

    monkeypatch.setattr(govssg.store.tree, "_pour", pour)
    Tree(tmp_path).write("outer.html", b"outer")
    assert files(Tree(tmp_path)) == {"inner.html": b"inner", "outer.html": b"outer"}


@BOTH
@pytest.mark.parametrize("route", ["", "/a", "../a", "a/../../b", "a/..", "a\0b"])
def test_a_route_that_leaves_the_tree_is_refused(tmp_path: Path, fresh: bool, route: str) -> None:
    tree = Tree(tmp_path / "tree")
    with pytest.raises(ValueError, match="leaves the tree"):
        tree.write(route, b"x", fresh=fresh)
    with pytest.raises(ValueError, match="leaves the tree"):
        tree.remove(route)
    assert list(tmp_path.iterdir()) == []


@BOTH
@pytest.mark.parametrize("text", [b"theirs", b"ours"])
def test_a_link_in_the_place_of_a_file_is_replaced_not_followed(
    tmp_path: Path, fresh: bool, text: bytes
) -> None:
    outside = tmp_path / "outside.html"
    outside.write_bytes(text)
    tree = Tree(tmp_path / "tree")
    tree.root.mkdir()
    for name, target in (("a.html", outside), ("b.html", tmp_path / "nowhere")):
        (tree.root / name).symlink_to(target)
        assert tree.write(name, b"ours", fresh=fresh)[1] is True
        assert not (tree.root / name).is_symlink()

    assert outside.read_bytes() == text
    assert not (tmp_path / "nowhere").exists()


@BOTH
@pytest.mark.parametrize("route", ["link/a.html", "link/deep/a.html", "inner/link/a.html"])
def test_a_link_that_leads_a_folder_out_of_the_tree_is_refused(
    tmp_path: Path, fresh: bool, route: str
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.html").write_bytes(b"theirs")
    (tmp_path / "tree/inner").mkdir(parents=True)
    (tmp_path / "tree/link").symlink_to(outside)
    (tmp_path / "tree/inner/link").symlink_to("../../outside")
    tree = Tree(tmp_path / "tree")

    with pytest.raises(OSError, match="out of the tree") as raised:
        tree.write(route, b"ours", fresh=fresh)
    assert raised.value.errno == errno.ELOOP
    with pytest.raises(OSError, match="out of the tree"):
        tree.remove(route)
    assert [path.read_bytes() for path in outside.rglob("*")] == [b"theirs"]


def test_a_link_between_folders_of_the_tree_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    Tree(tmp_path).write("link/a.html", b"x")
    assert (tmp_path / "real/a.html").read_bytes() == b"x"


ROUTES = ("a", "a/b", "a/b/c", "a/b/d", "e", "e/f")
STEPS = st.tuples(st.sampled_from(ROUTES), st.sampled_from([b"", b"1", b"2", None]), st.booleans())


@given(st.lists(STEPS, max_size=20))
def test_a_tree_holds_what_was_written_last(steps: list[tuple[str, bytes | None, bool]]) -> None:
    """A file makes way for a folder of its name, and a folder for a file."""
    wanted: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as folder:
        tree = Tree(Path(folder))
        for route, data, fresh in steps:
            if data is None and route in wanted:
                tree.remove(route)
                del wanted[route]
            elif data is not None:
                before = wanted.get(route)
                assert tree.write(route, data, fresh=fresh)[1] is (data != before)
                rivals = [n for n in wanted if f"{n}/".startswith(f"{route}/")]
                rivals += [n for n in wanted if f"{route}/".startswith(f"{n}/")]
                wanted = {n: d for n, d in wanted.items() if n not in rivals} | {route: data}
            assert files(tree) == wanted


@pytest.mark.parametrize(("old", "new"), [("a", "a/b/c"), ("a/b", "a"), ("a/b/c", "a")])
def test_a_route_whose_place_is_taken_by_another_page_is_gone_already(
    tmp_path: Path, old: str, new: str
) -> None:
    tree = Tree(tmp_path)
    tree.write(old, b"old")
    tree.write(new, b"new")
    tree.remove(old)
    assert tree.files() == [new]
