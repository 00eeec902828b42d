"""The demo portal keeps its promises: fifty sites, honest content, the same text in each form."""

import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import html as lxml_html

from govssg.model.portal import Portal
from govssg.read.config import read_configuration
from govssg.read.snapshot import Worktree

BLOCK = {"p", "li", "h1", "h2", "h3", "h4", "td", "th", "dt", "dd", "div", "section", "article"}


@pytest.fixture(scope="session")
def portal_value(root: Path) -> Portal:
    configuration = read_configuration(Worktree(root))
    assert configuration.portal is not None
    assert configuration.findings == ()
    return configuration.portal


@pytest.fixture(scope="session")
def bodies(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_text("utf-8").split("\n---\n", 1)[1]
        for path in sorted((root / "content").rglob("*.md"))
    }


def test_the_city_has_fifty_sites(portal_value: Portal) -> None:
    counts = Counter(site.site_class for site in portal_value.sites)

    assert counts == {"portal": 1, "county": 10, "department": 39}
    main = portal_value.main_site()
    assert main is not None
    assert [body.name for body in main.bodies] == ["市委", "市人大", "市政府", "市政协"]


def test_there_are_more_than_three_hundred_documents(bodies: dict[str, str]) -> None:
    assert len(bodies) >= 300


def test_every_declared_column_shows_something(demo: Path, portal_value: Portal) -> None:
    empty = []
    for site in portal_value.sites:
        base = demo if site.site_class == "portal" else demo / site.id
        for column in site.columns:
            page = (base / column.path / "index.html").read_text("utf-8")
            links = re.findall(rf'href="[^"]*/{column.path}/[^"/]+\.html"', page)
            if not links:
                empty.append(f"{site.id}:{column.path}")

    assert empty == []


def sentences(text: str) -> list[str]:
    """Give the sentences of a body, Markdown marks and figures taken off."""
    plain = re.sub(r"\]\([^)]*\)|[*`#>|\[\]:-]|^\[\^.*?\]:", "", text)
    parts = re.split(r"[。！？；\n]", plain)
    return [re.sub(r"[\s\d]+", "", part) for part in parts]


def test_no_sentence_is_repeated_across_documents(bodies: dict[str, str]) -> None:
    seen: dict[str, set[str]] = {}
    for path, text in bodies.items():
        for sentence in sentences(text):
            if len(sentence) >= 14 and not FORMAL.search(sentence):
                seen.setdefault(sentence, set()).add(path)
    repeated = {s: sorted(paths) for s, paths in seen.items() if len(paths) > 1}

    assert repeated == {}


FORMAL = re.compile(
    r"示例路|市人民政府|委员会$|管理局|办公室$|^三、收到和处理|周一至周五|^各县|^Table|^办公"
)
"""Signatures, addressees, addresses and headings fixed by law recur by their nature."""


def test_no_real_number_person_or_mark_is_shown(root: Path) -> None:
    wrong = []
    for path in sorted([*(root / "content").rglob("*.md"), *(root / "sites").glob("*.yaml")]):
        text = path.read_text("utf-8")
        phones = re.findall(r"(?<!\d)(?:0\d{2,3}-\d{7,8}|1[3-9]\d{9}|\d{17}[\dX])(?![\d-])", text)
        wrong += [(path.name, p) for p in phones if not p.startswith("0915-0000")]
        wrong += [(path.name, n) for n in re.findall(r"〔20\d\d〕(\d+)号", text) if int(n) < 900]
        wrong += [(path.name, u) for u in re.findall(r"https?://[^\s)\"'<>（）。，]+", text)
                  if not re.search(r"//[^/]*\bexample(?:\.com)?(?:[:/]|$)", u)]  # fmt: skip
        wrong += re.findall(r"[\w.]+@(?!ankang\.example)[\w.]+", text)

    assert wrong == []


def main_text(path: Path) -> str:
    tree = lxml_html.fromstring(path.read_bytes())
    [main] = tree.xpath("//main")
    return re.sub(r"\s+", "", main.text_content())


def test_every_page_says_the_same_in_every_variant(demo: Path) -> None:
    compared, different = 0, []
    for page in sorted(demo.rglob("*.html")):
        route = page.relative_to(demo).as_posix()
        if re.search(r"(?:^|/)(?:elder|accessible)/", route):
            continue
        site, _, rest = route.partition("/")
        base = demo / site if (demo / site / "elder" / rest).is_file() else demo
        inner = rest if base != demo else route
        texts = {main_text(p) for p in (page, base / "elder" / inner, base / "accessible" / inner)}
        compared += 1
        if len(texts) != 1:
            different.append(route)

    assert different == []
    assert compared > 900


def test_every_page_carries_the_government_tags_and_the_footer(demo: Path) -> None:
    wrong = []
    for page in sorted(demo.rglob("*.html")):
        text = page.read_text("utf-8")
        names = re.findall(r'<meta name="([A-Za-z]+)" content="([^"]*)"', text)
        found = dict(names)
        needed = {"SiteName", "SiteDomain", "SiteIDCode"} | (
            set() if 'data-template="moved"' in text else {"ColumnName", "ColumnType"}
        )
        if "ArticleTitle" in found:
            needed |= {"ContentSource"}
        missing = {n for n in needed if not found.get(n)} | {n for n, v in names if v == "null"}
        dates = [v for n, v in names if n == "PubDate"]
        if any(not re.fullmatch(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}", d) for d in dates):
            missing.add("PubDate")
        missing |= {mark for mark in FOOTER if mark not in text}
        if missing or len(set(names)) != len(names):
            wrong.append((page.relative_to(demo).as_posix(), sorted(missing)))

    assert wrong[:5] == []


FOOTER = ("党政机关网站标识", "网站标识码", "ICP备", "公安备案", "主办单位", "联系电话",
          "我为政府网站找错", "网站地图", "适老化")  # fmt: skip
"""The nine items monitoring looks for on every page (standards: 发展指引 附件)."""


def test_nothing_is_inline_and_nothing_comes_from_outside(demo: Path) -> None:
    wrong = []
    for page in sorted(demo.rglob("*.html")):
        text = page.read_text("utf-8")
        found = re.findall(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=", text)
        found += re.findall(
            r'(?:src|<link[^>]*rel="(?:stylesheet|icon)"[^>]*href)="(https?:[^"]*)"', text
        )
        if found or "Content-Security-Policy" not in text:
            wrong.append((page.name, found))

    assert wrong == []


def test_every_inner_link_leads_to_a_file(demo: Path) -> None:
    files = {path.relative_to(demo).as_posix() for path in demo.rglob("*") if path.is_file()}
    dead = set()
    for page in sorted(demo.rglob("*.html")):
        for address in set(re.findall(r'(?:href|src)="(/[^"#?]*)', page.read_text("utf-8"))):
            target = address[1:] + ("index.html" if address.endswith("/") else "")
            if target not in files and not target.startswith("search/index.json"):
                dead.add((page.relative_to(demo).as_posix(), address))

    assert sorted(dead)[:5] == []
