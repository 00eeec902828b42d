"""Every code has its words, and the words fit what the code is told."""

import ast
import functools
import re
import string
from collections import defaultdict
from pathlib import Path

import pytest

from govssg.model.finding import Span, finding
from govssg.report.messages import MESSAGES, hint, message, title

PACKAGE = Path(__file__).resolve().parents[2] / "govssg"
CODE = re.compile(r"[CFLTAGPSX]\d{3}")


@functools.cache
def used_codes() -> dict[str, set[str]]:
    """Give the codes that stand in the sources, with the files they stand in."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.name.startswith("messages"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            value = getattr(node, "value", None) if isinstance(node, ast.Constant) else None
            if isinstance(value, str) and CODE.fullmatch(value):
                found[value].add(path.relative_to(PACKAGE).as_posix())
    return found


def placeholders(text: str) -> set[str]:
    return {name for _text, name, _format, _conversion in string.Formatter().parse(text) if name}


def test_every_code_of_the_sources_has_words() -> None:
    missing = {code: files for code, files in used_codes().items() if code not in MESSAGES}

    assert missing == {}


def test_no_words_are_kept_for_a_code_nobody_uses() -> None:
    assert sorted(set(MESSAGES) - set(used_codes())) == []


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_the_words_are_complete_in_both_languages(code: str) -> None:
    words = MESSAGES[code]
    chinese = re.compile(r"[\u4e00-\u9fff]")

    assert all((words.zh, words.zh_hint, words.en, words.en_hint, words.title))
    assert chinese.search(words.zh)
    assert chinese.search(words.zh_hint)
    assert not chinese.search(words.en)
    assert placeholders(words.en) <= placeholders(words.zh) | placeholders(words.zh_hint)
    assert not words.zh.endswith("。"), "a message is followed by its hint, not by a full stop"


def test_a_message_is_filled_from_the_arguments() -> None:
    found = finding("F114", Span("a.md"), key="title", length=300, limit=200)

    assert message(found, "zh") == "“title”有 300 个字，最多 200 个"
    assert message(found, "en") == "“title” has 300 characters, 200 at most"


def test_a_hint_begins_with_the_nearest_right_word() -> None:
    found = finding("F101", Span("a.md"), key="titel", near="title")

    assert hint(found, "zh") == "是不是“title”？请改成这个名字"
    assert hint(found, "en").startswith("did you mean “title”? ")


def test_without_a_near_word_nobody_is_asked_whether_he_meant_nothing() -> None:
    found = finding("L101", Span("a.md"), target="x.md", near="")

    assert "是不是" not in hint(found, "zh")


def test_braces_in_what_an_editor_wrote_stay_as_they_are() -> None:
    found = finding("L101", Span("a.md"), target="{target.__class__}{0}")

    assert "{target.__class__}{0}" in message(found)


def test_an_unknown_code_or_a_missing_argument_never_crashes_the_report() -> None:
    assert message(finding("Z999", Span("a.md"))) == "Z999"
    assert message(finding("F114", Span("a.md"))) == "“”有  个字，最多  个"
    assert title("Z999") == ""
