"""What a build did and why, in words."""

import pytest

from govssg.check.theme import contracts
from govssg.model.finding import Span, finding
from govssg.model.output import Reason
from govssg.report.build_summary import Outcome, summary
from govssg.report.parts import counted_parts, counted_reasons, form_of, part_name, part_names

REASONS = (
    Reason("east", "index.html", ("news",)),
    Reason("east", "news/a.html", ("body", "summary")),
    Reason("east", "news/index.html", ("items",)),
    Reason("east", "news/list-2.html", ("items",)),
    Reason("east", "map/index.html", ("columns",)),
    Reason("east", "feed.xml", ("items",)),
    Reason("east", "news/gone.html", ("removed",)),
)


def outcome(**more: object) -> Outcome:
    values: dict[str, object] = {
        "sites": 3, "documents": 12, "parsed": 1, "planned": 40, "sites_planned": 1, "written": 9,
        "removed": 0, "indexed": 0, "reasons": (), "findings": (), "seconds": 0.64, "tree": "build",
    }  # fmt: skip
    return Outcome(**(values | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("index.html", "home"),
        ("news/index.html", "list"),
        ("news/list-12.html", "list"),
        ("news/listing.html", "page"),
        ("news/a.html", "page"),
        ("search/index.html", "system"),
        ("404.html", "system"),
        ("feed.xml", "file"),
        ("assets/site.abc.css", "file"),
    ],
)
def test_a_path_says_what_kind_of_page_it_is(path: str, form: str) -> None:
    assert form_of(path) == form


def test_pages_are_counted_by_what_they_are_without_the_removed() -> None:
    assert counted_reasons(REASONS) == "1 个首页、2 个列表、1 篇文章、1 个系统页、1 个文件"
    assert counted_reasons(REASONS[-1:]) == ""


def test_the_parts_that_changed_most_come_first() -> None:
    assert counted_parts(REASONS, most=2) == "列表条目 3、正文 1"


def test_a_part_nobody_named_goes_by_its_own_name() -> None:
    assert part_name("title") == "标题"
    assert part_name("zebra") == "zebra"
    assert part_names(("title", "zebra"), "en") == "title, zebra"


def test_every_field_of_every_view_has_a_chinese_name() -> None:
    pages = [kinds for name, kinds in contracts().items() if name.startswith(("main/", "files/"))]
    views = {view for kinds in pages for name, view in kinds.items() if name != "site"}
    fields = {field for view in views for field in getattr(view, "__struct_fields__", ())}

    assert sorted(field for field in fields if part_name(field) == field) == []


def test_the_summary_says_what_was_built_and_why() -> None:
    text = summary(outcome(reasons=REASONS))

    assert text.splitlines()[0] == "3 个站点，12 篇文档，用时 0.6 秒。"
    assert "重新生成 1 个首页、2 个列表、" in text
    assert "（列表条目 3、" in text


def test_a_build_with_nothing_to_do_says_so_in_both_languages() -> None:
    assert "没有需要重新生成的页面。" in summary(outcome())
    assert "Nothing had to be built again." in summary(outcome(), "en")


def test_the_summary_counts_findings_by_code() -> None:
    twice = tuple(finding("L101", Span(f"{n}.md"), target="x") for n in range(2))

    assert summary(outcome(findings=twice)).splitlines()[-1] == "  L101 error       2  链接失效"
