"""Every template in every variant is accessible in a real browser."""

import pytest
from playwright.sync_api import Page
from theme import checks, samples

from govssg.model.portal import VARIANTS

pytestmark = pytest.mark.browser

PREFIXES = {variant.id: variant.prefix for variant in VARIANTS}
TARGET = {"standard": 44, "elder": 60, "accessible": 44}
STATES = (
    ("size", "xxl"),
    ("mode", "text"),
    ("scheme", "bw"),
    ("scheme", "wb"),
    ("scheme", "yb"),
    ("scheme", "ybl"),
    ("scheme", "cream"),
)


@pytest.mark.parametrize("variant", list(PREFIXES))
@pytest.mark.parametrize("name", list(samples.pages()))
def test_page(page: Page, base: str, name: str, variant: str) -> None:
    events = checks.watch(page, base)
    page.goto(f"{base}{PREFIXES[variant]}/{name}.html")
    assert checks.first_stop(page) == "#main"
    checks.open_all(page)
    found = {
        "static": checks.static(page),
        "axe": checks.axe(page),
        "targets": checks.targets(page, TARGET[variant]),
        "320 px": checks.overflow(page, 320, 100),
        "200 % text": checks.overflow(page, 1280, 200),
        "320 px and 200 % text": checks.overflow(page, 320, 200),
        "spacing": checks.clipped(page),
        "events": events,
    }
    assert {check: faults for check, faults in found.items() if faults} == {}


@pytest.mark.parametrize(("key", "value"), STATES)
@pytest.mark.parametrize("path", ["/home_portal", "/elder/guide"])
def test_states_of_the_toolbar(page: Page, base: str, path: str, key: str, value: str) -> None:
    page.goto(f"{base}{path}.html")
    checks.open_all(page)
    page.evaluate("([k, v]) => { document.documentElement.dataset[k] = v; }", [key, value])
    # large text scrolls inside tables, where axe cannot tell what is covered
    assert checks.axe(page, unsure=key != "size") == []
    assert checks.overflow(page, 320, 100) == []


@pytest.mark.parametrize("path", ["/home_portal", "/guide", "/elder/policy", "/accessible/search"])
def test_every_stop_of_the_keyboard_is_seen(page: Page, base: str, path: str) -> None:
    page.goto(f"{base}{path}.html")
    assert checks.keyboard_walk(page) == []


def test_elder_text_is_large(page: Page, base: str) -> None:
    sizes = "[...document.querySelectorAll('body, body *')].filter((e) => e.checkVisibility()"
    sizes += " && e.innerText?.trim() && !e.closest('sup')).map((e) =>"
    sizes += " parseFloat(getComputedStyle(e).fontSize))"
    for name in ("policy", "guide", "home_portal", "column_guide"):
        page.goto(f"{base}/elder/{name}.html")
        assert min(page.evaluate(sizes)) >= 24, name


def test_elder_navigation_is_short(page: Page, base: str) -> None:
    page.goto(f"{base}/elder/home_portal.html")
    assert page.locator(".navigation a").all_inner_texts()[-1] == "全部栏目"
    assert page.locator(".navigation a").count() <= 4
    assert page.locator(".tiles a").count() <= 8
    assert page.locator(".header .bodies").count() == 0


def test_forced_colours_keep_the_focus_ring(page: Page, base: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(f"{base}/guide.html")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_paper_shows_the_document_alone(page: Page, base: str) -> None:
    page.emulate_media(media="print")
    page.goto(f"{base}/policy.html")
    assert not page.locator(".navigation").is_visible()
    assert not page.locator(".document-side").is_visible()
    assert page.locator(".facts").is_visible()


def test_the_canary_is_caught(page: Page, base: str) -> None:
    events = checks.watch(page, base)
    page.goto(f"{base}/canary.html")
    assert checks.first_stop(page) != "#main"
    assert {"inline style", "handler", "lang"} <= set(checks.static(page))
    rules = {fault.partition(":")[0] for fault in checks.axe(page)}
    assert {"html-has-lang", "image-alt", "empty-heading"} <= rules
    assert checks.targets(page, 44) != []
    assert events != []


def test_the_canary_with_its_styles_is_caught(page: Page, base: str) -> None:
    page.goto(f"{base}/article.html")
    sheet = "p {color: #999} main {inline-size: 900px; overflow: hidden; block-size: 90px}"
    add = "(css) => { const s = new CSSStyleSheet(); s.replaceSync(css);"
    add += " document.adoptedStyleSheets = [s]; }"
    page.evaluate(add, sheet)
    assert any("color-contrast" in fault for fault in checks.axe(page))
    assert checks.overflow(page, 320, 100) != []
    page.evaluate(
        add, "main {overflow: hidden; block-size: 90px} :focus {outline: none !important}"
    )
    assert checks.keyboard_walk(page, 5) != []
