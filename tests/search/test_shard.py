"""Cutting the portal into shards."""

from govssg.search.shard import LARGEST, OWN, Place, cut


def places(site: str, year: str, count: int) -> list[Place]:
    return [Place(site, f"news/{number}.html", year, f"{number}") for number in range(count)]


def test_small_sites_share_the_shard_of_a_period() -> None:
    shards = cut(places("a", "2026", 3) + places("b", "2026", 4) + places("a", "2025", 2))
    assert [(s.year, len(s.places), s.sites()) for s in shards] == [
        ("2026", 7, ("a", "b")),
        ("2025", 2, ("a",)),
    ]


def test_undated_pages_are_asked_first_then_the_newest() -> None:
    given = [Place("a", f"{year}.html", year, "k") for year in ("2019", "0000", "2026")]
    assert [shard.year for shard in cut(given)] == ["0000", "2026", "2019"]


def test_a_large_site_has_shards_of_its_own() -> None:
    shards = cut(places("big", "2026", OWN) + places("small", "2026", 5))
    assert [s.sites() for s in shards] == [("big",), ("small",)]


def test_a_period_too_large_is_split_and_loses_no_page() -> None:
    given = places("big", "2026", 4 * LARGEST)
    shards = cut(given)
    assert sorted(place for shard in shards for place in shard.places) == sorted(given)
    assert max(len(shard.places) for shard in shards) <= LARGEST
    assert len(shards) <= 12


def test_small_sites_stay_whole_when_their_period_is_split() -> None:
    given = [place for number in range(30) for place in places(f"site{number}", "2026", 50)]
    shards = cut(given)
    assert max(len(shard.places) for shard in shards) <= LARGEST
    assert sum(len(shard.sites()) for shard in shards) == 30


def test_the_order_of_pages_does_not_matter() -> None:
    given = places("a", "2026", 300) + places("b", "2025", 20)
    assert cut(given) == cut(reversed(given))


def test_one_changed_page_changes_the_name_of_its_shard_only() -> None:
    given = places("big", "2026", 600) + places("b", "2025", 20)
    changed = [*given[1:], Place("big", given[0].path, "2026", "changed")]
    before = {shard.digest() for shard in cut(given)}
    after = {shard.digest() for shard in cut(changed)}
    assert len(before - after) == len(after - before) == 1


def test_a_new_page_moves_no_other() -> None:
    given = places("big", "2026", 600)
    more = cut([*given, Place("big", "new.html", "2026", "k")])
    before = {shard.places for shard in cut(given)}
    assert len(before - {shard.places for shard in more}) == 1
