"""Break one file of a portal: the right code at the right line and column, with its caret."""

import pytest
from cli.helpers import run
from project import PortalMaker, article

PAGE = "content/county/east/news/a.md"


def page(head: str, body: str = "正文。") -> str:
    return f"-- {PAGE} --\n---\n{head}\n---\n{body}\n"


EAST = "-- sites/east.yaml --\nname: 东县\nclass: county\n"
GOOD = "title: 标题\ndate: 2026-11-01\nsource: 办公室"

CASES = [
    (page("titel: 标题\n" + GOOD), "2:1", "F101", "^^^^^"),
    (page("title: 标题\n标题: 甲\ndate: 2026-11-01\nsource: 办"), "3:1", "F101", "^^^^"),
    (page("title: 甲\n日期：2026-11-01\nsource: 办"), "3:3", "F012", "^^"),
    (page("title: 甲\ntitle: 乙"), "3:1", "F004", "^"),
    (page("title: 甲\n\tdate: 2026-11-01"), "3:1", "F013", "^^^^"),
    (page("title: 标题\ndate: 2024-02-30\nsource: 办"), "3:7", "F111", "^^^^^^^^^^"),
    (page(GOOD + "\nkeywords: 甲"), "5:11", "F104", "^^"),
    (page(GOOD + "\ndraft: 是"), "5:8", "F107", "^^"),
    (page(GOOD, "看[通知](../none.md)。"), "6:7", "L101", "^^^^^^^^^^"),
    (page(GOOD, "![ ](a.png)"), "6:1", "A101", "^^^^^^^^^^^"),
    (page(GOOD, "::: warning\n甲\n:::"), "6:1", "F401", "^^^^^^^^^^^"),
    ("-- sites/east.yaml --\nname: 东县\nclas: county\n", "2:1", "F101", "^^^^"),
    ("-- sites/east.yaml --\nname: 东县\nclass: city\n", "2:8", "F109", "^^^^"),
    (EAST + "columns: [news]\nhome: {blocks: [nwes]}\n", "4:17", "C109", "^^^^"),
]


@pytest.mark.parametrize(("text", "place", "code", "carets"), CASES)
def test_a_broken_file_is_shown_where_it_is_broken(
    portal: PortalMaker, text: str, place: str, code: str, carets: str
) -> None:
    path = text.partition("\n")[0].strip("- ")
    done = run(portal(text), "check")
    heads = [line for line in done.out.splitlines() if line.startswith(f"{path}:{place}: ")]
    blocks = [block for block in done.out.split("\n\n") if f"{path}:{place}: " in block]

    assert any(f" {code} " in head for head in heads), done
    block = next(block for block in blocks if f" {code} " in block)
    caret_line = block.splitlines()[2]
    assert caret_line.strip(" |") == carets
    assert "= 提示：" in block


def test_several_mistakes_of_one_file_are_all_told_at_once(portal: PortalMaker) -> None:
    done = run(portal(page("titel: 标题\ndate: 2024-02-30\nkeywords: 甲")), "check")

    assert [code for code in ("F101", "F103", "F104", "F111") if f" {code} " in done.out] == [
        "F101",
        "F103",
        "F104",
        "F111",
    ]


def test_a_dead_link_is_told_what_was_meant(portal: PortalMaker) -> None:
    text = page(GOOD, "[去](bc.md)") + "-- content/county/east/news/bcd.md --\n" + article()
    done = run(portal(text), "check")

    assert "是不是“news/bcd.md”？" in done.out
