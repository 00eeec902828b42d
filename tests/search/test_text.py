"""Folding and cutting text."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from govssg.search.text import flat, pairs


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("《公積金》 第 2 条", "公积金_第_2_条"),
        ("ＡＢＣ１２３", "abc123"),
        ("⼈⺠政府", "人民政府"),
        ("醫療保險", "医疗保险"),
        ("安政办发〔2026〕901号", "安政办发_2026_901号"),
        ("安政办发[2026]901号", "安政办发_2026_901号"),
        ("长\u200b者\u00ad版", "长者版"),
        ("cafe\u0301", "café"),
        ("著名乾陵", "著名乾陵"),
        ("　。 ", ""),
        ("𠮷野家", "𠮷野家"),
    ],
)
def test_flat_folds_what_readers_take_for_the_same(written: str, meant: str) -> None:
    assert flat(written) == meant


def test_flat_text_does_not_change_when_made_flat_again() -> None:
    text = "《安康市職工醫療保險》⼈⺠ ＡＢＣ、１２３号"
    assert flat(flat(text)) == flat(text)


def test_pairs_overlap_and_keep_gaps() -> None:
    assert pairs("公积金_第") == "公积 积金 金_ _第"
    assert pairs("税") == ""


def test_every_substring_of_two_or_more_is_a_phrase_of_the_pairs() -> None:
    text = flat("安政办发〔2026〕901号，A4 纸")
    words = pairs(text).split()
    for start in range(len(text)):
        for end in range(start + 2, len(text) + 1):
            phrase = pairs(text[start:end]).split()
            windows = [words[at : at + len(phrase)] for at in range(len(words))]
            assert phrase in windows


def test_no_pair_joins_what_a_sign_parts() -> None:
    assert "公积 积金" not in pairs(flat("公积、积金"))


def test_every_radical_is_found_by_its_character() -> None:
    table = Path(__file__).parents[2] / "govssg/search/browser/characters.json"
    characters = json.loads(table.read_text(encoding="utf-8"))
    assert len(characters["from"]) == len(characters["to"]) > 1900
    assert all(a < b for a, b in pairwise(characters["from"]))
    for radical, plain in (("⺠", "民"), ("⻓", "长"), ("⻋", "车"), ("⼝", "口"), ("⽼", "老")):
        assert flat(radical) == plain
