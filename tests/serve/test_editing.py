"""Saving a file: who hears of it, in which order, what is shown then, and at what cost."""

import os
import time

import pytest
from project import Project, article
from serve.conftest import PICTURE
from serve.running import Running, running

from govssg.read.snapshot import SourcesChangedError
from govssg.serve import desk, pulse
from govssg.serve.still import take_still, touched_still

A = "content/department/health/news/a.md"
LIVENESS = 2.0
"""Seconds; not the goal (0.2), only what no machine may exceed."""


def test_an_edit_reloads_the_page_it_changes_with_the_new_bytes(
    project: Project, server: Running
) -> None:
    stream = server.listen("/health/news/a.html")
    assert stream.type.startswith("text/event-stream")
    assert stream.next()[0] == "findings"

    begun = time.perf_counter()
    project.edit(A, "正文第一段", "改过的一段")
    name, told = stream.next()
    seconds = time.perf_counter() - begun
    print(f"edit to reload: {seconds * 1000:.0f} ms")  # noqa: T201 - the figure is for the reader

    reply = server.ask("/health/news/a.html")
    assert (name, told["changed"]) == ("reload", True)
    assert "改过的一段" in reply.text
    assert reply.digest == told["digest"]
    assert seconds < LIVENESS


def test_a_page_that_did_not_change_is_not_reloaded(project: Project, server: Running) -> None:
    other = server.listen("/news/one.html")
    other.next()

    project.edit(A, "正文第一段", "改过的一段")

    name, told = other.next()
    assert (name, told["changed"], told["generation"]) == ("findings", False, 2)


def test_a_changed_title_reloads_the_list_that_shows_it(project: Project, server: Running) -> None:
    column = server.listen("/health/elder/news/")
    column.next()

    project.edit(A, "title: 医保动态", "title: 新的标题")

    assert column.next()[0] == "reload"
    assert "新的标题" in server.ask("/health/elder/news/").text


def test_a_browser_that_shows_old_bytes_is_told_as_soon_as_it_listens(server: Running) -> None:
    assert server.listen("/health/news/a.html", "0" * 32).next()[0] == "reload"


def test_a_new_picture_under_an_old_name_reloads_the_page(
    project: Project, server: Running
) -> None:
    shows, does_not = server.listen("/health/news/a.html"), server.listen("/health/news/b.html")
    shows.next()
    does_not.next()

    (project.root / "content/department/health/news/chart.svg.png").write_bytes(PICTURE + b"\0")

    assert shows.next()[0] == "reload"
    assert does_not.next()[0] == "findings"
    assert server.ask("/health/news/chart.svg.png").body == PICTURE + b"\0"


def test_a_change_of_style_reloads_every_page(project: Project) -> None:
    source = (
        "name: small\nstyles: [a.css]\nscripts: [pref.js, a11y.js]\nfiles: [icon.svg]\n"
        "variants: [standard]\n"
    )
    project.edit(
        "sites/portal.yaml", "demo: true", "demo: true\ntheme: small\nvariants: [standard]"
    )
    project.write("themes/small/theme.yaml", source)
    for name in ("pref.js", "a11y.js", "icon.svg"):
        project.write(f"themes/small/assets/{name}", "x")
    project.write("themes/small/styles/a.css", "p{color:red}")
    templates = "themes/small/templates"
    project.write(
        f"{templates}/layouts/standard.html",
        '<head>{{ head }}<link rel="stylesheet" href="{{ site.asset("site.css") }}"></head>'
        "{{ breadcrumbs }}{{ main }}",
    )
    project.write(f"{templates}/parts/head.html", "")
    project.write(f"{templates}/parts/breadcrumbs.html", "")
    project.write(f"{templates}/main/article.html", "<h1>{{ page.title }}</h1>")
    with running(project.root) as serving:
        stream = serving.listen("/health/news/a.html")
        stream.next()

        project.write("themes/small/styles/a.css", "p{color:blue}")
        assert stream.next()[0] == "reload"
        address = serving.ask("/health/news/a.html").text.split('stylesheet" href="')[1]
        assert serving.ask(address.split('"')[0]).body == b"p{color:blue}"

        project.edit(f"{templates}/main/article.html", "page.title", "page.titel")
        broken = serving.until("/health/news/a.html", lambda reply: reply.status == 500)
        assert "T102" in broken.text
        assert "main/article.html" in broken.text

        project.edit(f"{templates}/main/article.html", "page.titel", "page.title")
        serving.until("/health/news/a.html", lambda reply: reply.status == 200)


def test_a_new_document_appears_and_a_removed_one_goes(project: Project, server: Running) -> None:
    stream = server.listen("/health/news/new.html")
    stream.next()

    project.write("content/department/health/news/new.md", article("新文章"))
    assert stream.next()[0] == "reload"
    assert server.ask("/health/news/new.html").status == 200

    project.remove("content/department/health/news/new.md")
    assert stream.next()[0] == "reload"
    assert server.ask("/health/news/new.html").status == 404


def test_a_new_site_is_one_file(project: Project, server: Running) -> None:
    assert "东县" not in server.ask("/east/").text

    project.write("sites/east.yaml", "name: 东县\nclass: county\ncolumns: [news]\n")

    assert server.until("/east/", lambda reply: reply.status == 200).text.count("东县") > 1


def test_a_folder_made_after_the_start_is_watched(project: Project, server: Running) -> None:
    project.write("content/municipal/city/news/deep/er/new.md", article("深处"))
    server.until("/news/deep/er/new.html", lambda reply: reply.status == 200)

    project.edit("content/municipal/city/news/deep/er/new.md", "正文第一段", "又改了")

    server.until("/news/deep/er/new.html", lambda reply: "又改了" in reply.text)


def test_a_burst_of_saves_is_few_refreshes(project: Project, server: Running) -> None:
    before = server.desk.generation

    for number in range(20):
        project.write(A, article(f"第{number}次"))
        time.sleep(0.005)
    server.until("/health/news/a.html", lambda reply: "第19次" in reply.text)

    rebuilt = [line for line in server.told if "个文件有改动" in line]
    assert 1 <= server.desk.generation - before <= 5
    assert len(rebuilt) == server.desk.generation - before


def test_an_edit_parses_its_own_file_and_plans_its_own_site(
    project: Project, server: Running
) -> None:
    server.ask("/health/news/a.html")
    server.ask("/news/one.html")
    city, health = (server.desk._presses[site][1] for site in ("city", "health"))

    project.edit(A, "正文第一段", "改过的一段")
    server.until("/health/news/a.html", lambda reply: "改过的一段" in reply.text)
    server.ask("/news/one.html")

    assert {name: site.head.parsed for name, site in server.desk.state.catalog.sites.items()} == {
        "city": 2,
        "health": 1,
    }
    assert server.desk._presses["city"][1] is city
    assert server.desk._presses["health"][1] is not health


def test_saving_the_same_bytes_or_an_editors_own_files_changes_nothing(
    project: Project, server: Running
) -> None:
    text = (project.root / A).read_text("utf-8")
    project.write(A, text)
    project.write("content/department/health/news/.a.md.swp", "x")
    project.write("content/department/health/news/.#a.md", "x")
    time.sleep(0.3)

    assert server.desk.generation == 1
    assert server.told[1:] == []


def test_a_change_the_system_did_not_name_is_found_once_it_is_quiet(
    project: Project, server: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pulse, "THOROUGH", 0.2)
    monkeypatch.setattr(desk, "touched_still", lambda before, _paths: before)

    project.edit(A, "正文第一段", "改过的一段")

    server.until("/health/news/a.html", lambda reply: "改过的一段" in reply.text)


def test_a_touched_file_is_the_only_one_looked_at(project: Project) -> None:
    before = take_still(project.root, project.root / ".govssg")
    project.edit(A, "正文第一段", "改过的一段")
    project.edit("content/municipal/city/news/one.md", "正文第一段", "也改了")
    project.remove("content/department/health/news/b.md")

    quick = touched_still(before, frozenset({A, "content/department/health/news/b.md"}))

    thorough = take_still(project.root, project.root / ".govssg")
    assert quick
    missed = {e.path for e in {*quick.entries()} ^ {*thorough.entries()}}
    assert missed == {"content/municipal/city/news/one.md"}
    assert len(quick.entries()) == len(before.entries()) - 1


def test_a_folder_or_a_link_among_the_touched_calls_for_a_look_at_all(project: Project) -> None:
    before = take_still(project.root, project.root / ".govssg")
    (project.root / "content/department/health/link").symlink_to(project.root / "sites")

    touched = ("content/department/health", "content/department/health/link/city.yaml")

    assert [touched_still(before, frozenset({path})) for path in touched] == [None, None]


def test_a_file_changed_after_the_look_is_not_read(project: Project) -> None:
    still = take_still(project.root, project.root / ".govssg")
    [entry] = [entry for entry in still.entries() if entry.path == A]
    project.edit(A, "正文第一段", "改过的一段")

    with pytest.raises(SourcesChangedError):
        still.read(entry)


def test_a_save_by_renaming_is_a_save(project: Project, server: Running) -> None:
    target = project.root / A
    temporary = target.with_name(".a.md.tmp")
    temporary.write_text(article("换了名字再放回"), "utf-8")
    temporary.replace(target)

    server.until("/health/news/a.html", lambda reply: "换了名字再放回" in reply.text)


def test_a_file_written_in_pieces_never_stops_the_server(project: Project, server: Running) -> None:
    text = article("慢慢写").encode()
    handle = os.open(project.root / A, os.O_WRONLY | os.O_TRUNC)
    for start in range(0, len(text), 7):
        os.write(handle, text[start : start + 7])
        time.sleep(0.02)
        assert server.ask("/health/news/a.html").status in {200, 500}
    os.close(handle)

    reply = server.until("/health/news/a.html", lambda reply: reply.status == 200)
    assert "慢慢写" in server.until("/health/news/a.html", lambda r: "慢慢写" in r.text).text
    assert reply.status == 200


def test_files_that_cannot_be_read_are_told_and_looked_at_again(
    project: Project, server: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = server.listen("/")
    stream.next()

    with monkeypatch.context() as patch:
        patch.setattr(desk, "take_still", _refused)
        patch.setattr(desk, "touched_still", _refused)
        project.edit(A, "正文第一段", "改过的一段")
        assert stream.next()[0] == "reload"
        trouble = server.ask("/health/news/a.html")
    assert trouble.status == 500
    assert "Permission denied: content/a.md" in trouble.text

    server.until("/health/news/a.html", lambda reply: "改过的一段" in reply.text)


def _refused(*_values: object) -> None:
    raise PermissionError(13, "Permission denied", "content/a.md")


@pytest.mark.parametrize(
    ("flag", "path", "word"),
    [
        ("drafts", "/health/news/draft.html", "--drafts"),
        ("future", "/health/news/later.html", "--future"),
    ],
)
def test_hidden_documents_are_served_on_demand_and_explained_without(
    project: Project, flag: str, path: str, word: str
) -> None:
    with running(project.root) as serving:
        hidden = serving.ask(path)
        _name, told = serving.listen(path).next()
        assert hidden.status == 404
        assert word in told["panel"]["notes"][0]

    with running(project.root, **{flag: True}) as serving:
        assert serving.ask(path).status == 200
