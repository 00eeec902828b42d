"""The skeleton of a new document: every required field filled in, every other one at hand."""

import json
import re
from typing import Any

from msgspec import inspect

from govssg.kinds.kind import Kind
from govssg.read.fields import schema

PLACEHOLDER = "请填写"

LINES = {
    "docNumber": "某政发〔2026〕1号",
    "byLaw": "[{name: 请填写法律法规名称, clause: 第一条}]",
    "acceptCondition": "[请填写第一个条件, 请填写第二个条件]",
    "materials": "[{name: 居民身份证, need: true, form: 原件, copies: 1, source: 申请人自备}]",
    "handleFlow": "[{step: 申请, detail: 到窗口或者网上提交材料, days: 0}, {step: 办结, days: 1}]",
    "transactAddr": "请填写办理地点",
    "transactTime": "周一至周五 9:00—12:00、13:30—17:00（法定节假日除外）",
    "linkWay": "12345",
    "superviseWay": "12345",
    "anticipateDay": "20",
    "promiseDay": "5",
    "visits": "1",
    "fees": "[]",
    "basis": "[站点:栏目/文件.md]",
    "services": "[站点:栏目/文件.md]",
}
"""Key → what stands in a new document, where the field's type alone does not tell."""

_PLAIN = re.compile(r"[\w\u3000-\u9fff（〔《“].*")
_TRICKY = re.compile(r":\s|\s#|^[-?:,\[\]{}#&*!|>'\"%@`]|^(?:true|false|yes|no|null|~)$|[\s:]$")


def skeleton(kind: Kind, known: dict[str, str], *, named: bool) -> str:
    """Give the text of a new document.

    Args:
        kind: what it is.
        known: YAML text by key, such as the title or today's date; wins over the examples.
        named: whether to write the kind, because its column is of another one.
    """
    comments = dict(kind.skeleton)
    keys = list(dict.fromkeys((*comments, *kind.required)))
    lines = ["---"]
    lines += [f"kind: {kind.name}"] if named else []
    for key in keys:
        lines += _field(kind, key, comments.get(key, ""), known)
    if kind.name == "column":
        return "\n".join([*lines, "---", ""])
    lines += ["# 草稿不会发布；写好以后删去下面一行", "draft: true", "---", ""]
    return "\n".join([*lines, "在这里写正文。", ""])


def _field(kind: Kind, key: str, comment: str, known: dict[str, str]) -> list[str]:
    value = known.get(key) or LINES.get(key) or _example(schema(kind.fields)[key], comment, known)
    needed = key in kind.required or key == "title"
    note = f"# {comment}{'（必填）' if needed else ''}".rstrip("# ")
    line = f"{key}: {value}" if needed else f"#{key}: {value}"
    return [note, line] if note else [line]


def _example(field: inspect.Field, comment: str, known: dict[str, str]) -> str:
    """Give a value the field's type accepts."""
    kind = field.type
    if isinstance(kind, (inspect.LiteralType, inspect.BoolType)) and not field.required:
        return str(field.default).lower() if isinstance(field.default, bool) else str(field.default)
    label = re.split(r"[，：；（、]", comment)[0] or field.encode_name
    if isinstance(kind, inspect.VarTupleType):
        return f"[{_item(kind.item_type, label, known)}]"
    return _item(kind, label, known)


def _item(kind: inspect.Type, label: str, known: dict[str, str]) -> str:
    if isinstance(kind, inspect.Metadata):
        form = (kind.extra or {}).get("form", "")
        now = known["date"]
        forms = {"moment": now, "day": now[:10], "phone": "12345", "identity": ""}
        forms["address"] = "https://www.example.com/"
        return forms.get(form, f"{PLACEHOLDER}{label}")
    if isinstance(kind, inspect.LiteralType):
        return str(kind.values[0])
    if isinstance(kind, inspect.BoolType):
        return "false"
    if isinstance(kind, inspect.IntType):
        return "1"
    if isinstance(kind, inspect.StructType):
        return _mapping(kind, label, known)
    return f"{PLACEHOLDER}{label}"


def _mapping(kind: inspect.StructType, label: str, known: dict[str, str]) -> str:
    pairs = [
        f"{field.encode_name}: {_item(field.type, label, known)}"
        for field in kind.fields
        if field.required
    ]
    return "{" + ", ".join(pairs) + "}"


def scalar(text: str) -> str:
    """Give a text as a YAML scalar, quoted where it would mean something else."""
    number = re.fullmatch(r"[\d.+_:eExo-]+", text)
    if text and _PLAIN.fullmatch(text) and not _TRICKY.search(text) and not number:
        return text
    quoted: Any = json.dumps(text, ensure_ascii=False)
    return str(quoted)
