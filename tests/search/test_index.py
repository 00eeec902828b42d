"""Indexing as part of a build: only what changed, healed when killed, gone when not wanted."""

import json
from pathlib import Path
from typing import Any

import pytest
from project import PortalMaker, Project, article, tree_bytes

from govssg.search import pagefind
from govssg.search.text import pairs

NEWS = "content/municipal/city/news"


def with_news(portal: PortalMaker) -> Project:
    project = portal()
    project.write(f"{NEWS}/a.md", article("医保新规", "2026-11-01 09:00"))
    project.write(f"{NEWS}/b.md", article("公交改线", "2025-03-01 09:00"))
    project.write("content/county/east/news/c.md", article("东县赶集", "2026-05-01 09:00"))
    return project


def manifest(project: Project, folder: str = "") -> Any:
    return json.loads(project.page(f"{folder}search/index.json"))


def shard_files(project: Project) -> dict[str, set[str]]:
    """Give the names of the files of each shard, by its folder."""
    found: dict[str, set[str]] = {}
    for name in tree_bytes(project.tree):
        parts = name.split("/")
        if parts[:2] == ["search", "shards"]:
            found.setdefault(parts[2], set()).add("/".join(parts[3:]))
    return found


def test_pages_of_all_sites_are_in_the_shards_of_their_years(portal: PortalMaker) -> None:
    project = with_news(portal)
    assert project.build(search=True).indexed == 2
    shards = manifest(project)["shards"]
    assert [(s["year"], s["pages"], s["sites"]) for s in shards] == [
        ("2026", 2, ["city", "east"]),
        ("2025", 1, ["city"]),
    ]


def test_records_say_what_a_result_shows(portal: PortalMaker) -> None:
    project = with_news(portal)
    project.build(search=True)
    path = manifest(project)["shards"][0]["path"]
    rows = json.loads(project.page(f"search/{path}records.json"))
    assert [row[:7] for row in rows] == [
        ["2026-11-01", "city", "news/a.html", "article", "医保新规", "", "政务"],
        ["2026-05-01", "east", "news/c.html", "article", "东县赶集", "", "政务"],
    ]


def test_a_shard_has_no_file_nobody_asks_for(portal: PortalMaker) -> None:
    project = with_news(portal)
    project.build(search=True)
    for names in shard_files(project).values():
        suffixes = {name.rpartition(".")[2] for name in names}
        assert suffixes == {"json", "pf_meta", "pf_index"}


def test_building_twice_indexes_once(portal: PortalMaker) -> None:
    project = with_news(portal)
    project.build(search=True)
    before = tree_bytes(project.tree)
    again = project.build(search=True)
    assert (again.indexed, again.written) == (0, ())
    assert tree_bytes(project.tree) == before


def test_an_edit_indexes_one_shard_and_leaves_no_other_behind(portal: PortalMaker) -> None:
    project = with_news(portal)
    project.build(search=True)
    before = set(shard_files(project))
    project.edit(f"{NEWS}/a.md", "正文第一段", "正文改过了")
    assert project.build(search=True).indexed == 1
    after = set(shard_files(project))
    assert len(before - after) == len(after - before) == 1


def test_an_edit_that_shows_nowhere_indexes_nothing(portal: PortalMaker) -> None:
    project = with_news(portal)
    project.build(search=True)
    project.edit(f"{NEWS}/a.md", "正文第一段。", "正文第一段。\n\n<!-- 编者注 -->")
    project.write("content/county/east/news/c.md", article("东县赶集", "2026-05-01 09:30"))
    assert project.build(search=True).indexed == 1, "only the time shown has changed"


def test_incremental_equals_clean_after_edits(portal: PortalMaker) -> None:
    project = with_news(portal)
    project.build(search=True)
    project.edit(f"{NEWS}/a.md", "医保新规", "医保新规定")
    project.remove(f"{NEWS}/b.md")
    project.write("content/department/health/news/d.md", article("门诊", "2024-01-01 09:00"))
    project.build(search=True)
    assert tree_bytes(project.tree) == project.clean_build(search=True)


def test_a_withdrawn_page_cannot_be_found_any_more(portal: PortalMaker) -> None:
    project = with_news(portal)
    project.build(search=True)
    project.remove(f"{NEWS}/b.md")
    project.build(search=True)
    assert [shard["year"] for shard in manifest(project)["shards"]] == ["2026"]
    records = [name for name in tree_bytes(project.tree) if name.endswith("records.json")]
    assert not [name for name in records if "b.html" in project.page(name)]


def test_without_search_nothing_of_it_is_left(portal: PortalMaker) -> None:
    project = with_news(portal)
    project.build(search=True)
    project.build(search=False)
    assert tree_bytes(project.tree) == project.clean_build(search=False)


class Killed(BaseException):
    """What a kill looks like from inside."""


@pytest.mark.parametrize("survives", [0, 1, 2])
def test_a_killed_build_heals(
    portal: PortalMaker, monkeypatch: pytest.MonkeyPatch, survives: int
) -> None:
    project = with_news(portal)
    project.build(search=True)
    project.edit(f"{NEWS}/a.md", "正文第一段", "正文改过了")
    project.edit(f"{NEWS}/b.md", "正文第一段", "正文也改过了")
    real, calls = pagefind.index, []

    def mortal(texts: list[str]) -> pagefind.Index:
        calls.append(texts)
        if len(calls) > survives:
            raise Killed
        return real(texts)

    with monkeypatch.context() as patch:
        patch.setattr(pagefind, "index", mortal)
        if survives < 2:
            with pytest.raises(Killed):
                project.build(search=True)
    project.build(search=True)
    assert tree_bytes(project.tree) == project.clean_build(search=True)


def test_a_killed_build_leaves_no_file_behind(
    portal: PortalMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = with_news(portal)
    project.build(search=True)
    project.edit(f"{NEWS}/a.md", "正文第一段", "正文改过了")

    def dies(_pages: object, _ids: object) -> bytes:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("govssg.search.index.records", dies)
        with pytest.raises(Killed):
            project.build(search=True)
    stray = project.tree / "search/shards/half/index/x.pf_index"
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"half")
    project.build(search=True)
    assert tree_bytes(project.tree) == project.clean_build(search=True)


def test_a_lost_or_broken_page_store_is_made_again(portal: PortalMaker) -> None:
    project = with_news(portal)
    project.build(search=True)
    (project.tree / ".govssg/search.sqlite").write_bytes(b"not a database" * 200)
    project.edit(f"{NEWS}/a.md", "正文第一段", "正文改过了")
    assert project.build(search=True).indexed == 1
    assert tree_bytes(project.tree) == project.clean_build(search=True)


def test_pages_are_published_though_indexing_fails(
    portal: PortalMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = with_news(portal)

    def fails(_texts: list[str]) -> pagefind.Index:
        raise pagefind.PagefindError("坏了")

    with monkeypatch.context() as patch:
        patch.setattr(pagefind, "index", fails)
        report = project.build(search=True)
    assert [found.code for found in report.findings if found.code.startswith("S")] == ["S101"]
    assert "医保新规" in project.page("news/a.html")
    assert project.build(search=True).indexed == 2


def test_a_site_with_its_own_origin_has_a_search_of_its_own(portal: PortalMaker) -> None:
    project = with_news(portal)
    project.edit("sites/east.yaml", "host:", "url: https://east.example.com\nhost:")
    project.build(search=True)
    own, whole = manifest(project, "east/"), manifest(project)
    assert (own["pages"], whole["pages"]) == (1, 3)
    assert own["elsewhere"] == "https://www.example.com/search/"
    assert own["sites"] == [{"id": "east", "name": "东县人民政府", "base": ""}]
    bases = {site["id"]: site["base"] for site in whole["sites"]}
    assert bases == {"city": "", "east": "https://east.example.com"}
    assert (project.tree / "east/search" / own["engine"] / "engine.js").is_file()


def test_the_same_texts_give_the_same_bytes() -> None:
    texts = [pairs(f"安康市医保政策_第{number}号_{'门诊共济' * number}") for number in range(40)]
    assert pagefind.index(texts) == pagefind.index(texts)


def test_pages_with_equal_texts_keep_their_own_ids() -> None:
    index = pagefind.index([pairs("医保门诊"), pairs("医保门诊"), ""])
    assert len(set(index.ids)) == 3


def test_a_binary_that_fails_says_why(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "pagefind"
    broken.write_text("#!/bin/sh\necho 没有磁盘空间 >&2\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setattr(pagefind, "get_executable", lambda: broken)
    with pytest.raises(pagefind.PagefindError, match="没有磁盘空间"):
        pagefind.index(["甲乙"])
