"""Rules over the portal and the theme where a sample on a page is not enough."""

from pathlib import Path

import pytest
from project import CLOCK, PortalMaker, Project, article

from govssg.check.dry_plan import known_rows
from govssg.check.portal_rules import portal_findings
from govssg.check.theme import contracts, theme_findings
from govssg.check.working_days import days_between, working_days
from govssg.model.finding import Finding
from govssg.model.portal import VARIANTS
from govssg.model.theme import ThemeSource
from govssg.prepare import prepare
from govssg.read.snapshot import Memory
from govssg.read.theme import read_theme
from govssg.report.progress import Quiet
from govssg.theme.environment import environment
from govssg.theme.renderer import Theme
from govssg.theme.types import type_findings


def rules(project: Project, clock: str = CLOCK) -> list[tuple[str, str]]:
    scene = prepare(project.snapshot(), project.settings(), Quiet()).scene
    assert scene is not None
    return [(found.code, found.span.path) for found in portal_findings(scene.catalog, clock)]


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2026-11-16", "2026-11-16", 0),  # Monday
        ("2026-11-16", "2026-11-19", 3),
        ("2026-11-20", "2026-11-23", 1),  # Friday to Monday
        ("2026-11-20", "2026-11-25", 3),
        ("2026-11-21", "2026-11-22", 0),  # a weekend
        ("2026-11-21", "2026-11-24", 2),
        ("2026-11-02 09:00", "2026-11-30 18:00", 20),
        ("2026-11-19", "2026-11-16", 0),
    ],
)
def test_working_days_are_mondays_to_fridays(start: str, end: str, days: int) -> None:
    assert working_days(start, end) == days


def test_days_between_cross_months_and_leap_days() -> None:
    assert days_between("2024-02-28", "2024-03-01") == 2


def test_a_column_is_stale_only_after_its_last_day(portal: PortalMaker) -> None:
    project = portal(
        "-- sites/east.yaml --\nname: 东县\nclass: county\n"
        "columns: [{path: news, name: 动态, freshness: 14}]\n"
        "-- content/county/east/news/a.md --\n" + article("甲", "2026-11-08 09:00")
    )

    assert ("G302", "sites/east.yaml") not in rules(project, "2026-11-22 23:59")
    assert ("G302", "sites/east.yaml") in rules(project, "2026-11-23 00:00")


def test_an_empty_column_is_named_where_it_is_declared(portal: PortalMaker) -> None:
    index = "content/county/east/notices/_index.md"
    project = portal(f"-- {index} --\n---\ntitle: 公告\n---\n")

    assert ("G301", index) in rules(project)
    assert ("G301", "sites/east.yaml") in rules(project)


def test_what_a_column_receives_keeps_it_from_being_empty(portal: PortalMaker) -> None:
    text = (
        "-- sites/city.yaml --\nname: 某市\nclass: portal\n"
        "columns: [{path: news, name: 动态, accept: [{sites: [east]}]}]\n"
        "-- content/county/east/news/a.md --\n"
    )
    shared = article().replace("source:", "share: [city]\nsource:")

    assert ("G301", "sites/city.yaml") not in rules(portal(text + shared))
    assert ("G303", "content/county/east/news/a.md") not in rules(portal(text + shared))


def test_a_share_with_the_own_site_only_is_noted(portal: PortalMaker) -> None:
    shared = article().replace("source:", "share: [east]\nsource:")
    project = portal(f"-- content/county/east/news/a.md --\n{shared}")

    assert ("G303", "content/county/east/news/a.md") in rules(project)


def test_equal_titles_in_different_columns_or_sites_are_fine(portal: PortalMaker) -> None:
    same = article("节假日安排")
    project = portal(
        f"-- content/county/east/news/a.md --\n{same}"
        f"-- content/department/health/news/a.md --\n{same}"
        f"-- content/county/east/other/a.md --\n{same}"
    )

    assert [code for code, _path in rules(project) if code == "G304"] == []


def theme_with(**templates: str) -> ThemeSource:
    """Give the shipped theme with some of its templates replaced (``main__article``)."""
    shipped = read_theme(Memory({}), "intensive")
    named = {f"{name.replace('__', '/')}.html": text for name, text in templates.items()}
    texts = {**dict(shipped.templates), **named}
    return ThemeSource(
        shipped.name, shipped.root, tuple(sorted(texts.items())), shipped.styles, shipped.files
    )


def typed(**templates: str) -> list[Finding]:
    theme = theme_with(**templates)
    return list(type_findings(theme, environment(theme), contracts()))


def test_the_shipped_theme_is_without_a_finding() -> None:
    assert theme_findings(Theme(theme_with(), VARIANTS)) == ()


def test_every_template_a_page_can_have_is_checked() -> None:
    names = {name for name, _text in theme_with().templates if name.startswith("main/")}

    assert names <= set(contracts())


@pytest.mark.parametrize(
    ("text", "view", "field", "near"),
    [
        ("{{ page.titel }}", "ArticleView", "titel", "title"),
        ("{{ site.footer.phon }}", "FooterView", "phon", "phone"),
        ("{% for x in page.related %}{{ x.hrf }}{% endfor %}", "ItemView", "hrf", "href"),
        ("{% set x = page.previous %}{{ x.tite }}", "ItemView", "tite", "title"),
        ("{{ page.related[0].dat }}", "ItemView", "dat", "date"),
        ("{% if page.bodyy %}{% endif %}", "ArticleView", "bodyy", "body"),
        (
            "{{ (page.previous if page.previous else page.following).tite }}",
            "ItemView",
            "tite",
            "title",
        ),
        ("{{ page.meta|length }}{{ page.kewords|join }}", "ArticleView", "kewords", "keywords"),
        (
            "{% macro m(p) %}{{ p.titel }}{% endmacro %}{{ m(page) }}",
            "ArticleView",
            "titel",
            "title",
        ),
        (
            "{% macro m(p) %}{{ p.titel }}{% endmacro %}{{ m(p=page) }}",
            "ArticleView",
            "titel",
            "title",
        ),
    ],
)
def test_a_field_the_view_lacks_is_found_without_rendering(
    text: str, view: str, field: str, near: str
) -> None:
    (found,) = typed(main__article=f"<h1>标题</h1>\n{text}")

    assert dict(found.arguments) == {"view": view, "name": field, "near": near}
    assert found.span.path == "themes/intensive/templates/main/article.html"
    assert found.span.line == 2
    marked = found.span.excerpt[found.span.column - 1 :][: found.span.length]
    assert marked == field


@pytest.mark.parametrize(
    "text",
    [
        "{{ page.title.upper() }}",
        "{{ page.related[0].fact('docNumber') }}",
        "{% for k, v in [] %}{{ v.anything }}{% endfor %}",
        "{% for x in page.related|sort %}{{ x.whatever }}{% endfor %}",
        "{{ loop }}{{ unknown.field }}",
        "{% macro m(p) %}{{ p.titel }}{% endmacro %}",
    ],
)
def test_what_cannot_be_typed_is_left_alone(text: str) -> None:
    assert typed(main__article=text) == []


def test_a_mistake_in_an_imported_macro_is_found_through_its_call() -> None:
    found = typed(
        parts__extra="{% macro line(item) %}{{ item.tilte }}{% endmacro %}",
        main__article='{% from "parts/extra.html" import line %}{{ line(page.previous) }}',
    )

    assert [(f.span.path, dict(f.arguments)["name"]) for f in found] == [
        ("themes/intensive/templates/parts/extra.html", "tilte")
    ]


def test_a_mistake_in_an_included_part_is_found_with_the_types_in_scope() -> None:
    found = typed(
        parts__extra="{{ page.titel }}",
        main__article='{% include "parts/extra.html" %}',
    )

    assert [f.span.path for f in found] == ["themes/intensive/templates/parts/extra.html"]


def test_macros_that_call_themselves_do_not_hang_the_check() -> None:
    text = "{% macro m(p) %}{{ m(p) }}{{ p.titel }}{% endmacro %}{{ m(page) }}"

    assert len(typed(main__article=text)) == 1


def test_a_tree_that_was_never_built_knows_no_rows(tmp_path: Path) -> None:
    assert known_rows(tmp_path, "east", ()) == {}
