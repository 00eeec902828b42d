"""Findings as text: places, carets under Chinese characters, colours, hostile characters."""

import io

import pytest

from govssg.model.finding import Finding, Severity, Span, excerpt_span, finding
from govssg.report.findings import Findings
from govssg.report.text import finding_lines, text_report, wants_colour
from govssg.report.width import MAXIMUM, cells, marked


def at(line: str, column: int, length: int) -> Finding:
    span = excerpt_span("content/a.md", f"---\n{line}\n", 2, column, length)
    return finding("F101", span, key="标提", near="标题")


def test_a_finding_is_shown_with_place_line_carets_and_hint() -> None:
    text = "title: 关于[表格](表格.md)的通知"
    span = excerpt_span("content/a.md", text, 1, 15, 5)
    found = finding("L101", span, target="表格.md", near="news/表格.md")

    assert finding_lines(found, "zh")[:3] == [
        "content/a.md:1:15: 错误 L101 链接指向的“表格.md”不存在",
        "  1 | title: 关于[表格](表格.md)的通知",
        "    |                   ^^^^^^^",
    ]
    assert finding_lines(found, "zh")[3].startswith(
        "  = 提示：是不是“news/表格.md”？请核对文件名；"
    )


@pytest.mark.parametrize(
    ("line", "column", "length"),
    [
        ("标提: 甲", 1, 2),
        ("a标提: 甲", 2, 2),
        ("，，标提", 3, 2),
        ("\ttitel: x", 2, 5),
        ("e\u0301标提", 3, 2),
        ("ｆｕｌｌ标提", 5, 2),
    ],
)
def test_carets_stand_under_the_marked_characters(line: str, column: int, length: int) -> None:
    shown, carets = marked(line, column, length)
    expanded = line.replace("\t", "    ")
    start = cells(line[: column - 1].replace("\t", "    "))
    width = cells(line[column - 1 : column - 1 + length])

    assert shown == expanded
    assert carets == " " * start + "^" * width


def test_a_long_line_is_shown_around_the_marked_place() -> None:
    line = "开头" + "很长" * 200 + "这里" + "尾巴" * 200
    column = line.index("这里") + 1
    shown, carets = marked(line, column, 2)

    assert cells(shown) <= MAXIMUM + 1
    assert "这里" in shown
    position = cells(shown[: shown.index("这里")])
    assert carets == " " * position + "^" * 4


def test_carets_never_reach_beyond_a_cut_line() -> None:
    shown, carets = marked("长" * 500, 1, 500)

    assert len(carets) <= cells(shown)


@pytest.mark.parametrize("column", [0, 1, 7, 99])
def test_a_place_beside_the_line_still_gives_a_caret(column: int) -> None:
    _shown, carets = marked("短行", column, 3)

    assert "^" in carets


def test_control_characters_of_a_source_cannot_reach_the_terminal() -> None:
    span = Span("content/\x1b[2J.md", 1, 1, 3, "\x1b[31m红\u202e反")
    found = finding("F101", span, key="\x1b]0;x\x07", near="")

    text = "\n".join(finding_lines(found))
    assert not any(character in text for character in "\x1b\x07\u202e")


def test_a_finding_about_a_whole_file_has_no_numbers_and_no_source_line() -> None:
    lines = finding_lines(finding("F204", Span("content/a.md"), size=3, limit=2))

    assert lines[0].startswith("content/a.md: 错误 F204 ")
    assert len(lines) == 2


def test_the_report_ends_with_a_count_worst_first() -> None:
    notes = finding("F202", Span("b.md"), Severity.NOTE)
    report = text_report(Findings((at("标提: 甲", 1, 2), notes)))

    assert report.endswith("\n\n1 个错误，1 个提醒\n")
    assert text_report(Findings(())) == ""


def test_english_counts_have_their_plural() -> None:
    items = (at("a", 1, 1), at("b", 1, 1), finding("F202", Span("b.md"), Severity.NOTE))

    assert text_report(Findings(items, language="en")).endswith("\n\n2 errors, 1 note\n")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "environment", "expected"),
    [
        (Terminal(), {}, True),
        (io.StringIO(), {}, False),
        (Terminal(), {"NO_COLOR": "1"}, False),
        (Terminal(), {"TERM": "dumb"}, False),
        (io.StringIO(), {"CLICOLOR_FORCE": "1"}, True),
        (io.StringIO(), {"CLICOLOR_FORCE": "0"}, False),
        (Terminal(), {"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colours_follow_the_terminal_and_the_two_variables(
    stream: io.StringIO, environment: dict[str, str], expected: bool
) -> None:
    assert wants_colour(stream, environment) is expected


def test_colour_changes_nothing_but_colour() -> None:
    plain = "\n".join(finding_lines(at("标提: 甲", 1, 2)))
    coloured = "\n".join(finding_lines(at("标提: 甲", 1, 2), colour=True))

    assert coloured != plain
    assert coloured.replace("\x1b[31;1m", "").replace("\x1b[0m", "") == plain
