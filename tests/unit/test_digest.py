"""Digests: one name for one value, and a word for each field that changed."""

import pytest
from msgspec import Struct
from msgspec.structs import replace

from govssg.model.digest import digest_bytes, digest_fields, digest_value


class Inner(Struct, frozen=True):
    name: str


class Value(Struct, frozen=True):
    title: str = ""
    items: tuple[Inner, ...] = ()
    date: str | None = None
    search: bool = False
    facts: dict[str, str] = {}


FULL = Value("题", (Inner("a"),), "2026-11-22", search=True, facts={"a": "1", "b": "2"})


def test_digests_are_the_same_on_every_machine() -> None:
    assert digest_bytes(b"") == "cae66941d9efbd404e4d88758ea67670"
    assert digest_value(("题", 1, None)) == digest_bytes(bytes.fromhex("93a3e9a29801c0"))


@pytest.mark.parametrize("value", [Value(), FULL])
@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("title", "别的"),
        ("items", (Inner("b"),)),
        ("date", "2026-11-23"),
        ("facts", {"a": "2"}),
    ],
)
def test_a_changed_field_changes_its_own_digest_only(
    value: Value, name: str, other: object
) -> None:
    old, fields = digest_fields(value)
    new, others = digest_fields(replace(value, **{name: other}))
    before, after = dict(fields), dict(others)
    assert old != new
    assert list(before) == ["title", "items", "date", "search", "facts"]
    assert [field for field in before if before[field] != after[field]] == [name]
    assert digest_value(value) != digest_value(replace(value, **{name: other}))


def test_the_order_of_a_mapping_does_not_matter() -> None:
    turned = replace(FULL, facts={"b": "2", "a": "1"})
    assert digest_fields(turned) == digest_fields(FULL)
    assert digest_value(turned) == digest_value(FULL)
