from pathlib import Path

import pytest

from govssg.parse.markdown import Rendered, render
from govssg.parse.text import SourceText

CASES = Path(__file__).resolve().parents[1] / "cases" / "markdown.md"


def cases() -> list[tuple[str, str, str]]:
    """Give (title, input, expected) of the fixture file."""
    blocks = CASES.read_text("utf-8").split("\n.\n")
    return [
        (blocks[start].strip(), blocks[start + 1], blocks[start + 2])
        for start in range(0, len(blocks) - 2, 3)
    ]


def rendered(text: str, *, html: bool = False) -> Rendered:
    return render(SourceText("a.md", text), text, 1, html=html)


@pytest.mark.parametrize(("title", "text", "expected"), cases(), ids=[c[0] for c in cases()])
def test_markdown_case(title: str, text: str, expected: str) -> None:
    assert rendered(text).body.html.strip() == expected.strip()


def test_inner_links_are_marks_until_the_plan() -> None:
    body = rendered("见[指南](../bszn/a.md#流程)和![图](a.png)").body

    assert body.html == (
        "<p>见<a \x020\x03>指南</a>和"
        '<span class="image" data-alt="图"><img \x021\x03 alt="图" loading="lazy"></span></p>\n'
    )
    assert [link.target for link in body.links] == ["../bszn/a.md#流程", "a.png"]


def test_the_line_of_a_link_is_found_behind_joined_lines() -> None:
    body = rendered("第一行，\n第二行[甲](a.md)\n第三行[乙](b.md)").body

    assert [(link.line, link.column) for link in body.links] == [(2, 8), (3, 8)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("![](a.png)", "A101"),
        ("## 一\n\n#### 二", "A102"),
        ("[点击这里](a.md)", "A103"),
        ("# 一级标题", "A104"),
        ("::: video a.mp4 标题\n:::", "A105"),
        ("::: vedio a.mp4\n文字\n:::", "F401"),
        ("<div>块</div>", "F402"),
        ("::: notice 题\n没有结束", "F403"),
        ("![图](https://other.example.com/a.png)", "L107"),
    ],
)
def test_a_mistake_in_a_body_is_a_finding(text: str, code: str) -> None:
    assert [found.code for found in rendered(text).findings] == [code]


def test_imported_html_keeps_words_and_loses_programs() -> None:
    html = '<h1>题</h1><p style="x" onclick="y">甲<script>z</script><a href="b.md">乙</a></p>'

    body = rendered(html, html=True).body

    assert body.html == "<h2>题</h2><p>甲<a \x020\x03>乙</a></p>"


def test_character_references_cannot_forge_marks() -> None:
    html = '<div><a href="b.md" title="&#2;0&#3;">x</a><i title="&#x2;0&#3">&#1;y</i></div>'

    body = rendered(html, html=True).body

    assert body.html == '<div><a \x020\x03 title="0">x</a><i title="0">y</i></div>'
