"""Texts of the laws' documents, one of every kind, and changes of a line of their front matter."""

import struct

HEADS = {
    "article": """\
title: {title}
date: {date}
source: 办公室
summary: 摘要{number}
keywords: [词{keyword}, 公开]
""",
    "policy": """\
title: {title}
date: {date}
org: 某市办公室
docNumber: 某政发〔2026〕{number}号
indexNumber: 000000101/2026-{number:05}
issuedDate: 2026-01-01
validity: 有效
keywords: [办法, 词{keyword}]
""",
    "interpretation": """\
title: {title}
date: {date}
source: 办公室
interprets: [{target}]
""",
    "guide": """\
title: {title}
date: {date}
org: 某市医保局
byLaw: [某办法]
acceptCondition: [参保]
materials: [身份证]
handleFlow: [申请]
transactAddr: 大厅
transactTime: 工作日
linkWay: 0915-0000127
keywords: [词{keyword}]
""",
    "page": """\
title: {title}
summary: 摘要{number}
keywords: [词{keyword}]
""",
}

KIND_OF_COLUMN = {
    "news": "article",
    "notice": "article",
    "policy": "policy",
    "reading": "interpretation",
    "guide": "guide",
    "about": "page",
}


def document(column: str, number: int, date: str, keyword: int, target: str) -> str:
    """Give a document as it is written in a column of the laws' portal."""
    kind = KIND_OF_COLUMN.get(column.rpartition("/")[2], "article")
    head = HEADS[kind].format(
        title=f"{kind}{number}", date=date, number=number, keyword=keyword, target=target
    )
    return f"---\n{head}---\n正文{number}。\n"


def split(text: str) -> tuple[list[str], str]:
    """Give the lines of the front matter, and the rest; none if there is no front matter."""
    parts = text.split("---\n", 2)
    return (parts[1].splitlines(), parts[2]) if len(parts) == 3 and not parts[0] else ([], text)


def line_of(text: str, key: str) -> str:
    """Give what the front matter says under a key, or nothing."""
    lines, _rest = split(text)
    return next((line.partition(": ")[2] for line in lines if line.startswith(f"{key}: ")), "")


def with_line(text: str, key: str, value: str) -> str:
    """Give the document saying something else under a key; an empty value takes the key away."""
    lines, rest = split(text)
    kept = [line for line in lines if not line.startswith(f"{key}: ")]
    place = next((n for n, line in enumerate(lines) if line.startswith(f"{key}: ")), len(kept))
    if value:
        kept.insert(place, f"{key}: {value}")
    return "---\n" + "".join(f"{line}\n" for line in kept) + f"---\n{rest}"


def picture(width: int, height: int) -> bytes:
    """Give as much of a PNG as tells its size."""
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII5x", 13, b"IHDR", width, height)
