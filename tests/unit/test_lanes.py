"""The law *lanes agree*: what a fast lane reads equals the reference; the rest is sent to it."""

import re
import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from lanes import is_fast, is_flat, shares
from markdown_it.common.normalize_url import normalizeLink, validateLink
from markdown_it.common.utils import escapeHtml, isMdAsciiPunct, isPunctChar, isWhiteSpace
from yaml import ScalarNode
from yaml.resolver import Resolver

from govssg.parse.markdown import render_by_reference
from govssg.parse.markdown.characters import is_han, is_punctuation, is_space
from govssg.parse.markdown.dialect import escape_html
from govssg.parse.markdown.lane_inline import _SIMPLE_TARGET
from govssg.parse.text import SourceText, decode
from govssg.read.flat_yaml import parse_flat
from govssg.read.yaml import YamlError, yaml_1_1_type

ROOT = Path(__file__).resolve().parents[2]

PIECES = (
    "甲", "乙方", "。", "，", "a", "B2", " ", "  ", "\n", "\n\n", "　　", "**", "*", "_", "~~",
    "`", "[", "](", ")", "[文](a.md)", "[x](http://a.gov.cn/b?c=1)", "[i](http://例子.中国/)",
    "[更多](b.md)", "[m](mailto:a@b.c)", "[s](rsj:bszn/x.md#甲)", "[j](javascript:x)",
    "[e](https://e.com/)", "[u](A/B.md)", "[r](shi:zwgk/a1.md)", "[甲]", "!", "]:",
    "![图](t.png)", "![](x)", '![图](t.png "题")', "![d](data:image/png;base64,x)", "# ", "## ",
    "#### ", "## 标题\n", "- ", "* ", "- 项\n- 项二\n", "1. 一\n2. 二\n", "3) ",
    "| a | b |\n|---|--:|\n| c | d |\n", "Table: 表名\n", "表：名\n", "|", "---", "\n---\n",
    "===", "> ", "::: notice 题\n", "::: steps\n1. 甲\n:::\n", ":::\n", ": ", "甲\n: 乙\n", "\t",
    "&", "<", "<p>甲</p>\n", "<!-- c -->\n", "<b>", "\\", "{#x}", "[^1]", '"', "'", ">", "“", "”",
    "…", "2026", ".", "\u00a0", "\u200b", "\u2028", "é", "😀",
)  # fmt: skip
LINES = (
    "title: ", "a", "甲", "乙：", ": ", ":", " ", "\n", "k: v\n", "x: [a, b]\n", "y: {a: b}\n",
    "z:\n", "- ", "- a\n", "  - b\n", "[", "]", "{", "}", ", ", '"', "'", "'q'", '"q"', " #", "#",
    "&", "*", "!", "|", ">", "%", "@", "`", "?", "-", "---", "~", "null", "010",
    "2026-01-01 10:00", "\\", "\t", "https://a.b/c", "rsj:b/c.md", "=", "<<", "　", "\u00a0",
    "\x85", "\u2028", "😀", "[a:b]", "[a: b]", "k:",
)  # fmt: skip


@examples(600)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.booleans())
def test_lanes_agree_on_any_mix_of_markdown(text: str, html: bool) -> None:
    is_fast(SourceText("a.md", text), text, 1, html=html)


@examples(300)
@given(st.text(max_size=60))
def test_lanes_agree_on_any_text(text: str) -> None:
    source = decode("a.md", text.encode())
    assert isinstance(source, SourceText)
    is_fast(source, source.text, 1, html=False)


@examples(600)
@given(st.lists(st.sampled_from(LINES), max_size=12).map("".join))
def test_lanes_agree_on_any_mix_of_front_matter(text: str) -> None:
    try:
        is_flat(f"title: {text}")
    except YamlError:
        pytest.fail("the fast lane took what libyaml refuses")


@pytest.mark.slow
@examples(600)
@given(st.from_regex(_SIMPLE_TARGET, fullmatch=True))
def test_an_address_the_lane_takes_as_it_is_is_what_the_reference_makes_of_it(target: str) -> None:
    assert normalizeLink(target) == target
    assert validateLink(target)


HAN = re.compile(
    "[\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3040-\u30ff\u3100-\u312f"
    "\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (is_space, lambda character: isWhiteSpace(ord(character))),
        (is_punctuation, lambda c: isMdAsciiPunct(ord(c)) or isPunctChar(c)),
        (is_han, lambda character: HAN.match(character) is not None),
        (escape_html, escapeHtml),
    ],
    ids=["spaces", "punctuation", "Chinese", "escapes"],
)
def test_every_character_is_to_the_lane_what_it_is_to_the_reference(
    ours: Callable[[str], object], theirs: Callable[[str], object]
) -> None:
    characters = map(chr, range(sys.maxunicode + 1))

    assert [hex(ord(c)) for c in characters if ours(c) != theirs(c)] == []


def pyyaml_type(text: str) -> str:
    """Give PyYAML's type of a plain scalar, days and nulls taken for texts."""
    tag = Resolver().resolve(ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    kind = str(tag).rpartition(":")[2]
    return kind if kind in {"bool", "int", "float"} else "str"


def test_every_short_word_has_the_type_that_pyyaml_gives_it() -> None:
    words = map("".join, product("0178b_xaAeE.:-+n", repeat=4))
    truths = ("y", "n", "Yes", "yEs", "NO", "on", "ON", "Off", "true", "True", "FALSE", "null")
    cases = (*words, *truths, ".inf", "-.Inf", ".INF", ".nan", ".NAN", "inf", "NaN", "", "~", "=")

    assert [text for text in cases if yaml_1_1_type(text) != pyyaml_type(text)] == []


@examples(1500)
@given(st.text("0123456789abcdefxonyOiINF+-_.:eE", max_size=14) | st.text(max_size=8))
def test_any_word_has_the_type_that_pyyaml_gives_it(text: str) -> None:
    line = text.replace("\n", " ")

    assert yaml_1_1_type(line) == pyyaml_type(line)


@pytest.mark.parametrize("text", ["k: [" + "a," * 20_001 + "a]", "k:\n" + "- a\n" * 20_001])
def test_a_text_beyond_the_bounds_is_sent_to_the_reference(text: str) -> None:
    assert parse_flat(text, 1) is None


@pytest.mark.parametrize(
    "text",
    [
        "## 标题\n\n**重点。**同时见[指南](../bszn/a.md#流程)，\n下一行。\n",
        "　　各县区：\n　　现将\n",
        "- 甲\n- 乙\n\n另有：\n\n3. 丙\n4. 丁\n",
        "| 项目 | 金额 |\n|------|-----:|\n| 工本费 | 10 |\n\nTable: 收费标准\n",
        "::: notice 请注意\n月底截止。\n:::\n",
        "时间\n: 今天\n\n地点\n: 大厅\n",
        '![大厅](a.webp "图注")\n',
        "---\n\n见[部](https://www.gov.cn/)和[店](https://e.com/)。",
    ],
)
def test_what_editors_write_most_goes_fast(text: str) -> None:
    assert is_fast(SourceText("a.md", text), text, 1, html=False)


@pytest.mark.parametrize(
    "text",
    [
        "# 题", "## 一\n\n#### 二", "[这里](a.md)", "![](a.png)", "![a](http://e.com/a.png)",
        "<div>块</div>", "::: video a.mp4\n文\n:::", "::: notice 题\n文", "a\n===",
        "词[^1]\n\n[^1]: 注", "[甲]\n\n[甲]: a.md", "| a | b |\n|---|---|\n| c |", "- 甲\n\n- 乙",
        "- 甲\n  乙", "**甲*", "a `b`", "甲{#x}", "&amp;", "甲~~乙~~",
        "## a |\n---\n", "::: notice a|\n---\n:::", "- a|\n---",
    ],
)  # fmt: skip
def test_what_makes_a_finding_or_a_doubt_is_sent_to_the_reference(text: str) -> None:
    assert not is_fast(SourceText("a.md", text), text, 1, html=False)


def test_html_that_may_head_a_table_is_sent_to_the_reference() -> None:
    text = "<p>a|\n---\n"

    assert not is_fast(SourceText("a.md", text), text, 1, html=True)


def test_imported_html_goes_fast() -> None:
    text = "<p>甲 <b>乙</b><script>x</script></p>\n\n<!-- 完 -->\n\n## 一\n\n<div>\n&nbsp;\n</div>"

    assert is_fast(SourceText("a.md", text), text, 1, html=True)


def test_the_lines_of_links_behind_emphasis_are_right() -> None:
    text = "**重点。**见[甲](a.md)，\n再见**[乙](b.md)**和[丙](c.md)"

    links = render_by_reference(SourceText("a.md", text), text, 1).body.links

    assert [(link.line, link.column) for link in links] == [(1, 13), (2, 9), (2, 21)]


@pytest.mark.slow
def test_lanes_agree_on_the_demo_and_most_of_it_goes_fast() -> None:
    count, bodies, fronts = shares((ROOT / "content").rglob("*.md"))

    assert count > 400
    assert bodies / count > 0.95
    assert fronts / count > 0.85
