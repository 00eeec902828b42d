import pytest
from hypothesis import given
from hypothesis import strategies as st

from govssg.model.document import Parsed
from govssg.parse.document import Request, parse


def parsed(front: str, body: str = "正文\n", kind: str = "article") -> Parsed:
    path = f"{kind}/a.md"
    text = f"---\n{front}\n---\n{body}"
    return parse(Request(f"content/x/s/{path}", "s", path, kind), text.encode(), "0")


GOOD = "title: 标题\ndate: 2026-11-18 09:30\nsource: 办公室\n"


@pytest.mark.parametrize(
    ("front", "code", "line", "column"),
    [
        (f"{GOOD}titel: x", "F101", 5, 1),
        (f"{GOOD}wholly_unknown: x", "F102", 5, 1),
        ("title: 标题\ndate: 2026-11-18 09:30", "F103", 1, 1),
        (f"{GOOD}keywords: 医保", "F104", 5, 11),
        (f"{GOOD}attachments: [[a]]", "F105", 5, 15),
        ("title: [a]\ndate: 2026-11-18\nsource: x", "F106", 2, 8),
        (f"{GOOD}draft: no", "F107", 5, 8),
        (f"{GOOD}weight: 010203", "F108", 5, 9),
        (f"{GOOD}audience: [个体]", "F109", 5, 12),
        (f"{GOOD}summary:", "F110", 5, 1),
        ("title: 标题\ndate: 2024-02-30\nsource: x", "F111", 3, 7),
        ("title: 标题\ndate: 2024-13-45\nsource: x", "F111", 3, 7),
        (f"{GOOD}title: 又一个", "F004", 5, 1),
        (f"{GOOD}params: &a [1]", "F005", 5, 9),
        (f"{GOOD}params: !!python/object/apply:os.system [id]", "F008", 5, 9),
        (f"{GOOD}params: {{? [a] : b}}", "F010", 5, 12),
        ("- 列表", "F006", 2, 1),
        ("标题：没有空格的全角冒号", "F012", 2, 3),
        ("title: 甲\n日期：2026\nsource: x", "F012", 3, 3),
        ("\ttitle: x", "F013", 2, 1),
        ('title: "未闭合', "F002", 2, 12),
        ("", "F011", 1, 1),
        (f"{GOOD}kind: polcy", "F117", 5, 7),
        (f"title: {'长' * 10_000}\ndate: 2026-01-01\nsource: x", "F114", 2, 8),
        (f"{GOOD}slug: no", "F116", 5, 7),
        (f"{GOOD}slug: 010203", "F116", 5, 7),
        (f"{GOOD}slug: 1.10", "F116", 5, 7),
        (f'{GOOD}slug: "a\\u0001b"', "F118", 5, 7),
    ],
)
def test_a_trap_of_yaml_is_a_finding_at_its_place(
    front: str, code: str, line: int, column: int
) -> None:
    findings = parsed(front).findings

    assert (code, line, column) in [(f.code, f.span.line, f.span.column) for f in findings]
    assert len(findings) <= 2


def test_a_word_yaml_would_change_keeps_its_text() -> None:
    document = parsed(f"{GOOD}slug: 010203\norg: no").document

    assert document is not None
    assert document.card.path == "article/010203.html"
    assert document.card.source == "办公室"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2026-11-18", "2026-11-18 00:00"),
        ("2026-11-18 09:30", "2026-11-18 09:30"),
        ("2026-11-18T09:30:15+08:00", "2026-11-18 09:30"),
        ("2026-11-18T01:30:00Z", "2026-11-18 09:30"),
        ("2026/1/8", "2026-01-08 00:00"),
        ("2026年1月8日", "2026-01-08 00:00"),
        ("2026年1月8日 9时30分", "2026-01-08 09:30"),
        ("'2026-11-18 09:30'", "2026-11-18 09:30"),
    ],
)
def test_a_date_is_understood_as_editors_write_it(written: str, kept: str) -> None:
    document = parsed(f"title: 标题\nsource: 办\ndate: {written}").document

    assert document is not None
    assert document.card.date == kept


def test_byte_order_mark_and_windows_line_ends_are_read() -> None:
    data = b"\xef\xbb\xbf---\r\ntitle: a\r\ndate: 2026-01-01\r\nsource: b\r\n---\r\ntext\r\n"

    outcome = parse(Request("content/x/s/n/a.md", "s", "n/a.md", "article"), data, "0")

    assert outcome.document is not None
    assert [found.code for found in outcome.findings] == ["F202"]


def test_a_file_in_another_encoding_says_so() -> None:
    data = "---\ntitle: 标题\n---\n".encode("gb18030")

    outcome = parse(Request("content/x/s/n/a.md", "s", "n/a.md", "article"), data, "0")

    assert [(f.code, f.span.line) for f in outcome.findings] == [("F201", 2)]


def test_front_matter_that_never_ends_is_not_published_as_text() -> None:
    data = "---\ntitle: 标题\n正文没有结束线\n".encode()

    outcome = parse(Request("content/x/s/n/a.md", "s", "n/a.md", "article"), data, "0")

    assert (outcome.document, [f.code for f in outcome.findings]) == (None, ["F003"])


@pytest.mark.parametrize("code", ["F101", "F102", "F104", "F107", "F108", "F109", "F110"])
def test_a_small_mistake_does_not_unpublish_the_document(code: str) -> None:
    fronts = {
        "F101": "titel: x", "F102": "zzz: x", "F104": "keywords: 医保", "F107": "draft: no",
        "F108": "weight: 010", "F109": "audience: [个体]", "F110": "summary:",
    }  # fmt: skip
    outcome = parsed(GOOD + fronts[code])

    assert outcome.document is not None
    assert [found.code for found in outcome.findings] == [code]


@given(st.text(max_size=300))
def test_any_text_as_front_matter_ends_in_a_document_or_a_finding(text: str) -> None:
    outcome = parsed(text.encode("utf-8", "ignore").decode())

    assert outcome.document is not None or outcome.findings


@given(st.text(max_size=300))
def test_any_text_as_body_keeps_the_document(text: str) -> None:
    outcome = parsed(GOOD, text.encode("utf-8", "ignore").decode())

    assert outcome.document is not None
    assert "\x01" not in outcome.document.body.html
