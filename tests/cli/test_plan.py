"""The plan: what the next build will do, told beforehand, page by page."""

import json
import random
import shutil
from pathlib import Path
from typing import Any

import pytest
from cli.helpers import CLOCK, files_below, run
from edits import Editor
from project import PortalMaker, Project, article

from govssg.store.ledger import Ledger

DOCUMENTS = (
    "-- content/county/east/news/a.md --\n"
    + article("甲")
    + "-- content/county/east/news/b.md --\n"
    + article("乙", "2026-11-02 09:00")
)


def built(portal: PortalMaker, text: str = DOCUMENTS) -> Project:
    project = portal(text)
    assert run(project, "build", "--no-search", "--clock", CLOCK).code == 0
    return project


def plan(project: Project, *more: str) -> dict[str, Any]:
    done = run(project, "plan", "--json", "--clock", CLOCK, *more)
    assert done.code == 0, done
    value: dict[str, Any] = json.loads(done.out)
    return value


def stale(project: Project, *more: str) -> dict[str, list[str]]:
    return {f"{p['site']}:{p['path']}": p["reasons"] for p in plan(project, *more)["pages"]}


def test_right_after_a_build_there_is_nothing_to_build(portal: PortalMaker) -> None:
    project = built(portal)

    assert run(project, "plan", "--clock", CLOCK).out == "没有需要重新生成的页面。\n"
    assert plan(project) == {
        "version": 1,
        "changes": {"pages": {}, "removed": {}, "sites": []},
        "pages": [],
        "leftOff": 0,
    }


def test_before_the_first_build_every_page_is_new(portal: PortalMaker) -> None:
    project = portal(DOCUMENTS)
    reasons = stale(project, "--site", "east")

    assert reasons["east:news/a.html"] == ["new"]
    assert {tuple(parts) for parts in reasons.values()} == {("new",)}
    assert not project.tree.exists()


def test_an_edited_body_concerns_exactly_its_own_page(portal: PortalMaker) -> None:
    project = built(portal)
    project.edit("content/county/east/news/a.md", "正文第一段", "改过的正文")

    assert run(project, "plan", "--clock", CLOCK).out == (
        "将更新 1 篇文章，涉及 1 个网站。\neast  news/a.html  正文\n"
    )
    assert run(project, "plan", "--clock", CLOCK, "--lang", "en").out == (
        "To build: 1 article on 1 site.\neast  news/a.html  body\n"
    )


def test_the_plan_of_a_new_article_counts_pages_by_kind(portal: PortalMaker) -> None:
    project = built(portal)
    project.write("content/county/east/news/c.md", article("丙", "2026-11-03 09:00"))
    told = plan(project)

    assert told["changes"]["pages"]["article"] == 3
    assert told["changes"]["pages"]["list"] == 1
    assert told["changes"]["pages"]["feed"] == 1
    assert told["changes"]["sites"] == ["east"]
    assert {"site": "east", "path": "feed.xml", "kind": "feed"}.items() <= next(
        page for page in told["pages"] if page["path"] == "feed.xml"
    ).items()


def test_the_pages_of_a_site_that_is_taken_away_are_told_as_removed(portal: PortalMaker) -> None:
    project = built(portal)
    project.remove("sites/east.yaml")
    told = plan(project)
    reasons = stale(project)

    assert told["changes"]["removed"]["article"] == 2
    assert reasons["east:news/a.html"] == ["removed"]
    assert "groups" in reasons["city:index.html"]


def test_no_more_pages_are_listed_than_asked_for(portal: PortalMaker) -> None:
    project = portal(DOCUMENTS)
    every = len(plan(project)["pages"])
    few = run(project, "plan", "--clock", CLOCK, "--limit", "2")
    whole = run(project, "plan", "--clock", CLOCK, "--limit", "0")

    assert len(few.out.splitlines()) == 3
    assert f"还有 {every - 2} 个没有列出" in few.err
    assert len(whole.out.splitlines()) == 1 + every
    assert "没有列出" not in whole.err
    short = plan(project, "--limit", "2")
    assert (len(short["pages"]), short["leftOff"]) == (2, every - 2)


def test_planning_writes_nothing(portal: PortalMaker) -> None:
    project = built(portal)
    project.edit("content/county/east/news/a.md", "正文第一段", "改过的正文")
    before = files_below(project.root)
    stale(project)

    assert files_below(project.root) == before


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_the_plan_names_exactly_the_pages_the_next_build_prints(
    portal: PortalMaker, root: Path, seed: int
) -> None:
    project = portal("")
    shutil.copytree(root / "themes", project.root / "themes")
    editor = Editor(project, seed)
    editor.plant()
    for _ in range(12):
        made = [editor.edit() for _ in range(random.Random(seed).randint(1, 3))]
        foretold = plan(project)
        report = project.build()
        printed = [
            {"site": reason.site, "path": reason.path, "reasons": list(reason.parts)}
            for reason in report.reasons
        ]
        named = [{k: v for k, v in page.items() if k != "kind"} for page in foretold["pages"]]

        assert named == printed, made
        assert sum(foretold["changes"]["pages"].values()) == sum(
            page["reasons"] != ["removed"] for page in named
        )


def test_the_plan_is_followed_by_a_build_that_says_the_same(portal: PortalMaker) -> None:
    project = built(portal)
    project.edit("content/county/east/news/b.md", "title: 乙", "title: 新乙")
    project.remove("content/county/east/news/a.md")
    foretold = run(project, "plan", "--clock", CLOCK).out.splitlines()
    done = run(project, "build", "-v", "--no-search", "--clock", CLOCK)
    told = foretold[0].removeprefix("将更新 ").removesuffix("。")

    assert done.out.startswith(f"{told}；其余")
    assert "撤下 1 篇文章" in told
    assert [line.split() for line in foretold[1:]] == [
        line.replace(":", "  ", 1).split() for line in done.err.splitlines()
    ]


def test_the_json_report_of_a_build_says_what_changed(portal: PortalMaker) -> None:
    project = built(portal)
    project.edit("content/county/east/news/a.md", "正文第一段", "改过的正文")
    words = ("build", "--no-search", "--clock", CLOCK, "--format", "json")
    changed, idle = (json.loads(run(project, *words).out)["changes"] for _ in range(2))

    assert changed == {
        "pages": {"article": 1},
        "removed": {},
        "sites": ["east"],
        "otherFilesRemoved": 0,
        "searchShards": 0,
        "alike": 0,
    }
    assert idle == changed | {"pages": {}, "sites": []}


def test_a_template_that_prints_the_same_bytes_changes_nothing(
    portal: PortalMaker, root: Path
) -> None:
    project = portal(DOCUMENTS)
    shutil.copytree(root / "themes", project.root / "themes")
    run(project, "build", "--no-search", "--clock", CLOCK)
    path = "themes/intensive/templates/main/article.html"
    project.write(path, (project.root / path).read_text("utf-8") + "{# 注释 #}")
    done = run(project, "build", "--no-search", "--clock", CLOCK)

    assert done.out.startswith("没有变化：")
    assert done.out.splitlines()[1] == "原因：模板 2；其中 2 个重新生成后相同。"


def test_the_files_of_a_site_taken_away_are_counted_by_the_build(portal: PortalMaker) -> None:
    project = built(portal)
    gone = len(files_below(project.tree / "east"))
    project.remove("sites/east.yaml")
    done = run(project, "build", "--no-search", "--clock", CLOCK)

    assert f"、撤下 {gone} 个文件，涉及" in done.out


def interrupt(project: Project) -> None:
    """Leave the mark a killed build leaves."""
    ledger = Ledger(project.tree)
    ledger.set_meta("building", "yes")
    ledger.close()


def test_after_a_killed_build_the_plan_names_the_pages_that_are_missing_or_damaged(
    portal: PortalMaker,
) -> None:
    project = built(portal)
    interrupt(project)
    (project.tree / "east/news/a.html").unlink()
    (project.tree / "east/elder/news/b.html").write_text("<p>", encoding="utf-8")
    project.remove("content/county/east/news/b.md")
    foretold = stale(project)
    told = run(project, "plan", "--clock", CLOCK)
    report = project.build()

    assert foretold["east:news/a.html"] == ["new"]
    assert "east:news/b.html" not in foretold
    assert foretold == {f"{r.site}:{r.path}": list(r.parts) for r in report.reasons}
    assert "上一次生成没有完成" in told.err


def test_after_a_killed_build_that_did_no_harm_there_is_nothing_to_build(
    portal: PortalMaker,
) -> None:
    project = built(portal)
    interrupt(project)

    assert stale(project) == {}
    assert project.build().reasons == ()
    assert "没有完成" not in run(project, "plan", "--clock", CLOCK).err


def test_a_damaged_page_is_explained_as_one_to_be_built_again(portal: PortalMaker) -> None:
    project = built(portal)
    interrupt(project)
    (project.tree / "east/news/a.html").unlink()

    told = run(project, "explain", "east/news/a.html", "--clock", CLOCK).out
    assert "要重新生成，因为变了：" in told
    assert "没有变化" in run(project, "explain", "east/news/b.html", "--clock", CLOCK).out


def test_a_broken_template_is_named_beside_the_plan(portal: PortalMaker, root: Path) -> None:
    project = portal(DOCUMENTS)
    shutil.copytree(root / "themes", project.root / "themes")
    run(project, "build", "--no-search", "--clock", CLOCK)
    before = files_below(project.tree)
    path = "themes/intensive/templates/main/article.html"
    project.write(path, (project.root / path).read_text("utf-8") + "{% if %}")
    told = run(project, "plan", "--clock", CLOCK)
    run(project, "build", "--no-search", "--clock", CLOCK)

    assert f"模板有错：{path}:" in told.err
    assert "east  news/a.html" in told.out
    assert files_below(project.tree) == before
