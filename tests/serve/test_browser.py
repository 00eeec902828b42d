"""A real browser beside the editor: the page follows each save, the panel says what to mend."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from project import Project
from serve.running import Running

pytestmark = pytest.mark.browser

A = "content/department/health/news/a.md"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    yield page
    context.close()
    assert [said for said in complaints if "404" not in said and "500" not in said] == []


def test_the_panel_lists_what_the_page_should_have_mended(
    project: Project, server: Running, page: Page
) -> None:
    project.edit(A, "正文第一段", "正文[第一段](bb.md)")
    server.until("/_govssg/findings", lambda reply: "L101" in reply.text)

    page.goto(f"{server.origin}/health/news/a.html")
    aid = page.get_by_role("complementary", name="编辑助手")
    expect(aid.locator("summary")).to_contain_text("本页")
    aid.locator("summary").click()

    found = aid.locator("li", has_text="L101")
    expect(found).to_contain_text(f"{A}:8:")
    expect(found.locator("mark")).to_have_text("bb.md")
    expect(aid.get_by_role("link", name="全部问题")).to_have_attribute("href", "/_govssg/findings")


def test_the_page_follows_an_edit_a_mistake_and_its_mending(
    project: Project, server: Running, page: Page
) -> None:
    page.goto(f"{server.origin}/health/elder/news/a.html")
    expect(page.locator(".govssg-live summary")).to_be_visible()

    project.edit(A, "title: 医保动态", "title: 改过的标题")
    expect(page.locator("h1")).to_have_text("改过的标题")

    project.edit(A, "title: 改过的标题", "titel: 改过的标题")
    expect(page.locator("h1")).to_have_text("这一页暂时不能显示")
    mistake = page.locator("li", has_text="titel")
    expect(mistake.locator("mark")).to_have_text("titel")
    carets, mark = mistake.locator(".govssg-carets"), mistake.locator("mark")
    under, over = carets.bounding_box(), mark.bounding_box()
    assert under
    assert over
    assert abs(under["x"] - over["x"]) < 1

    project.edit(A, "titel: 改过的标题", "title: 好了")
    expect(page.locator("h1")).to_have_text("好了")


def test_a_page_out_of_sight_does_not_hold_a_connection(server: Running, page: Page) -> None:
    page.goto(f"{server.origin}/health/news/a.html")
    expect(page.locator(".govssg-live summary")).to_be_visible()
    held = len(server.server.server_state.tasks)

    page.evaluate(
        "Object.defineProperty(document, 'visibilityState', {value: 'hidden'});"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )
    page.wait_for_timeout(300)

    assert held == 1
    assert len(server.server.server_state.tasks) == 0
