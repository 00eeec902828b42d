"""Every code has a page, and the page tells the truth: its bad sample is bad, its good one good."""

import re
import string

import pytest
from checks.samples import PAGES, Sample, coded, page_samples

from govssg.report.messages import MESSAGES, hint, message

WITHOUT_SAMPLES = frozenset({"S101"})
"""Depends on the machine, not on the sources."""

CODES = sorted(set(MESSAGES) - WITHOUT_SAMPLES)
PLACEHOLDER = re.compile(r"[‹›{}]")


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    pages = {page.stem for page in PAGES.glob("*.md")} - {"README"}

    assert pages == set(MESSAGES)


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_a_page_is_headed_by_the_name_of_its_rule(code: str) -> None:
    first = (PAGES / f"{code}.md").read_text("utf-8").splitlines()[0]

    assert first == f"# {code} {MESSAGES[code].title}"


@pytest.mark.parametrize("code", CODES)
def test_the_bad_sample_gives_the_code_in_complete_sentences(code: str) -> None:
    found = coded(code, "bad")

    assert found
    words = MESSAGES[code]
    for text in (words.zh, words.zh_hint, words.en, words.en_hint):
        names = {name for _t, name, _f, _c in string.Formatter().parse(text) if name}
        given = {name for name, value in found[0].arguments if value}
        assert names <= given | OPTIONAL.get(code, set()), found[0].arguments
    assert not PLACEHOLDER.search(message(found[0]))
    assert hint(found[0], "en")


OPTIONAL = {"F103": {"kind"}, "F013": {"reason"}}
"""What a sentence reads well without."""


@pytest.mark.parametrize("code", CODES)
def test_the_good_sample_does_not_give_the_code(code: str) -> None:
    assert coded(code, "good") == []


@pytest.mark.parametrize("code", CODES)
def test_the_severity_on_the_page_is_that_of_the_finding(code: str) -> None:
    text = (PAGES / f"{code}.md").read_text("utf-8")
    found = coded(code, "bad")

    assert re.search(r"^\*(\w+)\* · ", text, re.MULTILINE)[1] == found[0].severity.value  # type: ignore[index]


@pytest.mark.parametrize("code", CODES)
def test_the_two_samples_differ_and_show_files(code: str) -> None:
    samples = page_samples(PAGES / f"{code}.md")

    assert sorted(samples) == ["bad", "good"]
    assert samples["bad"] != samples["good"]
    assert all(isinstance(sample, Sample) and sample.files for sample in samples.values())


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_a_page_quotes_what_is_said_today(code: str) -> None:
    text = (PAGES / f"{code}.md").read_text("utf-8")
    words = MESSAGES[code]
    for sentence in (words.zh, words.zh_hint, words.en, words.en_hint):
        shown = re.sub(r"(?<!\{)\{(\w+)\}(?!\})", r"‹\1›", sentence)

        assert f"> {shown.replace('{{', '{').replace('}}', '}')}" in text


def test_the_overview_lists_every_code_with_name_and_severity() -> None:
    overview = (PAGES / "README.md").read_text("utf-8")
    listed = re.findall(r"^\| \[(\w+)\]\((\w+)\.md\) \| (.+?) \| (\w+) \|$", overview, re.MULTILINE)
    severities = {
        code: re.search(r"^\*(\w+)\* · ", (PAGES / f"{code}.md").read_text("utf-8"), re.MULTILINE)
        for code in MESSAGES
    }

    assert [row[0] for row in listed if row[0] != row[1]] == []
    assert {row[0]: row[2] for row in listed} == {c: w.title for c, w in MESSAGES.items()}
    assert {row[0]: row[3] for row in listed} == {c: m and m[1] for c, m in severities.items()}
