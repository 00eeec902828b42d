"""What the templates and styles promise without a browser: hooks, sameness, budgets, CSP."""

import gzip
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from theme import samples, site_builder

from govssg.model.portal import VARIANTS
from govssg.model.view import SLOT

PAGES = site_builder.pages()
README = site_builder.THEME / "README.md"
HOOK = re.compile(r'data-gov="([a-z-]+)"')
NAMES = list(samples.pages())


def packed(data: bytes) -> int:
    return len(gzip.compress(data, 9))


def asset(name: str) -> bytes:
    return next(asset.data for asset in site_builder.assets() if asset.name == name)


def templates() -> str:
    return "".join(text for _name, text in site_builder.source().templates)


def icons() -> set[str]:
    return set(re.findall(r'<symbol id="([a-z]+)"', asset("icons.svg").decode()))


def test_the_templates_have_no_findings() -> None:
    assert site_builder.theme().closures.findings == ()


@pytest.mark.parametrize("name", NAMES)
def test_every_variant_shows_the_same_main_part(name: str) -> None:
    main = site_builder.main_part(name)
    for variant in VARIANTS:
        assert main.replace(SLOT, variant.prefix) in PAGES[f"{variant.prefix}/{name}.html"]


@pytest.mark.parametrize("path", list(PAGES))
def test_a_page_is_whole_and_has_no_inline_code(path: str) -> None:
    text = PAGES[path]
    assert text.lstrip().startswith("<!DOCTYPE html>")
    assert SLOT not in text
    assert "\x04" not in text
    assert len(re.findall(r"<h1[ >]", text)) == 1
    assert len(re.findall(r"<main ", text)) == 1
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", text)
    assert not re.search(r'(?:src|<link[^>]*href)="(?:https?:)?//(?!www\.ankang\.example)', text)


@pytest.mark.parametrize("path", list(PAGES))
def test_a_page_links_its_forms_and_marks_its_own(path: str) -> None:
    nav = re.search(r'<nav class="variants".*?</nav>', PAGES[path], re.DOTALL)
    assert nav is not None
    links = re.findall(r'href="([^"]+)"( aria-current="true")?>([^<]+)<', nav[0])
    assert [name for _href, _current, name in links] == ["标准版", "长者版", "无障碍版"]
    current = [href for href, marked, _name in links if marked]
    prefix = re.match(r"/(?:elder|accessible)|", path)
    assert prefix is not None
    assert [href for href in current if prefix[0] in href] == current
    assert len(current) == 1


def test_titles_name_page_and_site() -> None:
    assert "<title>停水通知 - 安康市汉滨区人民政府</title>" in PAGES["/article_bare.html"]
    assert "<title>安康市人民政府</title>" in PAGES["/home_portal.html"]


def test_only_the_search_page_may_run_webassembly() -> None:
    allowed = {path for path, text in PAGES.items() if "'wasm-unsafe-eval'" in text}
    assert allowed == {f"{variant.prefix}/search.html" for variant in VARIANTS}
    assert all("default-src 'none'; script-src 'self'" in text for text in PAGES.values())


def test_the_current_column_is_marked() -> None:
    nav = re.search(r'<nav class="navigation".*?</nav>', PAGES["/policy.html"], re.DOTALL)
    assert nav is not None
    assert re.findall(r'aria-current="true">([^<]+)<', nav[0]) == ["政策文件"]


FOOTER = [
    "footer-sponsor",
    "footer-contact",
    "footer-site-code",
    "footer-icp",
    "footer-police",
    "footer-badge",
    "footer-report",
    "footer-map",
    "footer-elder",
    "footer-accessibility",
]
SERVICE = [
    "service-name",
    "service-laws",
    "service-conditions",
    "service-materials",
    "service-place",
    "service-time",
    "service-phone",
    "service-steps",
    "service-fees",
    "service-supervision",
    "service-online",
    "service-faq",
]
POLICY = [
    "policy-information",
    "policy-validity",
    "policy-text",
    "policy-interpretations",
    "policy-services",
]


@pytest.mark.parametrize("path", list(PAGES))
def test_every_footer_carries_the_required_set(path: str) -> None:
    assert set(FOOTER) <= set(HOOK.findall(PAGES[path]))
    assert "演示网站" in PAGES[path]


def test_a_guide_and_a_policy_carry_their_required_elements() -> None:
    assert set(SERVICE) <= set(HOOK.findall(PAGES["/guide.html"]))
    assert set(POLICY) <= set(HOOK.findall(PAGES["/policy.html"]))
    assert "policy-expired" in HOOK.findall(PAGES["/policy_void.html"])
    assert "policy-expired" not in HOOK.findall(PAGES["/policy_changed.html"])


def test_the_readme_lists_every_hook_and_icon() -> None:
    rows = README.read_text().splitlines()
    listed = [match[1] for row in rows if (match := re.match(r"\| `([a-z-]+)` \|", row))]
    used = set(HOOK.findall(templates()))
    used |= set(re.findall(r'(?:box|aside_links)\([^)]*"([a-z]+-[a-z]+)"\)', templates()))
    assert sorted(listed) == sorted(used | icons())


def test_every_icon_asked_for_exists() -> None:
    assert set(re.findall(r'icon\(site, "([a-z]+)"\)', templates())) <= icons()
    shown = set(re.findall(r"icons\.[0-9a-f]+\.svg#([a-z]+)", "".join(PAGES.values())))
    assert shown <= icons()


def test_styles_stand_in_layers_and_use_no_ids() -> None:
    for name, text in site_builder.source().styles:
        bare = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
        top = re.sub(r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}", "{}", bare)
        heads = [head.strip() for head in re.split(r"\{\}|;", top) if head.strip()]
        assert all(head.startswith(("@layer", "@page")) for head in heads), (name, heads)
        assert not re.search(r"#[\w-]+[^;{}]*\{", re.sub(r"\{[^{}]*\}", "{}", bare)), name
        assert not re.search(r"@import|@font-face|https?:", bare), name


def test_the_budgets_hold() -> None:
    css = packed(asset("site.css"))
    assert css <= 8_000
    assert packed(asset("a11y.js")) <= 4_000
    assert len(asset("pref.js")) <= 300
    heaviest = max((packed(text.encode()), path) for path, text in PAGES.items())
    assert heaviest[0] + css <= 14_336, heaviest


def test_machine_files_are_well_formed() -> None:
    theme = site_builder.theme()
    feed = ET.fromstring(theme.data_file("files/feed.xml", samples.feed()))  # noqa: S314
    atom = "{http://www.w3.org/2005/Atom}"
    assert [entry.findtext(f"{atom}title") for entry in feed.iter(f"{atom}entry")] == [
        f"{item.title} & 更多<信息>" for item in samples.NEWS[:2]
    ]
    assert feed.findtext(f"{atom}entry/{atom}updated") == "2026-11-20T09:30:00+08:00"
    maps = ET.fromstring(theme.data_file("files/sitemap.xml", samples.site_map_file()))  # noqa: S314
    assert len(maps) == 2
    assert theme.data_file("files/robots.txt", samples.robots()).decode().splitlines() == [
        "User-agent: *",
        "Allow: /",
        "Sitemap: https://www.ankang.example/sitemap.xml",
        "Sitemap: https://www.ankang.example/ybj/sitemap.xml",
    ]


@pytest.mark.parametrize(
    "name", ["icons.svg", "icon.svg", "mark.svg", "hills.svg", "cur.svg", "hand.svg"]
)
def test_pictures_are_well_formed(name: str) -> None:
    ET.fromstring(asset(name))  # noqa: S314 - our own file


def test_the_theme_ships_no_unlisted_files() -> None:
    listed = {name for name, _data in site_builder.source().files}
    folder: Path = site_builder.THEME / "assets"
    assert {path.name for path in folder.iterdir()} - {"search.js"} == listed - {"search.js"}
