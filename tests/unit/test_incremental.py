"""After an edit exactly the pages that show it are built, for the reason that is their field."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from project import Project, article
from texts import document, with_line

PortalMaker = Callable[[str], Project]

POLICY = with_line(
    with_line(document("policy", 901, "2026-03-02 10:00", 5, ""), "title", "关于印发办法的通知"),
    "share",
    "[county]",
)
GUIDE = with_line(document("guide", 1, "2026-03-05 10:00", 6, ""), "basis", "[city:policy/p.md]")
NEWS = "".join(
    f"-- content/municipal/city/news/n{n}.md --\n"
    + article(f"新闻{n}", f"2026-11-{n:02} 09:00", f"词{n}")
    for n in range(1, 5)
)
FILES = (
    f"{NEWS}-- content/municipal/city/policy/p.md --\n{POLICY}"
    f"-- content/department/health/guide/g.md --\n{GUIDE}"
)


@pytest.fixture
def built(portal: PortalMaker) -> Project:
    project = portal(FILES)
    project.build()
    return project


def reasons(project: Project) -> dict[str, set[str]]:
    return {f"{r.site}:{r.path}": set(r.parts) for r in project.build().reasons}


def test_a_second_build_does_nothing(built: Project) -> None:
    report = built.build()

    assert (report.parsed, report.planned, report.written, report.reasons) == (0, 0, (), ())


def test_a_body_is_shown_by_its_own_page_only(built: Project) -> None:
    built.edit("content/municipal/city/news/n2.md", "正文第一段。", "改过的正文。")

    assert reasons(built) == {"city:news/n2.html": {"body"}}


def test_a_title_is_shown_by_lists_neighbours_home_and_feed(built: Project) -> None:
    built.edit("content/municipal/city/news/n4.md", "title: 新闻4", "title: 新标题")

    assert reasons(built) == {
        "city:index.html": {"lead", "news", "blocks"},
        "city:feed.xml": {"items"},
        "city:news/index.html": {"items"},
        "city:news/n3.html": {"following"},
        "city:news/n4.html": {"title", "heading", "meta", "breadcrumbs"},
    }


def test_a_policy_of_another_site_rebuilds_the_guide_that_rests_on_it(built: Project) -> None:
    built.edit("content/municipal/city/policy/p.md", "关于印发办法的通知", "关于印发新办法的通知")

    found = reasons(built)

    assert found["health:guide/g.html"] == {"policies"}
    assert [name for name in found if name.startswith("health:")] == ["health:guide/g.html"]


def test_consent_of_a_column_shows_a_shared_policy_and_withdrawal_removes_it(
    built: Project,
) -> None:
    rule = "{path: policy, accept: [{sites: [city]}]}"
    plain = "columns: [news, policy, reading]"
    built.edit("sites/east.yaml", plain, f"columns: [news, {rule}, reading]")
    assert "east:policy/index.html" in reasons(built)
    page = built.page("east/policy/index.html")
    assert 'href="/policy/p.html"' in page
    assert "某市人民政府" in page

    built.edit("content/municipal/city/policy/p.md", "关于印发办法的通知", "关于印发新办法的通知")
    assert reasons(built)["east:policy/index.html"] == {"items"}
    assert "关于印发新办法的通知" in built.page("east/policy/index.html")

    built.edit("content/municipal/city/policy/p.md", "share: [county]\n", "")
    assert reasons(built)["east:policy/index.html"] == {"items"}
    assert "办法的通知" not in built.page("east/policy/index.html")


def test_a_template_rebuilds_its_users(portal: PortalMaker, root: Path) -> None:
    project = portal(FILES)
    shutil.copytree(root / "themes", project.root / "themes")
    project.build()
    path = "themes/intensive/templates/main/guide.html"
    project.write(path, (project.root / path).read_text("utf-8") + "<!-- x -->")

    assert reasons(project) == {"health:guide/g.html": {"theme"}}


def test_a_new_article_leaves_full_archive_pages_alone(portal: PortalMaker) -> None:
    text = "".join(
        f"-- content/municipal/city/news/n{n:02}.md --\n"
        + article(f"新闻{n}", f"2026-{n // 28 + 1:02}-{n % 28 + 1:02} 09:00", f"词{n}")
        for n in range(45)
    )
    project = portal(text)
    project.build()
    project.write("content/municipal/city/news/z.md", article("最新", "2026-11-20 09:00", "词z"))

    found = reasons(project)

    assert {"city:news/index.html", "city:news/list-3.html"} <= set(found)
    assert "city:news/list-1.html" not in found
    assert "city:news/list-2.html" not in found


def test_one_broken_article_stops_nothing_else(built: Project) -> None:
    built.edit("content/municipal/city/news/n2.md", "title: 新闻2", "title: [")
    built.edit("content/municipal/city/news/n3.md", "正文第一段。", "别的改动。")

    report = built.build()

    assert [(f.code, f.span.path) for f in report.findings if f.severity == "error"] == [
        ("F002", "content/municipal/city/news/n2.md")
    ]
    assert "别的改动。" in built.page("news/n3.html")


def test_a_renamed_document_leaves_no_file_behind(built: Project) -> None:
    built.move("content/municipal/city/news/n1.md", "content/municipal/city/news/m1.md")

    report = built.build()

    assert set(report.removed) == {
        "news/n1.html", "elder/news/n1.html", "accessible/news/n1.html",
    }  # fmt: skip
    assert (built.tree / "news/m1.html").is_file()


def test_a_document_waits_for_its_time(portal: PortalMaker) -> None:
    project = portal(
        "-- content/municipal/city/news/later.md --\n" + article("以后", "2026-12-24 09:00")
    )

    project.build()

    assert not (project.tree / "news/later.html").exists()
