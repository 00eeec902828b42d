"""Front-matter nodes into the fields of a schema, collecting every finding on the way.

The schema decides what a scalar means, so no value changes behind the editor's back.
"""

import re
import sys
from collections.abc import Callable
from functools import cache
from typing import Any

from msgspec import Struct, inspect

from govssg.model.finding import Finding, Severity, Span, finding
from govssg.read.dates import day, moment
from govssg.read.yaml import Node, yaml_1_1_type

Place = Callable[[Node], Span]


class Read(Struct, frozen=True):
    """What reading a mapping gave: values by key, the node of each key, and findings."""

    values: dict[str, Any]
    places: dict[str, Node]
    findings: tuple[Finding, ...]
    failed: frozenset[str]
    """Keys whose value could not be used."""


_CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]"


class _BadValueError(Exception):
    """A value does not fit; carries the finding."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found.code)
        self.finding = found


class _TextField(Struct, frozen=True):
    """What a field that holds text, or a list of texts, asks of each."""

    form: str
    limit: int
    """The most characters it may have."""
    many: bool


@cache
def schema(fields_type: type) -> dict[str, inspect.Field]:
    """Give the fields of a schema by the name editors write."""
    info = inspect.type_info(fields_type)
    assert isinstance(info, inspect.StructType)  # noqa: S101 - schemas are structs
    return {field.encode_name: field for field in info.fields}


@cache
def _text_fields(fields_type: type) -> dict[str, _TextField]:
    """Give the fields of a schema that hold text or lists of texts."""
    found = {}
    for name, field in schema(fields_type).items():
        many = isinstance(field.type, inspect.VarTupleType)
        kind = field.type.item_type if isinstance(field.type, inspect.VarTupleType) else field.type
        extra = (kind.extra or {}) if isinstance(kind, inspect.Metadata) else {}
        text = kind.type if isinstance(kind, inspect.Metadata) else kind
        if isinstance(text, inspect.StrType):
            found[name] = _TextField(extra.get("form", ""), text.max_length or sys.maxsize, many)
    return found


def read_fields(node: Node, fields_type: type, place: Place) -> Read:
    """Give the values of a mapping by the schema; unknown keys and wrong values are findings."""
    reader = _Reader(place)
    values, places = reader.mapping(node, fields_type)
    return Read(values, places, tuple(reader.findings), frozenset(reader.failed))


def read_plain(values: dict[str, str | list[str]], fields_type: type) -> Read | None:
    """Give the same for unquoted values without places, or None if any wants a closer look.

    Relations do: the findings about them are made later and need their places.
    """
    texts = _text_fields(fields_type)
    sure: dict[str, str | list[str]] = {}
    for key, value in values.items():
        field = texts.get(key)
        if field is None or field.form == "identity" or field.many is isinstance(value, str):
            return None
        read = _sure_text(value, field) if isinstance(value, str) else _sure_texts(value, field)
        if read is None:
            return None
        sure[key] = read
    return Read(sure, {}, (), frozenset())


def nearest(word: str, words: list[str]) -> str:
    """Give the most similar of the words, or nothing if none is close."""
    import difflib  # noqa: PLC0415 - only a slip needs it

    close = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    return close[0] if close else ""


class _Reader:
    def __init__(self, place: Place) -> None:
        self._place = place
        self.findings: list[Finding] = []
        self.failed: list[str] = []

    def mapping(self, node: Node, fields_type: type) -> tuple[dict[str, Any], dict[str, Node]]:
        known, texts = schema(fields_type), _text_fields(fields_type)
        values: dict[str, Any] = {}
        places: dict[str, Node] = {}
        for key, value in node.pairs:
            field = known.get(key.text)
            if field is None:
                self._unknown(key, list(known))
                continue
            places[key.text] = value if value.text or value.items or value.pairs else key
            sure = _sure_value(value, texts.get(key.text))
            if sure is None:
                self._field(key, value, field, values)
            else:
                values[key.text] = sure
        return values, places

    def _field(self, key: Node, value: Node, field: inspect.Field, into: dict[str, Any]) -> None:
        if value.is_empty():
            if field.required:
                self.failed.append(key.text)
            self.findings.append(finding("F110", self._place(key), Severity.WARNING, key=key.text))
            return
        try:
            into[key.text] = self.value(value, field.type, key.text)
        except _BadValueError as bad:
            self.findings.append(bad.finding)
            self.failed.append(key.text)

    def _unknown(self, key: Node, known: list[str]) -> None:
        near = CHINESE_NAMES.get(key.text) or nearest(key.text, known)
        code = "F101" if near else "F102"
        self.findings.append(finding(code, self._place(key), key=key.text, near=near))

    def value(self, node: Node, kind: inspect.Type, key: str) -> Any:  # noqa: ANN401
        """Give a node's value by its type."""
        if isinstance(kind, inspect.Metadata):
            form = (kind.extra or {}).get("form", "")
            return self._formed(node, kind.type, form, key)
        if isinstance(kind, inspect.VarTupleType):
            return self._sequence(node, kind, key)
        if isinstance(kind, inspect.StructType):
            return self._struct(node, kind, key)
        if isinstance(kind, inspect.DictType):
            return free_data(node)
        return self._scalar(node, kind, key)

    def _sequence(self, node: Node, kind: inspect.VarTupleType, key: str) -> list[Any]:
        if node.kind != "sequence":
            raise self._bad("F104", node, key=key)
        return [self.value(item, kind.item_type, key) for item in node.items]

    def _struct(self, node: Node, kind: inspect.StructType, key: str) -> dict[str, Any]:
        if node.kind == "scalar" and kind.fields[0].required and node.text:
            return {kind.fields[0].encode_name: node.text}
        if node.kind != "mapping":
            raise self._bad("F105", node, key=key, keys="、".join(schema(kind.cls)))
        values, _places = self.mapping(node, kind.cls)
        for field in kind.fields:
            if field.required and field.encode_name not in values:
                raise self._bad("F103", node, key=f"{key}.{field.encode_name}")
        return values

    def _formed(self, node: Node, kind: inspect.Type, form: str, key: str) -> str:
        text: str = self._scalar(node, kind, key)
        reader = FORMS.get(form)
        if reader is None:
            return text
        value = reader(text)
        if value is None:
            raise self._bad(FORM_CODES[form], node, key=key, value=text)
        return value

    def _scalar(self, node: Node, kind: inspect.Type, key: str) -> Any:  # noqa: ANN401
        if node.kind != "scalar":
            raise self._bad("F106", node, key=key)
        if isinstance(kind, inspect.BoolType):
            return self._boolean(node, key)
        if isinstance(kind, inspect.IntType):
            return self._integer(node, key)
        if isinstance(kind, inspect.LiteralType):
            return self._choice(node, kind, key)
        return self._string(node, kind, key)

    def _boolean(self, node: Node, key: str) -> bool:
        if node.text.lower() in {"true", "false"}:
            return node.text.lower() == "true"
        raise self._bad("F107", node, key=key, value=node.text)

    def _integer(self, node: Node, key: str) -> int:
        if re.fullmatch(r"-?(0|[1-9]\d{0,9})", node.text):
            return int(node.text)
        raise self._bad("F108", node, key=key, value=node.text)

    def _choice(self, node: Node, kind: inspect.LiteralType, key: str) -> str:
        choices = [str(value) for value in kind.values]
        if node.text in choices:
            return node.text
        near = nearest(node.text, choices)
        shown = "、".join(choices)
        raise self._bad("F109", node, key=key, value=node.text, choices=shown, near=near)

    def _string(self, node: Node, kind: inspect.Type, key: str) -> str:
        text = self._clean(node, key)
        longest = getattr(kind, "max_length", None)
        if longest and len(text) > longest:
            raise self._bad("F114", node, key=key, length=len(text), limit=longest)
        if getattr(kind, "min_length", None) and not text:
            raise self._bad("F115", node, key=key)
        if node.plain and changed_by_yaml(text):
            self.findings.append(
                finding("F116", self._place(node), Severity.WARNING, key=key, value=text)
            )
        return text

    def _clean(self, node: Node, key: str) -> str:
        """Give a scalar's text without control characters, which only escapes can write."""
        if node.text.isprintable():
            return node.text.strip()
        text = re.sub(_CONTROL, "", node.text).strip()
        bad = re.search(_CONTROL, node.text)
        if bad:
            code = f"U+{ord(bad[0]):04X}"
            self.findings.append(
                finding("F118", self._place(node), Severity.WARNING, key=key, code=code)
            )
        return text

    def _bad(self, code: str, node: Node, **arguments: object) -> _BadValueError:
        return _BadValueError(finding(code, self._place(node), **arguments))


def _sure_value(node: Node, field: _TextField | None) -> str | list[str] | None:
    """Give the value of a text field or a list of texts, or None if it wants a closer look."""
    if field is None:
        return None
    if field.many:
        return _sure_texts([item.text for item in node.items], field)
    return _sure_text(node.text, field)


def _sure_texts(texts: list[str], field: _TextField) -> list[str] | None:
    found = [read for text in texts if (read := _sure_text(text, field)) is not None]
    return found if found and len(found) == len(texts) else None


def _sure_text(text: str, field: _TextField) -> str | None:
    """Give a text's value if it can be had without a finding, quoted or not.

    This is how nearly all texts are read; it equals the long way at a third of its cost.
    """
    if text in _EMPTY or len(text) > field.limit or text[0] == " " or text[-1] == " ":
        return None
    if not text.isprintable() or changed_by_yaml(text):
        return None
    reader = FORMS.get(field.form)
    return reader(text) if reader else text


_EMPTY = frozenset({"", "~", "null", "Null"})
"""Texts that may be YAML's null; a node that is no scalar has none."""

_CHANGEABLE = frozenset("+-.0123456789yYnNtTfFoO")
"""First characters of what YAML 1.1 may read as a number or a truth."""

_WORD = re.compile(r"[-+\w.:]+", re.ASCII)
"""What all its numbers and truths match; a moment with a space does not."""


def changed_by_yaml(text: str) -> bool:
    """Tell whether other YAML readers would turn this unquoted text into something else."""
    if text[:1] not in _CHANGEABLE or not _WORD.fullmatch(text):
        return False
    kind = yaml_1_1_type(text)
    if kind == "int":
        return not re.fullmatch(r"0|-?[1-9]\d*", text)
    return kind in {"bool", "float"}


def free_data(node: Node) -> Any:  # noqa: ANN401 - free data is what the editor makes it
    """Give a node as plain data: text, lists and mappings of text."""
    if node.kind == "sequence":
        return [free_data(item) for item in node.items]
    if node.kind == "mapping":
        return {key.text: free_data(value) for key, value in node.pairs}
    return node.text


def _address(text: str) -> str | None:
    return text if re.fullmatch(r"https?://[^\s<>\"']+", text) else None


def _phone(text: str) -> str | None:
    return text if re.fullmatch(r"(?:0\d{2,3}-)?\d{7,8}|12345|1\d{2,4}", text) else None


def _identity(text: str) -> str | None:
    return text if text and "\n" not in text else None


FORMS: dict[str, Callable[[str], str | None]] = {
    "moment": moment,
    "day": day,
    "address": _address,
    "phone": _phone,
    "identity": _identity,
}
FORM_CODES = {
    "moment": "F111",
    "day": "F111",
    "address": "F112",
    "phone": "F113",
    "identity": "F115",
}

CHINESE_NAMES = {
    "标题": "title", "日期": "date", "发布日期": "date", "发布时间": "date", "来源": "source",
    "作者": "author", "责任编辑": "author", "摘要": "summary", "关键词": "keywords",
    "主题": "topics", "发文机关": "org", "文号": "docNumber", "发文字号": "docNumber",
    "索引号": "indexNumber", "成文日期": "issuedDate", "有效性": "validity", "附件": "attachments",
    "解读": "interprets", "草稿": "draft", "类型": "kind", "描述": "description",
    "tags": "keywords", "categories": "topics", "image": "attachments",
}  # fmt: skip
"""What editors write for our keys; used for the hint only."""
