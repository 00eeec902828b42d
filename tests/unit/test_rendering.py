"""Rendering: our cheaper way to print gives what Jinja's own gives, in every variant."""

import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateError, UndefinedError
from markupsafe import Markup
from msgspec import Struct

from govssg.model.portal import VARIANTS
from govssg.model.theme import ThemeSource
from govssg.model.view import SLOT, LinkView, PageView
from govssg.theme.environment import FILTERS, environment
from govssg.theme.renderer import SiteRenderer, Theme

TEMPLATES = {
    "main/plain.html": "<h1>{{ page.heading }}</h1>\n{{ page.title|safe }}",
    "main/broken.html": "one\n{{ page.title }}\n{{ page.nothing }}\n",
    "parts/head.html": "<title>{{ page.title }}</title>",
    "parts/breadcrumbs.html": "{% for link in page.breadcrumbs %}{{ link.href }}{% endfor %}",
    "parts/item.html": (
        "{% macro item(value) %}<i>{{ value }}"
        "{% if caller is defined %}{{ caller() }}{% endif %}</i>{% endmacro %}"
    ),
    "parts/included.html": "[{{ value }}{{ inner|default('') }}{{ range(2)|list }}]",
    "any.html": (
        '{% from "parts/item.html" import item %}{% set kept %}<u>{{ value }}</u>{% endset %}'
        '{% set inner = value %}{{ value }}{{ kept }}{{ item(value) }}{{ value ~ "<" }}'
        '{% call item(kept) %}{{ value }}&{% endcall %}{% include "parts/included.html" %}'
        "{% for one in [value] %}{{ loop.index }}{{ one|upper }}{{ one|string|safe }}{% endfor %}"
        "{{ dict(a=value).a }}"
    ),
} | {
    f"layouts/{variant.id}.html": (
        "{{ section }}|{{ head }}|{{ breadcrumbs }}|{{ main }}|{{ site.href }}"
        "{% for form in variants %}|{{ form.href }}{% endfor %}"
    )
    for variant in VARIANTS
}

SOURCE = ThemeSource("t", "themes/t", tuple(TEMPLATES.items()), (), ())


class Chrome(Struct, frozen=True):
    href: str = f"/site{SLOT}/"


def plain_environment() -> Environment:
    """Give the environment as Jinja makes it, with our settings."""
    made = Environment(
        loader=FunctionLoader(TEMPLATES.get),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(FILTERS)
    return made


class Html:
    """Says itself how it is printed."""

    def __html__(self) -> str:
        return "<b>&</b>"


class Text(str):
    __slots__ = ()


VALUES = st.one_of(
    st.text(st.sampled_from("a政<>&\"'\x01 ")),
    st.text(st.sampled_from("a政<>&\"'")).map(Markup),
    st.text(st.sampled_from("a<&")).map(Text),
    st.integers(),
    st.none(),
    st.lists(st.text(st.sampled_from("<'")), max_size=2),
    st.just(Html()),
)


@given(VALUES)
def test_any_value_is_printed_as_jinja_prints_it(value: object) -> None:
    ours = environment(SOURCE).get_template("any.html").render(value=value)
    assert ours == plain_environment().get_template("any.html").render(value=value)


@pytest.mark.parametrize("text", ["{{ nothing }}", "{{ nothing.more }}", "{{ value.nothing }}"])
def test_a_missing_value_is_an_error(text: str) -> None:
    with pytest.raises(UndefinedError):
        environment(SOURCE).from_string(text).render(value="x")


def test_a_template_does_not_see_the_names_of_another() -> None:
    made = environment(SOURCE)
    made.from_string("{% set left = 1 %}{{ left }}").render()
    with pytest.raises(UndefinedError):
        made.from_string("{{ left }}").render()


def view(template: str = "plain", **more: object) -> PageView:
    named = {
        "title": "<b>题</b>",
        "heading": f"a & b {SLOT}",
        "href": f'/site{SLOT}/a&"b.html',
        "canonical": "https://www.example.com/a.html",
        "breadcrumbs": (LinkView("首页", f"/site{SLOT}/"),),
        "section": "news",
    }
    return PageView(template=template, **(named | more))  # type: ignore[arg-type]


def test_a_page_is_its_parts_in_the_layout_of_each_variant() -> None:
    renderer = SiteRenderer(Theme(SOURCE, VARIANTS), Chrome())  # type: ignore[arg-type]
    for section in ("news", "policy"):
        pages = renderer.page(view(section=section))
        assert list(pages) == [variant.id for variant in VARIANTS]
        for variant in VARIANTS:
            forms = (f"/site{other.prefix}/a&amp;&#34;b.html" for other in VARIANTS)
            here = f"/site{variant.prefix}/"
            assert pages[variant.id].decode().split("|") == [
                section,
                "<title>&lt;b&gt;题&lt;/b&gt;</title>",
                here,
                f"<h1>a &amp; b {variant.prefix}</h1>\n<b>题</b>",
                here,
                *forms,
            ]


def test_a_failing_template_names_its_own_line() -> None:
    renderer = SiteRenderer(Theme(SOURCE, VARIANTS), Chrome())  # type: ignore[arg-type]
    with pytest.raises(TemplateError) as raised:
        renderer.page(view("broken"))
    frames = traceback.extract_tb(raised.value.__traceback__)
    assert ("main/broken.html", 3) in [(frame.filename, frame.lineno) for frame in frames]
