"""``build --verify`` proves the tree; ``SOURCE_DATE_EPOCH`` and the rest do not change a byte."""

import shutil
from pathlib import Path

import pytest
from cli.helpers import files_below, run, start
from project import PortalMaker, Project, article

NEWS = "-- content/municipal/city/news/a.md --\n" + article("甲", "2026-11-01 09:00")


def test_a_tree_that_is_as_built_is_verified(portal: PortalMaker) -> None:
    project = portal(NEWS)
    run(project, "build", "--no-search")
    project.edit("content/municipal/city/news/a.md", "title: 甲", "title: 乙")

    outcome = run(project, "build", "--no-search", "--verify", "all")

    assert outcome.code == 0
    assert "逐字节一致" in outcome.err


@pytest.mark.parametrize("tampering", ["changed", "deleted", "added"])
def test_a_tree_somebody_touched_is_not(portal: PortalMaker, tampering: str) -> None:
    project = portal(NEWS)
    run(project, "build", "--no-search")
    page = project.tree / "news/a.html"
    if tampering == "changed":
        page.write_text("挂马", encoding="utf-8")
    elif tampering == "deleted":
        page.unlink()
    else:
        (project.tree / "news/b.html").write_text("挂马", encoding="utf-8")

    outcome = run(project, "build", "--no-search", "--verify", "all")

    assert outcome.code == 3
    assert ("news/b.html" if tampering == "added" else "news/a.html") in outcome.err


@pytest.mark.slow
def test_the_same_sources_give_the_same_bytes_anywhere(portal: PortalMaker, tmp_path: Path) -> None:
    one = portal(NEWS)
    shutil.copytree(one.root, tmp_path / "elsewhere" / "deeper")
    two = Project(tmp_path / "elsewhere" / "deeper", {})
    here = {"TZ": "America/New_York", "LANG": "C", "PYTHONHASHSEED": "1"}
    there = {"TZ": "Asia/Shanghai", "LANG": "zh_CN.UTF-8", "PYTHONHASHSEED": "77"}

    first = start(one.root, "build", "--jobs", "1", SOURCE_DATE_EPOCH="1795000000", **here)
    second = start(two.root, "build", "--jobs", "2", SOURCE_DATE_EPOCH="1795000000", **there)

    assert (first.code, second.code) == (0, 0), (first, second)
    assert files_below(one.tree) == files_below(two.tree)
    assert len(files_below(one.tree)) > 50


@pytest.mark.slow
def test_the_epoch_of_the_source_is_the_clock(portal: PortalMaker) -> None:
    project = portal("-- content/municipal/city/news/a.md --\n" + article("甲", "2026-11-20 09:00"))
    before = start(project.root, "build", "--no-search", SOURCE_DATE_EPOCH="1795000000")
    shown = (project.tree / "news/a.html").exists()
    after = start(project.root, "build", "--no-search", SOURCE_DATE_EPOCH="1796000000")

    assert (before.code, after.code) == (0, 0)
    assert (shown, (project.tree / "news/a.html").exists()) == (False, True)
