"""Findings for machines: complete, sorted, the same whatever order they came in."""

import json
import random
import xml.etree.ElementTree as ET

import pytest

from govssg.model.finding import Finding, Severity, Span, finding
from govssg.report.findings import Findings
from govssg.report.formats import FORMATS
from govssg.report.places import placed, site_of

PATH = "content/department/health/news/甲,乙.md"


def sample(lines: int = 0) -> tuple[Finding, ...]:
    """Give findings of two sites and of the portal; ``lines`` moves them down."""
    error = Span(PATH, 3 + lines, 1, 5, "titel: 标题")
    again = Span(PATH, 9 + lines, 1, 5, "titel: 标题")
    note = Span("content/county/east/news/b.md", 1 + lines, 1, 1, "---")
    items = (
        finding("F101", error, key="titel", near="title"),
        finding("F101", again, key="titel", near="title"),
        finding("F202", note, Severity.NOTE),
        finding("F110", Span("sites/east.yaml", 2 + lines, 1), Severity.WARNING, key="host"),
        finding("C110", Span("sites/portal.yaml"), reason="50% & <theme>\nzwei"),
    )
    return tuple(sorted(items))


def findings(items: tuple[Finding, ...], fail_on: str = "error") -> Findings:
    return Findings(tuple(sorted(items)), ("east", "health"), "zh", fail_on)


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_does_not_depend_on_the_order_findings_came_in(name: str) -> None:
    items = list(sample())
    random.Random(7).shuffle(items)

    assert FORMATS[name](findings(tuple(items))) == FORMATS[name](findings(sample()))


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_of_nothing_is_still_a_report(name: str) -> None:
    text = FORMATS[name](findings(()))

    if name in {"json", "sarif", "gitlab"}:
        json.loads(text)
    elif name == "junit":
        assert ET.fromstring(text).tag == "testsuites"  # noqa: S314 - our own text
    else:
        assert text == ""


def test_json_has_every_finding_with_words_and_place() -> None:
    value = json.loads(FORMATS["json"](findings(sample())))

    assert value["counts"] == {"error": 3, "warning": 1, "note": 1}
    assert value["failed"] is True
    first = next(f for f in value["findings"] if f["code"] == "F101")
    assert (first["site"], first["path"], first["line"]) == ("health", PATH, 3)
    assert first["hint"].startswith("是不是“title”？")


def test_sarif_is_one_run_worst_first_with_the_site_in_properties() -> None:
    value = json.loads(FORMATS["sarif"](findings(sample())))
    (run,) = value["runs"]
    levels = [result["level"] for result in run["results"]]

    assert value["version"] == "2.1.0"
    assert levels == sorted(levels, key=["error", "warning", "note"].index)
    assert {r["properties"]["site"] for r in run["results"]} == {"", "east", "health"}
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])
    uris = [
        r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in run["results"]
    ]
    assert all(uri.isascii() and "," not in uri for uri in uris)


@pytest.mark.parametrize("name", ["sarif", "gitlab"])
def test_a_fingerprint_survives_lines_put_in_above_and_tells_twins_apart(name: str) -> None:
    def marks(lines: int) -> list[str]:
        value = json.loads(FORMATS[name](findings(sample(lines))))
        if name == "gitlab":
            return [issue["fingerprint"] for issue in value]
        return [r["partialFingerprints"]["govssg/v1"] for r in value["runs"][0]["results"]]

    assert marks(0) == marks(40)
    assert len(set(marks(0))) == len(sample())


def test_junit_has_a_suite_per_site_and_a_case_per_rule() -> None:
    root = ET.fromstring(FORMATS["junit"](findings(sample())))  # noqa: S314 - our own text
    suites = {suite.get("name"): suite for suite in root}
    health = suites["health"]
    failed = [case.get("name") for case in health if case.find("failure") is not None]

    assert sorted(suites) == ["east", "health", "portal"]
    assert failed == ["F101 字段名写错"]
    assert health.get("failures") == "1"
    assert len({case.get("name") for case in health}) == int(health.get("tests") or 0)


def test_junit_fails_only_what_closes_the_gate() -> None:
    root = ET.fromstring(FORMATS["junit"](findings(sample(), "never")))  # noqa: S314

    assert root.findall(".//failure") == []
    assert len(root.findall(".//system-out")) == 4


def test_github_names_the_ten_worst_and_counts_the_rest() -> None:
    many = tuple(
        finding("F103", Span(f"content/county/east/{n:02}.md", 1), key="date") for n in range(12)
    )
    note = finding("F202", Span("content/county/east/00.md", 1), Severity.NOTE)
    lines = FORMATS["github"](findings((note, *many))).splitlines()

    assert len(lines) == 11
    assert all(line.startswith("::error ") for line in lines[:10])
    assert "还有 3 处" in lines[10]


def test_github_commands_cannot_be_broken_out_of() -> None:
    text = FORMATS["github"](findings(sample()))

    assert "file=content/department/health/news/甲%2C乙.md" in text
    assert "50%25 & <theme>%0Azwei" in text
    assert len(text.splitlines()) == len(sample())


def test_the_gate_closes_on_the_severity_asked_for() -> None:
    warning = finding("F110", Span("a.md"), Severity.WARNING, key="x")

    assert not findings((warning,)).failed()
    assert findings((warning,), "warning").failed()
    assert not findings(sample(), "never").failed()


@pytest.mark.parametrize(
    ("path", "site"),
    [
        ("content/county/east/news/a.md", "east"),
        ("sites/east.yaml", "east"),
        ("sites/portal.yaml", ""),
        ("themes/intensive/theme.yaml", ""),
        ("content/stray", ""),
    ],
)
def test_a_finding_belongs_to_the_site_of_its_file(path: str, site: str) -> None:
    assert site_of(path) == site


def test_a_finding_without_a_line_is_placed_where_its_word_stands() -> None:
    text = "name: 东县\ncolumns: [news, nwes]\n"
    found = finding("C109", Span("sites/east.yaml"), column="nwes")
    (shown,) = placed([found], lambda _path: text)

    assert (shown.span.line, shown.span.column, shown.span.length) == (2, 17, 4)
    assert shown.span.excerpt == "columns: [news, nwes]"


def test_a_word_inside_another_word_is_no_place() -> None:
    found = finding("C109", Span("sites/east.yaml"), column="news")
    (shown,) = placed([found], lambda _path: "a: newsletter\nb: my-news\nc: [news]\n")

    assert (shown.span.line, shown.span.column) == (3, 5)


def test_a_finding_whose_file_is_gone_stays_without_a_line() -> None:
    found = finding("C109", Span("sites/east.yaml"), column="nwes")

    assert placed([found], lambda _path: "") == (found,)
