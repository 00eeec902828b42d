"""Mistakes while editing: shown where the page would be, with line and caret, until mended."""

import re

import pytest
from project import Project
from serve.running import Running, running

from govssg.serve import desk

A = "content/department/health/news/a.md"
PAGE = "/health/news/a.html"


def shown(text: str) -> str:
    """Give the text of a page as a reader sees it."""
    plain = re.sub(r"<[^>]+>", "", text)
    return plain.replace("&quot;", '"').replace("&#x27;", "'").replace("&amp;", "&")


def test_broken_front_matter_shows_line_and_caret_until_it_is_mended(
    project: Project, server: Running
) -> None:
    stream = server.listen(PAGE)
    stream.next()

    project.edit(A, "date: 2026-11-01 09:00", 'date: "2026-11-01')
    assert stream.next()[0] == "reload"
    broken = server.ask(PAGE)
    assert broken.status == 500
    assert f"{A}:" in shown(broken.text)
    assert 'date: "2026-11-01' in shown(broken.text) or "F002" in broken.text
    assert "^" in shown(broken.text)
    assert "/_govssg/live.js" in broken.text

    project.edit(A, 'date: "2026-11-01', "date: 2026-11-01 09:00")
    assert stream.next()[0] == "reload"
    assert server.ask(PAGE).status == 200


def test_the_caret_stands_under_the_mistake(project: Project, server: Running) -> None:
    project.edit(A, "title: 医保动态", "titel: 医保动态")

    text = server.until(PAGE, lambda reply: reply.status == 500).text

    assert f"{A}:2:1" in text
    source = re.search(r"<pre>2 \| (.*?)<mark>(.*?)</mark>(.*?)\n(.*?)</pre>", text)
    assert source
    assert (source[1], source[2], source[3]) == ("", "titel", ": 医保动态")
    assert shown(source[4]) == "2 | ^^^^^"
    assert "是不是“title”" in text


def test_all_variants_of_a_broken_page_show_the_mistake(project: Project, server: Running) -> None:
    project.edit(A, "title: 医保动态", "titel: 医保动态")
    server.until(PAGE, lambda reply: reply.status == 500)

    replies = [server.ask(f"/health{v}/news/a.html") for v in ("/elder", "/accessible")]

    assert [reply.status for reply in replies] == [500, 500]


def test_a_document_with_a_slug_keeps_its_address_while_it_is_broken(
    project: Project, server: Running
) -> None:
    project.edit(A, "title: 医保动态", "title: 医保动态\nslug: yibao")
    server.until("/health/news/yibao.html", lambda reply: reply.status == 200)

    project.edit(A, "slug: yibao", "slug: [yibao")

    server.until("/health/news/yibao.html", lambda reply: reply.status == 500)


def test_a_broken_portal_file_shows_on_every_address_and_heals(
    project: Project, server: Running
) -> None:
    addresses = ("/", PAGE, "/nothing.html", "/health/feed.xml")
    project.edit("sites/portal.yaml", "name: 测试门户", "name: [测试门户")
    server.until("/", lambda reply: reply.status == 500)

    replies = [server.ask(address) for address in addresses]

    assert {reply.status for reply in replies} == {500}
    assert all("sites/portal.yaml:" in reply.text for reply in replies)
    project.edit("sites/portal.yaml", "name: [测试门户", "name: 测试门户")
    server.until("/", lambda reply: reply.status == 200)
    assert [server.ask(address).status for address in addresses] == [200, 200, 404, 200]


def test_a_server_started_on_a_broken_portal_heals_too(project: Project) -> None:
    project.edit("sites/portal.yaml", "name: 测试门户", "name: [测试门户")

    with running(project.root) as serving:
        assert serving.ask("/").status == 500
        project.edit("sites/portal.yaml", "name: [测试门户", "name: 测试门户")
        serving.until("/", lambda reply: reply.status == 200)


def test_a_broken_site_file_shows_under_that_site_only(project: Project, server: Running) -> None:
    project.edit("sites/health.yaml", "class: department", "class: [department")

    broken = server.until("/health/", lambda reply: reply.status == 500)

    assert "sites/health.yaml:" in broken.text
    assert server.ask("/").status == 200


def test_a_broken_theme_file_is_told(project: Project, server: Running) -> None:
    project.write("themes/intensive/theme.yaml", "name: [\n")

    broken = server.until("/", lambda reply: reply.status == 500)

    assert "themes/intensive/theme.yaml" in broken.text
    project.remove("themes/intensive/theme.yaml")
    server.until("/", lambda reply: reply.status == 200)


def test_markup_in_a_mistake_stays_text(project: Project, server: Running) -> None:
    project.edit(A, "title: 医保动态", "<script>alert(1)</script>: 医保动态")

    text = server.until(PAGE, lambda reply: reply.status == 500).text

    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text


def test_a_dead_link_is_told_to_the_page_it_stands_on(project: Project, server: Running) -> None:
    stream = server.listen(PAGE)
    other = server.listen("/health/news/b.html")
    stream.next()
    other.next()

    project.edit(A, "正文第一段", "正文[第一段](bb.md)")
    name, news = stream.next()
    _name, told = server.listen(PAGE).next()  # as the page does that was loaded again
    _name, elsewhere = other.next()

    assert (name, news["panel"]) == ("reload", None)
    [found] = [f for f in told["panel"]["findings"] if f["code"] == "L101"]
    assert found["place"].startswith(f"{A}:")
    assert found["marked"] == "bb.md"
    assert told["panel"]["severity"] == "error"
    assert all("b.md" in found["place"] for found in elsewhere["panel"]["findings"])
    assert "本站" in elsewhere["panel"]["summary"]


def test_all_findings_are_listed_on_one_page(project: Project, server: Running) -> None:
    project.edit(A, "正文第一段", "正文[第一段](bb.md)")
    project.edit("content/municipal/city/news/one.md", "正文第一段", "正文[第一段](no.md)")

    text = server.until("/_govssg/findings", lambda reply: reply.text.count("L101") == 2).text

    assert f"{A}:" in text
    assert "content/municipal/city/news/one.md:" in text


def test_a_mistake_of_the_program_is_shown_and_survived(
    project: Project, server: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = server.listen("/")
    stream.next()

    with monkeypatch.context() as patch:
        patch.setattr(desk, "next_state", _fails)
        project.edit(A, "正文第一段", "一")
        assert stream.next()[0] == "reload"
        crash = server.ask("/")
    assert crash.status == 500
    assert "这是程序的问题" in crash.text
    assert "ZeroDivisionError" in crash.text

    project.edit(A, "一。", "二。")
    server.until(PAGE, lambda reply: "二。" in reply.text)


def _fails(*_values: object) -> None:
    raise ZeroDivisionError
