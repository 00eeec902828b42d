"""Recall: what the search finds is exactly what the pages say."""

import random
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from search.conftest import Served
from search.truth import Truth, expected, truths

pytestmark = pytest.mark.browser

FIND = """async ([queries, site]) => {
  const href = new URL("/search/index.json", location.href);
  const manifest = await (await fetch(href)).json();
  const engine = await import(new URL(`${manifest.engine}engine.js`, href).href);
  const index = await engine.open(href.href, manifest);
  const answers = [];
  for (const query of queries) {
    const { hits, missing } = await index.all(query, site);
    answers.push([hits.map((hit) => index.href(hit, "")), missing]);
  }
  return answers;
}"""


@pytest.fixture(scope="module")
def every(searchable_portal: Path) -> list[Truth]:
    found = truths(searchable_portal)
    assert len(found) > 400
    return found


def find(page: Page, served: Served, queries: list[str], site: str = "") -> list[list[str]]:
    page.goto(f"{served.origin}/search/")
    answers: Any = page.evaluate(FIND, [queries, site])
    assert not any(missing for _hits, missing in answers)
    return [hits for hits, _missing in answers]


def substrings(every: list[Truth], count: int) -> list[str]:
    """Give stretches of two to six characters out of the pages, the same at each run."""
    chance = random.Random(20261122)
    found: list[str] = []
    while len(found) < count:
        word = chance.choice(chance.choice(every).text.split())
        length = chance.randint(2, 6)
        if len(word) >= length:
            start = chance.randrange(len(word) - length + 1)
            found.append(word[start : start + length])
    return found


def numbers(every: list[Truth], pattern: str, count: int) -> list[str]:
    found = sorted({match for truth in every for match in re.findall(pattern, truth.text)})
    assert len(found) >= count, pattern
    return random.Random(7).sample(found, count)


def wrong(every: list[Truth], queries: list[str], answers: list[list[str]]) -> dict[str, Any]:
    """Give the queries that missed pages, or found too much."""
    pairs = zip(queries, answers, strict=True)
    found = {query: (expected(every, query), set(hits)) for query, hits in pairs}
    return {
        query: {"missed": sorted(true - hits)[:3], "too much": sorted(hits - true)[:3]}
        for query, (true, hits) in found.items()
        if true != hits
    }


def test_any_stretch_of_any_page_finds_all_pages_with_it_and_no_other(
    page: Page, served: Served, every: list[Truth]
) -> None:
    queries = substrings(every, 240)
    queries += numbers(every, r"\d{2,4}", 12)
    queries += numbers(every, r"[a-z]{2,}", 6)
    answers = find(page, served, queries)
    assert wrong(every, queries, answers) == {}
    assert all(answers)
    assert sum(1 for hits in answers if len(hits) < len(every) / 4) > 200, "queries must choose"


def test_a_document_number_finds_its_document_in_any_brackets(
    page: Page, served: Served, every: list[Truth]
) -> None:
    known = numbers(every, r"\w+发 20\d\d \d+号", 20)
    queries = [
        re.sub(r" (\d+) ", form, number) for number in known for form in (r"〔\1〕", r"[\1]")
    ]
    assert wrong(every, queries, find(page, served, queries)) == {}


def test_several_words_must_all_be_there(page: Page, served: Served, every: list[Truth]) -> None:
    words = substrings(every, 40)
    queries = [f"{a} {b}" for a, b in zip(words[::2], words[1::2], strict=True)]
    queries += ["医保 门诊", "公积金　租房", "2026 汉滨"]
    answers = find(page, served, queries)
    assert wrong(every, queries, answers) == {}
    assert any(answers)


def test_every_title_finds_its_own_page_first(
    page: Page, served: Served, every: list[Truth]
) -> None:
    some = random.Random(3).sample(every, 40)
    answers = find(page, served, [truth.title.replace(" ", "，") for truth in some])
    by_href = {truth.href: truth.title for truth in every}
    first = [by_href[hits[0]] if hits else "" for hits in answers]
    assert first == [truth.title for truth in some]


def test_a_long_sentence_is_found_where_it_stands(
    page: Page, served: Served, every: list[Truth]
) -> None:
    long = [word for truth in every for word in truth.text.split() if 14 <= len(word) <= 40]
    queries = random.Random(5).sample(sorted(set(long)), 12)
    queries.append(queries[0][:6] + queries[1][-6:])
    answers = find(page, served, queries)
    assert wrong(every, queries, answers) == {}
    assert not answers[-1]


def test_a_site_finds_its_own_pages_only(page: Page, served: Served, every: list[Truth]) -> None:
    own = [truth for truth in every if truth.href.startswith("/ybj/")]
    queries = substrings(own, 25)
    assert wrong(own, queries, find(page, served, queries, "ybj")) == {}


def test_full_width_traditional_and_radical_forms_find_the_same(page: Page, served: Served) -> None:
    simplified, traditional = find(page, served, ["医疗保险", "醫療保險"])
    assert simplified == traditional != []
    digits, wide = find(page, served, ["2026年", "２０２６年"])
    assert digits == wide != []
    people, radical = find(page, served, ["人民政府", "⼈⺠政府"])
    assert people == radical != []


def test_a_single_character_finds_titles(page: Page, served: Served, every: list[Truth]) -> None:
    (hits,) = find(page, served, ["茶"])
    assert set(hits) == {truth.href for truth in every if "茶" in truth.title} != set()


def test_what_nobody_says_finds_nothing(page: Page, served: Served) -> None:
    nothing = ["齉龘", "", "  ", "，。", "公积金 齉龘"]
    assert find(page, served, nothing) == [[], [], [], [], []]
