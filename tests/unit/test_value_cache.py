from pathlib import Path

from govssg.store.value_cache import ValueCache

KEY, OTHER = "a" * 32, "b" * 32


def test_a_value_is_given_back_for_its_key_only(tmp_path: Path) -> None:
    cache = ValueCache(tmp_path / "kept", list[str])
    cache.put("site", KEY, ["甲"])

    assert cache.get("site", KEY) == ["甲"]
    assert cache.get("site", OTHER) is None
    assert cache.get("other", KEY) is None


def test_a_newer_value_takes_the_place_of_the_older(tmp_path: Path) -> None:
    cache = ValueCache(tmp_path, list[str])
    cache.put("site", KEY, ["甲"])
    cache.put("site", OTHER, ["乙"])

    assert cache.get("site", OTHER) == ["乙"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_broken_file_counts_as_nothing_kept(tmp_path: Path) -> None:
    cache = ValueCache(tmp_path, list[str])
    (tmp_path / "site").write_bytes(KEY.encode() + b"\xc1 no msgpack")

    assert cache.get("site", KEY) is None


def test_without_a_folder_nothing_is_kept() -> None:
    cache = ValueCache(None, list[str])
    cache.put("site", KEY, ["甲"])

    assert cache.get("site", KEY) is None
