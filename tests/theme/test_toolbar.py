"""The accessibility tools: what works without JavaScript, and what JavaScript adds."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from theme import checks

pytestmark = pytest.mark.browser

SPEECH = """(() => {
  const queue = []; window.__said = [];
  Object.defineProperty(window, "speechSynthesis", {value: {
    getVoices: () => [{lang: "zh-CN", name: "t", localService: true}],
    cancel() { queue.forEach(clearTimeout); queue.length = 0; },
    speak(words) {
      window.__said.push(words.text); queue.push(setTimeout(() => words.onend(), 5)); },
    addEventListener() {}}});
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
})()"""


@pytest.fixture
def plain(browser: Browser, base: str) -> Iterator[Page]:
    """Give an article in a browser without JavaScript, the toolbar open."""
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 1280, "height": 800}
    )
    page = context.new_page()
    page.goto(f"{base}/article.html")
    page.locator("[data-toolbar] summary").click()
    yield page
    context.close()


@pytest.fixture
def scripted(browser: Browser, base: str) -> Iterator[Page]:
    """Give an article in a browser with JavaScript and a Chinese voice, the toolbar open."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.add_init_script(SPEECH)
    page = context.new_page()
    events = checks.watch(page, base)
    page.goto(f"{base}/article.html")
    page.locator("[data-toolbar] summary").click()
    yield page
    assert events == []
    context.close()


def style(page: Page, selector: str, name: str, pseudo: str = "") -> str:
    script = "(e, [name, pseudo]) => getComputedStyle(e, pseudo || null).getPropertyValue(name)"
    return str(page.locator(selector).first.evaluate(script, [name, pseudo]))


def choose(page: Page, text: str) -> None:
    page.locator("[data-toolbar] label", has_text=text).first.click()


def data(page: Page, name: str) -> str | None:
    found: str | None = page.evaluate("(name) => document.documentElement.dataset[name]", name)
    return found


def until(page: Page, script: str) -> None:
    """Wait until a script is true; Playwright's own wait needs eval, which the CSP forbids."""
    for _turn in range(100):
        if page.evaluate(script):
            return
        page.wait_for_timeout(30)
    pytest.fail(f"never true: {script}")


def toggle(page: Page, name: str) -> None:
    page.locator(f"[data-toggle={name}]").click()


def test_without_javascript_the_radios_work(plain: Page) -> None:
    choose(plain, "黑底白字")
    assert style(plain, "body", "background-color") == "rgb(0, 0, 0)"
    choose(plain, "超大")
    assert style(plain, "body", "font-size") == "36px"
    choose(plain, "纯文本")
    assert style(plain, "main img", "display") == "none"
    assert "正在窗口取餐" in style(plain, "main .image", "content", "::before")


def test_without_javascript_nothing_useless_is_shown(plain: Page) -> None:
    assert plain.locator("[data-toolbar] button:visible").count() == 0
    assert plain.locator("[data-print]:visible").count() == 0


def test_javascript_shows_its_switches(scripted: Page) -> None:
    assert scripted.locator("[data-toggle]:visible").count() == 6
    assert scripted.locator("[data-print]").is_visible()


def test_choices_are_remembered_before_the_next_paint(scripted: Page, base: str) -> None:
    choose(scripted, "黑底黄字")
    choose(scripted, "特大")
    scripted.route(
        "**/a11y.*", lambda route: route.fulfill(body="", content_type="text/javascript")
    )
    scripted.goto(f"{base}/policy.html", wait_until="domcontentloaded")
    assert (data(scripted, "scheme"), data(scripted, "size")) == ("yb", "xl")
    scripted.unroute("**/a11y.*")
    scripted.goto(f"{base}/guide.html")
    assert scripted.locator("[name=scheme][value=yb]").is_checked()
    assert style(scripted, "body", "background-color") == "rgb(0, 0, 0)"


def test_guide_lines_follow_the_pointer(scripted: Page) -> None:
    toggle(scripted, "guide")
    scripted.mouse.move(300, 400)
    until(scripted, "document.querySelector('.guide-across').style.top === '400px'")
    assert scripted.evaluate("document.querySelector('.guide-down').style.left") == "300px"


def test_caption_shows_what_is_pointed_at_or_focused(scripted: Page) -> None:
    toggle(scripted, "caption")
    scripted.locator("main .prose p").nth(1).hover()
    until(scripted, "document.querySelector('.caption-bar').textContent.includes('养老')")
    scripted.locator(".footer a").first.focus()
    assert scripted.locator(".caption-bar").inner_text() == "网站地图"


def test_pointer_can_be_enlarged(scripted: Page) -> None:
    toggle(scripted, "cursor")
    assert "cur." in style(scripted, "main p", "cursor")


def test_reading_aloud_goes_in_short_pieces_and_stops_on_escape(scripted: Page) -> None:
    toggle(scripted, "read")
    until(scripted, "window.__said.length > 10")
    said = scripted.evaluate("window.__said")
    assert max(map(len, said)) <= 60
    scripted.keyboard.press("Escape")
    before = scripted.evaluate("window.__said.length")
    scripted.wait_for_timeout(60)
    assert scripted.evaluate("window.__said.length") == before
    assert scripted.locator("[data-toggle=read]").get_attribute("aria-pressed") == "false"


def test_pointing_reads(scripted: Page) -> None:
    toggle(scripted, "point")
    scripted.locator("main h2").nth(1).hover()
    until(scripted, "window.__said.length > 0")


def test_shortcuts_are_off_until_switched_on(scripted: Page) -> None:
    scripted.locator("main h2").last.click()
    scripted.keyboard.press("Shift+Digit3")
    assert data(scripted, "mode") is None
    toggle(scripted, "keys")
    scripted.keyboard.press("Shift+Digit3")
    assert data(scripted, "mode") == "text"


def test_reset_undoes_everything_and_says_so(scripted: Page) -> None:
    choose(scripted, "蓝底黄字")
    for name in ("caption", "guide", "cursor", "keys"):
        toggle(scripted, name)
    scripted.locator("[data-reset]").click()
    assert scripted.evaluate("localStorage.a11y") == "{}"
    assert [data(scripted, name) for name in ("scheme", "cursor")] == [None, None]
    assert not scripted.locator(".caption-bar").is_visible()
    until(scripted, "document.querySelector('[data-toolbar-status]').textContent.includes('恢复')")


def test_leaving_the_site_asks_first(scripted: Page) -> None:
    scripted.locator("a[data-leave]").first.click()
    dialog = scripted.locator("dialog")
    assert "即将离开“安康市人民政府”网站，是否继续？" in dialog.inner_text()
    assert checks.axe(scripted, unsure=False) == []
    assert dialog.locator("a").get_attribute("href") == "https://www.example.com/report"
    dialog.locator("button").click()
    assert not dialog.is_visible()


def test_without_javascript_leaving_is_a_plain_link(plain: Page) -> None:
    link = plain.locator("a[data-leave]").first
    assert link.get_attribute("href") == "https://www.example.com/report"
