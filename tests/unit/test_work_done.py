"""The work a build does for an edit, in counts: parsed, loaded, made, rendered, written."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from project import PortalMaker, Project, article
from texts import document

from govssg.build import Report, build
from govssg.model.view import PageView
from govssg.read.snapshot import Commit, Worktree
from govssg.store.parse_cache import ParseCache
from govssg.store.value_cache import ValueCache
from govssg.theme.renderer import SiteRenderer

CITY, HEALTH, EAST = "content/municipal/city", "content/department/health", "content/county/east"
ALWAYS = 7
"""Cheap things made whenever their site is planned: home, feed, robots and four system pages."""


class Work:
    """Counts what builds do from now on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[str] = []
        """Keys asked of the parse cache."""
        self.loaded: list[str] = []
        """Values of sites loaded from the cache, such as ``city.parsed``."""
        self.read: list[str] = []
        """Files read."""
        self.rendered: list[str] = []
        """Addresses of pages rendered."""
        self._watch(monkeypatch, ParseCache, "get", lambda given, _: self.asked.extend(given))
        for name in ("get", "newest"):
            self._watch(monkeypatch, ValueCache, name, self._load)
        self._watch(monkeypatch, SiteRenderer, "page", self._render)
        self._watch(monkeypatch, Worktree, "read", lambda given, _: self.read.append(given.path))
        self._watch(monkeypatch, Commit, "read", lambda given, _: self.read.append(given.path))
        self._watch(monkeypatch, Commit, "read_all", lambda given, _: self.read.extend(given))

    @staticmethod
    def _watch(
        monkeypatch: pytest.MonkeyPatch, kind: type, name: str, seen: Callable[[Any, Any], None]
    ) -> None:
        honest = getattr(kind, name)

        def watched(self: object, given: Any, *more: Any) -> Any:
            found = honest(self, given, *more)
            seen(given, found)
            return found

        monkeypatch.setattr(kind, name, watched)

    def _load(self, name: str, found: object) -> None:
        if found is not None and name.endswith((".parsed", ".offers", ".surface")):
            self.loaded.append(name)

    def _render(self, view: PageView, _: object) -> None:
        self.rendered.append(view.href.replace("\x01", ""))

    def sites_loaded(self) -> set[str]:
        """Give the sites of which more is loaded than the few documents they offer to others."""
        return {n.partition(".")[0] for n in self.loaded if not n.endswith(".offers")}


def files() -> dict[str, str]:
    """Give 47 stories, so three archive pages, and a few documents of other sites."""
    found = {
        f"{CITY}/news/n{n:02}.md": article(f"新闻{n}", moment(n), f"词{n}") for n in range(1, 48)
    }
    for n in (1, 2, 3):
        found[f"{HEALTH}/guide/g{n}.md"] = document("guide", n, f"2026-03-0{n} 10:00", n, "")
    found |= {f"{root}/news/a.md": article("动态") for root in (HEALTH, EAST)}
    return found


def moment(number: int) -> str:
    return f"2026-{number // 28 + 1:02}-{number % 28 + 1:02} 09:00"


@pytest.fixture
def built(portal: PortalMaker) -> Project:
    project = portal("")
    for path, text in files().items():
        project.write(path, text)
    project.build()
    return project


def test_nothing_changed_is_no_work(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    work = Work(monkeypatch)
    report = built.build()

    assert (report.parsed, report.planned, report.written) == (0, 0, ())
    assert (work.asked, work.loaded, work.read, work.rendered) == ([], [], [], [])


def test_a_saved_file_without_a_change_is_no_work(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"{CITY}/news/n05.md"
    built.write(path, (built.root / path).read_text("utf-8"))
    work = Work(monkeypatch)
    report = built.build()

    assert (report.parsed, report.planned, report.written) == (0, 0, ())
    assert (work.asked, work.loaded, work.rendered) == ([], [], [])


def test_one_body_is_one_page(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    built.edit(f"{CITY}/news/n05.md", "正文第一段。", "改过的正文。")
    work = Work(monkeypatch)
    report = built.build()

    assert (report.parsed, report.planned, len(report.written)) == (1, 1 + ALWAYS, 3)
    assert report.sites_planned == ("city",)
    assert work.sites_loaded() == {"city"}
    assert work.rendered == ["/news/n05.html"]
    assert work.read == [f"{CITY}/news/n05.md"]
    assert len(work.asked) == 2, "the body to parse, and the one to print"


def test_one_title_is_its_page_and_those_that_show_it(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    built.edit(f"{CITY}/news/n25.md", "title: 新闻25", "title: 新标题")
    work = Work(monkeypatch)
    report = built.build()

    shown = ["/news/list-2.html", "/news/n24.html", "/news/n25.html", "/news/n26.html"]
    assert sorted(work.rendered) == shown
    assert (report.parsed, report.planned) == (1, len(shown) + ALWAYS)
    assert report.sites_planned == ("city",)
    assert work.sites_loaded() == {"city"}
    assert len(work.asked) == 1 + 3, "one to parse, and the bodies of the three that are printed"


def test_a_title_shown_elsewhere_plans_that_site_and_no_third(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    accepting = "columns: [{path: news, accept: [{sites: [city]}]},"
    built.edit("sites/east.yaml", "columns: [news,", accepting)
    built.edit(f"{CITY}/news/n47.md", "date:", "share: [county]\ndate:")
    built.build()
    built.edit(f"{CITY}/news/n47.md", "title: 新闻47", "title: 新标题")
    work = Work(monkeypatch)
    report = built.build()

    assert report.parsed == 1
    assert report.sites_planned == ("city", "east")
    east = [address for address in work.rendered if address.startswith("/east/")]
    assert sorted(east) == ["/east/", "/east/news/"], "no page of its own documents"
    assert work.sites_loaded() == {"city", "east"}


def test_a_body_linked_from_elsewhere_plans_its_own_site_only(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = f"{article('动态')}\n[新闻](city:news/n05.md)\n"
    built.write(f"{EAST}/news/a.md", link)
    built.build()
    built.edit(f"{CITY}/news/n05.md", "正文第一段。", "改过的正文。")
    work = Work(monkeypatch)

    assert built.build().sites_planned == ("city",)
    assert work.sites_loaded() == {"city"}


def test_one_article_added_leaves_full_archive_pages_alone(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    built.write(f"{CITY}/news/z.md", article("最新", "2026-11-20 09:00", "词z"))
    work = Work(monkeypatch)
    report = built.build()

    assert sorted(work.rendered) == [
        "/", "/help/", "/news/", "/news/list-3.html", "/news/n47.html", "/news/z.html",
    ]  # fmt: skip
    assert report.parsed == 1
    made = ["news/index.html", "news/list-3.html", "news/n47.html", "news/z.html", "sitemap.xml"]
    assert report.planned == len(made) + ALWAYS
    assert report.sites_planned == ("city",)
    assert work.sites_loaded() == {"city"}
    assert len(work.asked) == 1 + 2, "one to parse, and the bodies of it and of its neighbour"


def test_one_article_removed_is_little_work(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    built.remove(f"{CITY}/news/n47.md")
    work = Work(monkeypatch)
    report = built.build()

    assert (report.parsed, len(report.removed)) == (0, 3)
    assert {"/news/", "/news/list-3.html", "/news/n46.html"} <= set(work.rendered)
    assert not {"/news/list-1.html", "/news/list-2.html"} & set(work.rendered)
    assert len(work.rendered) <= 6


def test_a_template_is_its_pages_and_no_parsing(
    portal: PortalMaker, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = portal("")
    for path, text in files().items():
        project.write(path, text)
    shutil.copytree(root / "themes", project.root / "themes")
    project.build()
    path = "themes/intensive/templates/main/guide.html"
    project.write(path, (project.root / path).read_text("utf-8") + "<!-- x -->")
    work = Work(monkeypatch)
    report = project.build()

    assert sorted(work.rendered) == [f"/health/guide/g{n}.html" for n in (1, 2, 3)]
    assert (report.parsed, report.planned) == (0, 3 + 3 * ALWAYS)
    assert [path for path in work.read if not path.startswith("themes/")] == []
    assert len(work.asked) == 3, "the bodies of the pages that are printed"


def test_the_file_of_a_site_is_that_site_and_no_parsing(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    built.edit("sites/health.yaml", "host: health.", "host: gesundheit.")
    work = Work(monkeypatch)
    report = built.build()

    assert report.sites_planned == ("health",)
    assert work.sites_loaded() == {"health"}
    assert report.parsed == 0
    assert [address for address in work.rendered if not address.startswith("/health/")] == []
    assert len(work.asked) == 4, "the bodies of its documents"


def test_the_name_of_a_site_concerns_the_indexes_of_the_others(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    built.edit("sites/health.yaml", "name:", "shortName: 医保\nname:")
    work = Work(monkeypatch)
    report = built.build()

    assert report.parsed == 0
    others = {address for address in work.rendered if not address.startswith("/health/")}
    assert others == {"/", "/map/", "/search/", "/east/map/", "/east/search/"}


def test_another_clock_before_anything_falls_due_is_no_work(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    built.write(f"{CITY}/news/later.md", article("以后", "2026-12-24 09:00"))
    built.build()
    work = Work(monkeypatch)
    seen = built.settings().visibility
    early, due = (replace(seen, clock=clock) for clock in ("2026-12-24 08:59", "2026-12-24 09:00"))

    assert built.build(visibility=early).planned == 0
    assert (work.asked, work.loaded, work.read, work.rendered) == ([], [], [], [])
    report = built.build(visibility=due)
    assert report.parsed == 0
    assert "/news/later.html" in work.rendered
    assert report.sites_planned == ("city",)


def test_a_commit_with_cache_and_tree_moved_elsewhere_is_no_work(
    built: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    commit(built.root)
    settings = built.settings()
    build(Commit(built.root, "HEAD"), settings)
    moved = tmp_path / "elsewhere"
    built.root.rename(moved)
    work = Work(monkeypatch)
    there = replace(settings, tree=str(moved / "build"), cache=str(moved / ".govssg"))
    report = build(Commit(moved, "HEAD"), there)

    assert done(report) == (0, 0, (), ())
    assert (work.asked, work.loaded, work.read, work.rendered) == ([], [], [], [])


def test_a_worktree_after_its_commit_is_no_work_but_hashing(
    built: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    commit(built.root)
    build(Commit(built.root, "HEAD"), built.settings())
    moved = tmp_path / "elsewhere"
    shutil.copytree(built.root, moved)
    work = Work(monkeypatch)
    there = built.settings(moved / "build", cache=str(moved / ".govssg"))
    report = build(Worktree(moved, moved / ".govssg" / "stat"), there)

    assert done(report) == (0, 0, (), ())
    assert (work.asked, work.rendered) == ([], [])


def test_an_edit_in_a_commit_is_the_work_of_that_edit(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(built.root)
    build(Commit(built.root, "HEAD"), built.settings())
    built.edit(f"{CITY}/news/n05.md", "正文第一段。", "改过的正文。")
    commit(built.root)
    work = Work(monkeypatch)
    report = build(Commit(built.root, "HEAD"), built.settings())

    assert (report.parsed, report.planned, len(report.written)) == (1, 1 + ALWAYS, 3)
    assert work.sites_loaded() == {"city"}
    assert work.rendered == ["/news/n05.html"]


def test_three_variants_are_parsed_planned_and_rendered_once(
    portal: PortalMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = portal("")
    for path, text in files().items():
        project.write(path, text)
    work = Work(monkeypatch)
    three = project.build()
    rendered = sorted(work.rendered)
    work.rendered.clear()
    project.edit("sites/portal.yaml", "demo: true", "demo: true\nvariants: [standard]")
    one = project.build(tree=str(project.root / "one"), cache=str(project.root / "other"))

    assert (three.parsed, three.planned) == (one.parsed, one.planned)
    assert three.parsed == len(files())
    assert sorted(work.rendered) == rendered
    assert len(set(rendered)) == len(rendered)
    pages = [name for name in one.written if name.endswith(".html")]
    assert len(three.written) == len(one.written) + 2 * len(pages)


def commit(root: Path) -> None:
    git = ["git", "-C", str(root), "-c", "user.name=t", "-c", "user.email=t@example.com"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "-A", "content", "sites"], check=True)
    subprocess.run([*git, "commit", "-qm", "one"], check=True)


def done(report: Report) -> tuple[int, int, tuple[str, ...], tuple[str, ...]]:
    return (report.parsed, report.planned, report.written, report.removed)
