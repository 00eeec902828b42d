"""What there is, why a page is as it is, and what goes away again."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from cli.helpers import CLOCK, files_below, run
from project import PortalMaker, Project, article

DOCUMENTS = (
    "-- content/county/east/news/a.md --\n"
    + article("甲")
    + "-- content/county/east/news/b.md --\n"
    + article("乙", "2026-11-02 09:00")
    + "-- content/county/east/news/draft.md --\n"
    + article("草").replace("source:", "draft: true\nsource:")
    + "-- content/county/east/news/future.md --\n"
    + article("未来", "2026-12-01 09:00")
    + "-- content/county/east/news/expired.md --\n"
    + article("过期").replace("source:", "expiryDate: 2026-11-10\nsource:")
)


def built(portal: PortalMaker, text: str = DOCUMENTS) -> Project:
    project = portal(text)
    assert run(project, "build", "--no-search", "--clock", CLOCK).code == 0
    return project


@pytest.mark.parametrize(
    ("what", "titles"),
    [
        ("drafts", ["草"]),
        ("future", ["未来"]),
        ("expired", ["过期"]),
        ("all", ["甲", "乙", "草", "过期", "未来"]),
    ],
)
def test_documents_are_listed_by_their_state(
    portal: PortalMaker, what: str, titles: list[str]
) -> None:
    done = run(portal(DOCUMENTS), "list", what, "--format", "json", "--clock", CLOCK)

    assert sorted(row["title"] for row in json.loads(done.out)) == sorted(titles)


def test_csv_has_a_head_line_and_no_formulas(portal: PortalMaker) -> None:
    text = "-- content/county/east/news/a.md --\n" + article('"=1+1"')
    rows = list(
        csv.DictReader(io.StringIO(run(portal(text), "list", "all", "--format", "csv").out))
    )

    assert [row["title"] for row in rows] == ["'=1+1"]
    assert rows[0]["source"] == "content/county/east/news/a.md"


def test_the_routes_listed_are_the_files_built(portal: PortalMaker) -> None:
    project = built(portal)
    rows = json.loads(run(project, "list", "routes", "--format", "json", "--clock", CLOCK).out)

    assert {row["route"] for row in rows} == set(files_below(project.tree))


def test_sites_and_columns_are_listed_with_their_counts(portal: PortalMaker) -> None:
    project = portal(DOCUMENTS)
    sites = json.loads(run(project, "list", "sites", "--format", "json", "--clock", CLOCK).out)
    columns = json.loads(
        run(project, "list", "columns", "--site", "east", "--format", "json", "--clock", CLOCK).out
    )

    assert {row["site"]: row["documents"] for row in sites} == {
        "city": "0",
        "east": "2",
        "health": "0",
    }
    assert {row["column"]: row["documents"] for row in columns}["news"] == "2"


def test_kinds_are_listed_anywhere(tmp_path: Path) -> None:
    done = run(tmp_path, "list", "kinds")

    assert done.code == 0
    assert "article" in done.out


@pytest.mark.parametrize(
    "name",
    [
        "content/county/east/news/a.md",
        "east/news/a.html",
        "/east/news/a.html",
        "east/elder/news/a.html",
        "https://www.example.com/east/accessible/news/a.html#x",
    ],
)
def test_a_page_is_explained_under_each_of_its_names(portal: PortalMaker, name: str) -> None:
    project = built(portal)
    project.edit("content/county/east/news/a.md", "摘要", "新摘要")
    done = run(project, "explain", name, "--clock", CLOCK)

    assert done.out.splitlines()[0] == "页面：east:news/a.html"
    assert "源文件：content/county/east/news/a.md" in done.out
    assert "east/elder/news/a.html" in done.out
    assert "main/article.html" in done.out
    assert "要重新生成，因为变了：" in done.out
    assert "摘要" in done.out


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("", ""),
        ("east/news/", "east:news/index.html"),
        ("east", "east:index.html"),
        ("elder", "city:index.html"),
        ("east/feed.xml", "east:feed.xml"),
    ],
)
def test_addresses_of_folders_mean_their_index(portal: PortalMaker, name: str, page: str) -> None:
    project = built(portal)
    done = run(project, "explain", *([name] if name else ["/"]), "--clock", CLOCK)

    assert done.out.startswith(f"页面：{page or 'city:index.html'}\n")
    assert "没有变化" in done.out


def test_an_unknown_page_is_told_which_was_meant(portal: PortalMaker) -> None:
    done = run(built(portal), "explain", "east/news/aa.html")

    assert done.code == 2
    assert "是不是“east/news/a.html”？" in done.err


def test_clean_removes_the_builds_files_and_nothing_else(portal: PortalMaker) -> None:
    project = built(portal)
    (project.tree / "mine.txt").write_text("mine", encoding="utf-8")
    sources = {n: d for n, d in files_below(project.root).items() if not n.startswith("build/")}
    done = run(project, "clean")

    assert done.code == 0
    assert files_below(project.root) == sources | {"build/mine.txt": b"mine"}
    assert not (project.tree / ".govssg").exists()
    assert (project.root / ".govssg").is_dir()


def test_clean_takes_the_cache_along_when_asked(portal: PortalMaker) -> None:
    project = built(portal)
    run(project, "clean", "--cache")

    assert not (project.root / ".govssg").exists()


def test_clean_refuses_a_folder_no_build_made(portal: PortalMaker, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "index.html").write_text("mine", encoding="utf-8")
    done = run(portal(""), "clean", "-d", str(other))

    assert done.code == 2
    assert files_below(other) == {"index.html": b"mine"}


def test_a_build_after_clean_is_a_build_from_nothing(portal: PortalMaker) -> None:
    project = built(portal)
    before = files_below(project.tree)
    run(project, "clean", "--cache")
    run(project, "build", "--no-search", "--clock", CLOCK)

    assert files_below(project.tree) == before


def test_clean_removes_what_another_version_recorded(portal: PortalMaker) -> None:
    project = built(portal)
    with closing(sqlite3.connect(project.tree / ".govssg/ledger.sqlite")) as base:
        base.execute("pragma user_version=1")
    run(project, "clean")

    assert [n for n in files_below(project.root) if n.startswith("build/")] == []
    assert run(project, "build", "--no-search", "--clock", CLOCK).code == 0


@pytest.mark.parametrize("name", ["content/../../lost.md", "content/county/../../../lost.md"])
def test_a_source_outside_the_project_is_no_page(portal: PortalMaker, name: str) -> None:
    project = built(portal)
    (project.root.parent / "lost.md").write_text("", encoding="utf-8")

    assert run(project, "explain", name).code == 2


def test_a_source_is_counted_from_the_project_when_we_are_in_another(
    portal: PortalMaker, tmp_path: Path
) -> None:
    project = built(portal)
    other = tmp_path / "other"
    name = "content/county/east/news/a.md"
    (other / name).parent.mkdir(parents=True)
    (other / name).write_text("", encoding="utf-8")
    done = run(other, "explain", name, "--root", str(project.root), "--clock", CLOCK)

    assert done.out.startswith("页面：east:news/a.html\n")


def test_an_address_of_no_site_is_no_page(portal: PortalMaker) -> None:
    project = built(portal)
    project.remove("sites/city.yaml")
    done = run(project, "explain", "nonsense.html", "--clock", CLOCK)

    assert done.code == 2
    assert "没有“nonsense.html”这个页面" in done.err
