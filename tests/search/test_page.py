"""The search page in a browser: what citizens see, hear and press."""

import gzip
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, expect
from project import PortalMaker, article
from search.conftest import Served

from govssg.search.text import characters, flat

pytestmark = pytest.mark.browser

COMMON = "2026"
"""A word nearly every page says."""


def opened(page: Page, served: Served, path: str) -> Locator:
    """Open a search page with a query; give the status once the search is done."""
    page.goto(served.origin + path)
    return done(page)


def done(page: Page) -> Locator:
    status = page.locator("[data-search-status]")
    expect(status).to_contain_text(re.compile("(结果|没有找到).*。"))
    return status


def items(page: Page) -> Locator:
    return page.locator("[data-search-results] > li")


def choice(page: Page, facet: str, text: str) -> Locator:
    return page.locator(f"[data-search-facet={facet}] label", has_text=text).locator("input")


def test_the_query_of_the_address_is_answered_with_headings_and_marks(
    page: Page, served: Served
) -> None:
    status = opened(page, served, "/search/?q=公积金")
    count = items(page).count()
    expect(status).to_have_text(
        f"找到 {count} 条结果。" if count < 20 else re.compile(r"找到 \d+ 条")
    )
    assert page.locator("[data-search-input]").input_value() == "公积金"
    assert page.locator("[data-search-results] > li > h3 > a").count() == count
    expect(items(page).first.locator("h3 mark").first).to_have_text(re.compile("公积金"))
    expect(items(page).first.locator("[data-search-excerpt] mark").first).to_be_visible()
    assert page.title().startswith("“公积金”")


def test_the_status_is_a_polite_live_region(page: Page, served: Served) -> None:
    status = opened(page, served, "/search/?q=公积金")
    assert status.get_attribute("role") == "status"
    assert status.get_attribute("aria-live") == "polite"
    assert status.get_attribute("aria-atomic") == "true"


def test_enter_searches_keeps_the_focus_and_the_address(page: Page, served: Served) -> None:
    page.goto(f"{served.origin}/search/")
    field = page.locator("[data-search-input]")
    field.fill("医保")
    field.press("Enter")
    done(page)
    expect(field).to_be_focused()
    assert "q=%E5%8C%BB%E4%BF%9D" in page.url
    first = page.evaluate("history.length")
    field.fill("茶园")
    field.press("Enter")
    expect(items(page).first.locator("mark").first).to_have_text(re.compile("茶园"))
    assert page.evaluate("history.length") == first
    assert not page.locator("[data-search-results] mark", has_text="医保").count()


def test_a_facet_by_keyboard_narrows_to_its_count(page: Page, served: Served) -> None:
    opened(page, served, f"/search/?q={COMMON}")
    label = page.locator("[data-search-facet=kind] label", has_text="办事指南")
    count = int(re.search(r"（(\d+)）", label.inner_text())[1])  # type: ignore[index]
    label.locator("input").focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-search-status]")).to_contain_text(f"筛选后 {count} 条")
    expect(choice(page, "kind", "办事指南")).to_be_focused()
    expect(choice(page, "kind", "办事指南")).to_be_checked()
    assert "办事指南" in items(page).first.locator("[data-search-meta]").inner_text()
    page.keyboard.press("Space")
    expect(page.locator("[data-search-status]")).not_to_contain_text("筛选后")


def test_facets_of_site_and_year_narrow_together(page: Page, served: Served) -> None:
    opened(page, served, f"/search/?q={COMMON}")
    choice(page, "year", "2025 年").check()
    choice(page, "site", "汉滨区").check()
    metas = page.locator("[data-search-meta]").all_inner_texts()
    assert metas
    assert all("汉滨区" in meta and "2025-" in meta for meta in metas)


def test_each_facet_is_a_named_group_of_boxes(page: Page, served: Served) -> None:
    opened(page, served, f"/search/?q={COMMON}")
    for name in ("类别", "年份", "网站"):
        group = page.get_by_role("group", name=name)
        assert group.get_by_role("checkbox").count() > 1


def test_more_results_come_twenty_at_a_time_with_the_focus_on_the_first_new_one(
    page: Page, served: Served
) -> None:
    opened(page, served, f"/search/?q={COMMON}")
    assert items(page).count() == 20
    page.locator("[data-search-more]").click()
    assert items(page).count() == 40
    expect(items(page).nth(20).locator("a")).to_be_focused()


def test_a_site_s_search_begins_with_its_own_pages_and_all_sites_are_one_click_away(
    page: Page, served: Served
) -> None:
    page.goto(f"{served.origin}/ybj/")
    field = page.locator(".masthead [name=q]")
    field.fill("门诊")
    field.press("Enter")
    done(page)
    assert "/ybj/search/" in page.url
    expect(page.get_by_role("radio", name="本站")).to_be_checked()
    hrefs = [link.get_attribute("href") for link in items(page).locator("h3 a").all()]
    assert hrefs
    assert all(str(href).startswith("/ybj/") for href in hrefs)
    page.get_by_role("radio", name="全部网站").check()
    expect(page.locator("[data-search-facet=site]")).to_be_visible()
    page.reload()
    done(page)
    expect(page.get_by_role("radio", name="全部网站")).to_be_checked()


@pytest.mark.parametrize("variant", ["elder", "accessible"])
def test_results_lead_to_the_same_variant(page: Page, served: Served, variant: str) -> None:
    opened(page, served, f"/ybj/{variant}/search/?q=门诊")
    href = str(items(page).first.locator("h3 a").get_attribute("href"))
    assert href.startswith(f"/ybj/{variant}/")
    response = page.goto(served.origin + href)
    assert response is not None
    assert response.ok


def shards(served: Served) -> list[Path]:
    folders = (served.tree / "search" / "shards").iterdir()
    return sorted(folders, key=lambda path: (path / "records.json").stat().st_size)


@pytest.mark.parametrize("lost", ["", "records.json", "index/", "pagefind."])
def test_a_missing_shard_is_told_and_the_others_answer(
    page: Page, served: Served, lost: str
) -> None:
    whole = int(re.search(r"\d+", opened(page, served, "/search/?q=安康").inner_text())[0])  # type: ignore[index]
    served.absent.add(f"/search/shards/{shards(served)[-1].name}/{lost}")
    status = opened(page, served, "/search/?q=安康")
    expect(status).to_contain_text("结果可能不全")
    left = int(re.search(r"\d+", status.inner_text())[0])  # type: ignore[index]
    assert 0 < left < whole


def test_a_shard_that_comes_back_is_asked_again(page: Page, served: Served) -> None:
    served.absent.add(f"/search/shards/{shards(served)[-1].name}/index/")
    status = opened(page, served, "/search/?q=安康")
    expect(status).to_contain_text("结果可能不全")
    served.absent.clear()
    page.locator("[data-search-input]").press("Enter")
    expect(status).to_contain_text(re.compile(r"^找到 \d+ 条结果。$"))


def test_without_the_index_the_page_says_what_to_do(page: Page, served: Served) -> None:
    served.absent.add("/search/index.json")
    page.goto(f"{served.origin}/search/?q=公积金")
    expect(page.locator("[data-search-status]")).to_contain_text("12345")
    expect(page.get_by_role("heading", name="按栏目查找")).to_be_visible()


def test_without_workers_titles_still_answer(page: Page, served: Served) -> None:
    page.add_init_script("delete window.Worker")
    status = opened(page, served, "/search/?q=公积金")
    expect(status).to_contain_text("结果可能不全")
    assert items(page).count() > 3


def test_nothing_found_is_said_in_words(page: Page, served: Served) -> None:
    status = opened(page, served, "/search/?q=齉龘齉龘")
    expect(status).to_contain_text("没有找到“齉龘齉龘”")
    assert not items(page).count()
    expect(page.locator("[data-search-more]")).to_be_hidden()


def test_a_query_of_markup_stays_text(page: Page, served: Served) -> None:
    opened(page, served, "/search/?q=<img src=x onerror=alert(1)>")
    assert not page.locator("[data-search] img").count()


def test_without_scripts_the_page_is_an_index(browser: Browser, served: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served.origin}/search/?q=公积金")
    assert page.locator("noscript").count()
    expect(page.get_by_role("heading", name="按栏目查找")).to_be_visible()
    expect(page.locator("[data-search-facets]")).to_be_hidden()
    expect(page.locator("[data-search-input]")).to_be_visible()
    context.close()


def test_a_first_search_on_a_slow_line_stays_small(
    context: BrowserContext, page: Page, served: Served
) -> None:
    asked: list[Request] = []
    context.on("request", lambda request: asked.append(request))  # noqa: PLW0108 - it needs a name
    opened(page, served, "/search/?q=公积金")
    wanted = [r.url.removeprefix(served.origin) for r in asked if "/search/" in r.url]
    files = [served.tree / url.lstrip("/") for url in wanted if "?" not in url]
    sizes = {path: len(gzip.compress(path.read_bytes())) for path in files if path.is_file()}
    engine = sum(size for path, size in sizes.items() if "engine" in path.parts)
    assert len(files) == len(set(files)), "nothing is asked for twice"
    assert len(sizes) <= 32
    assert engine < 110_000
    assert sum(sizes.values()) < 600_000


FLAT = """async (texts) => {
  const href = new URL("/search/index.json", location.href);
  const manifest = await (await fetch(href)).json();
  const engine = await import(new URL(`${manifest.engine}engine.js`, href).href);
  const index = await engine.open(href.href, manifest);
  return texts.map((text) => index.text.flat(text));
}"""


def test_browser_and_builder_fold_every_character_alike(page: Page, served: Served) -> None:
    codes = [*range(0x20, 0x9FFF), *range(0xA000, 0xABFF), *range(0xF900, 0x10000)]
    codes += range(0x1F100, 0x1F300)
    assigned = [chr(code) for code in codes if unicodedata.category(chr(code)) not in {"Cn", "Cs"}]
    texts = [f"甲{character}乙" for character in assigned] + list(characters().source)
    page.goto(f"{served.origin}/search/")
    answers = page.evaluate(FLAT, texts)
    differ = {
        text: (flat(text), answer)
        for text, answer in zip(texts, answers, strict=True)
        if flat(text) != answer
    }
    assert differ == {}


def test_a_large_portal_is_searched_newest_first_and_older_text_on_demand(
    page: Page, portal: PortalMaker, serve: Callable[[Path], Served]
) -> None:
    project = portal()
    for year in range(2000, 2020):
        text = article(f"第{year}号通告", f"{year}-05-01 09:00")
        project.write(f"content/municipal/city/news/{year}.md", text)
    project.build(search=True)
    small = serve(project.tree)
    status = opened(page, small, "/search/?q=正文第一段")
    expect(status).to_have_text("找到 12 条结果；较早的 8 个页面只查了标题。")
    page.locator("[data-search-later]").click()
    expect(status).to_have_text("找到 20 条结果。")
    expect(page.locator("[data-search-later]")).to_be_hidden()
    status = opened(page, small, "/search/?q=第2000号通告")
    expect(items(page).first.locator("a")).to_have_text("第2000号通告")
