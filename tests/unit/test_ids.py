from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from project import Project

from govssg.catalog.ids import Target, _resolve, resolve
from govssg.model.paths import href, published_path, route, unsafe_segment
from govssg.read.config import read_configuration

SITES = frozenset({"city", "health"})


@pytest.mark.parametrize(
    ("written", "form", "target_id", "fragment"),
    [
        ("b.md", "document", "city:news/b.md", ""),
        ("./b.md", "document", "city:news/b.md", ""),
        ("../policy/p.md#三", "document", "city:policy/p.md", "三"),
        ("/policy/p.md", "document", "city:policy/p.md", ""),
        ("health:guide/g.md", "document", "health:guide/g.md", ""),
        ("health:/guide/g.md", "document", "health:guide/g.md", ""),
        ("%E4%B8%AD.md", "document", "city:news/中.md", ""),
        ("b.html", "document", "city:news/b.md", ""),
        ("../policy/", "column", "city:policy", ""),
        ("health:", "column", "health:", ""),
        ("/", "column", "city:", ""),
        ("table.xlsx", "file", "city:news/table.xlsx", ""),
        ("#部分", "anchor", ":", "部分"),
        ("https://www.example.com/", "external", ":https://www.example.com/", ""),
        ("tel:12345", "external", ":tel:12345", ""),
        ("javascript:alert(1)", "unsafe", ":javascript:alert(1)", ""),
        ("nosuchsite:a.md", "unsafe", ":nosuchsite:a.md", ""),
        ("//evil.example/", "unsafe", "://evil.example/", ""),
        ("../../../etc/passwd", "outside", "city:../../../etc/passwd", ""),
        ("..\\x.md", "outside", "city:..\\x.md", ""),
    ],
)
def test_a_target_resolves(written: str, form: str, target_id: str, fragment: str) -> None:
    found = resolve(written, "city", "news", SITES)

    assert (found.form, found.id, found.fragment) == (form, target_id, fragment)


@given(st.text(max_size=60))
def test_no_target_climbs_out_of_its_site(written: str) -> None:
    found: Target = resolve(written, "city", "news/deep", SITES)

    if found.form in {"document", "column", "file"}:
        assert ".." not in found.path.split("/")
        assert not found.path.startswith("/")


@pytest.mark.parametrize(
    ("path", "slug", "published"),
    [
        ("news/a.md", "", "news/a.html"),
        ("news/a.md", "b", "news/b.html"),
        ("news/a/index.md", "", "news/a/index.html"),
        ("a.md", "", "a.html"),
        ("news/_index.md", "", "news/index.html"),
    ],
)
def test_a_content_path_has_one_published_path(path: str, slug: str, published: str) -> None:
    assert published_path(path, slug) == published


@pytest.mark.parametrize(
    "path",
    [
        "../a.md",
        "a/../b.md",
        ".hidden.md",
        "a//b.md",
        "a\x00.md",
        "con.md",
        "a?.md",
        "a\u202eb.md",
        "-rf.md",
        "~root/a.md",
        " a.md",
        "a.md ",
        "e\u0301.md",
        "a|b.md",
        "長" * 130,
    ],
)
def test_a_path_that_is_not_safe_everywhere_is_refused(path: str) -> None:
    assert unsafe_segment(path) != ""


def test_a_plain_path_is_fine() -> None:
    assert unsafe_segment("zwgk/2026-11/关于印发〔2026〕1号.md") == ""


def test_addresses_carry_the_variant_slot(portal: Callable[[], Project]) -> None:
    found = read_configuration(portal().snapshot()).portal
    site = found.site("health") if found else None

    assert site is not None

    assert href(site, "news/index.html") == "/health\x01/news/"
    assert href(site, "index.html") == "/health\x01/"
    assert route(site, "news/a.html", "/elder") == "health/elder/news/a.html"


@given(
    st.text("ab.-_/:#?%甲Z09 ~\\", max_size=14).flatmap(
        lambda text: st.sampled_from((text, f"{text}.md", f"city:{text}.md"))
    ),
    st.sampled_from(("", "news", "news/deep")),
)
def test_the_short_way_for_plain_targets_leads_where_the_long_one_does(
    written: str, folder: str
) -> None:
    assert resolve(written, "city", folder, SITES) == _resolve(
        written.strip(), "city", folder, SITES
    )
