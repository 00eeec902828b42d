"""The law of plain front matter: what is read without nodes equals what nodes give."""

from examples import examples
from hypothesis import example, given
from hypothesis import strategies as st

from govssg.kinds.article import ArticleFields
from govssg.model.finding import Finding, Span
from govssg.parse.document import Request, _Front, _front, _plain_front
from govssg.parse.text import SourceText, decode
from govssg.read.dates import moment
from govssg.read.fields import _Reader, read_plain, schema
from govssg.read.yaml import Node

REQUEST = Request("content/x/s/a/b.md", "s", "a/b.md", "article", (("org", ("甲",)),))
LINES = (
    "title: 标题\n", "date: 2026-11-18 09:30\n", "date: 2026-11-18\n", "date: 2026-02-30 10:00\n",
    "source: 办公室\n", "source: no\n", "source: ~\n", "source: 甲 # b\n", "source: 甲　乙\n",
    "slug: 010203\n", "slug: 1.10\n", "slug: a-1 \n", "author:  office\n", "author: 1:20\n",
    "author: 'a'\n", "author: a: b\n", "author: a:\n", "author: https://a.b/c\n",
    "keywords: [甲, b]\n", "keywords: []\n", "keywords: [a, no]\n", "keywords: [a,, b]\n",
    "keywords: [a: b]\n", "keywords: [a,-b]\n", "keywords: a\n", "keywords:\n- a\n",
    "topics: [ 养老 ,医疗 ]\n", "topics: [[a]]\n", "topics: [a] b\n", "basis: [a.md]\n",
    "draft: true\n", "kind: page\n", "kind: policy\n", "kind: [page]\n", "unknown: x\n", "\n",
    "# c\n", "  a: b\n", "summary: |\n", "params: {a: b}\n", f"source: {'长' * 201}\n", "---\n",
)  # fmt: skip
TEXTS = st.text("0123456789-+.:_ eExXnNoOyYtTfF~　甲\x85\u200b", max_size=12) | st.text(max_size=8)


SPAN = Span("a.md")


def by_nodes(head: str) -> _Front | Finding:
    return _front(REQUEST, SourceText("a.md", f"---\n{head}---\n"), head.removesuffix("\n"))


@examples(1500)
@given(st.lists(st.sampled_from(LINES), max_size=5).map("".join))
def test_plain_front_matter_is_read_as_its_nodes_are(head: str) -> None:
    plain = _plain_front(REQUEST, head.removesuffix("\n"))
    if plain is None:
        return
    front = by_nodes(head)

    assert isinstance(front, _Front)
    assert (plain.kind, plain.read.values) == (front.kind, front.read.values)
    assert front.read.findings == ()
    assert not front.read.failed


@examples(1500)
@given(TEXTS, st.sampled_from(["slug", "date", "keywords"]))
@example("yes", "slug")
@example("1_0", "slug")
@example("null", "slug")
@example("2026-02-30 10:00", "date")
def test_a_value_read_without_a_closer_look_is_what_the_closer_look_gives(
    text: str, key: str
) -> None:
    read = read_plain({key: [text] if key == "keywords" else text}, ArticleFields)
    if read is None:
        return
    reader = _Reader(lambda _node: SPAN)
    value = Node("scalar", 1, 1, text, plain=True)
    node = Node("sequence", 1, 1, items=(value,)) if key == "keywords" else value

    assert not value.is_empty()
    assert reader.value(node, schema(ArticleFields)[key].type, key) == read.values[key]
    assert reader.findings == []


def test_what_editors_write_most_is_read_without_nodes() -> None:
    head = "title: 标题\ndate: 2026-11-18 09:30\nsource: 办公室\nkeywords: [医保, 养老]"

    front = _plain_front(REQUEST, head)

    assert front is not None
    assert front.read.values == {
        "title": "标题",
        "date": "2026-11-18 09:30",
        "source": "办公室",
        "keywords": ["医保", "养老"],
        "org": "甲",
    }


@given(st.from_regex(r"[12][0-9]{3}-[0-3][0-9]-[0-3][0-9] [0-2][0-9]:[0-6][0-9]", fullmatch=True))
def test_a_usual_moment_is_the_same_with_its_zone(text: str) -> None:
    assert moment(text) == moment(f"{text}+08:00")


def test_a_control_character_is_dropped_and_found_at_its_place() -> None:
    source = decode("a.md", "甲\r\n乙\x00丙\x7f".encode())

    assert isinstance(source, SourceText)
    assert source.text == "甲\n乙丙"
    assert [(f.code, f.span.line, f.span.column) for f in source.findings] == [("F203", 2, 2)]
