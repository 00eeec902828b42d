"""The benchmark is honest: rounding, goals, fits, and trees that stay until the end."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

BENCH = Path(__file__).parents[2] / "bench"


@pytest.fixture(autouse=True)
def _scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(BENCH)


def script(name: str) -> Any:
    return import_module(name)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.25, "0.25"),
        (0.2501, "0.26"),
        (0.01, "0.010"),
        (0.0101, "0.011"),
        (150.2, "151"),
        (0.1 + 0.2, "0.30"),
        (0.0, "0"),
    ],
)
def test_a_figure_is_rounded_up_so_that_none_looks_better_than_it_is(
    value: float, text: str
) -> None:
    assert script("goals").shown(value) == text


def cold(ours: float, hugo: float, memory: int = 250) -> dict[str, Any]:
    own = {"wall": ours, "cpu": ours, "memory": memory}
    peer = {"wall": hugo, "cpu": hugo, "memory": 700}
    return {"govssg": own, "hugo": peer}


def test_a_goal_is_judged_before_rounding_and_only_at_its_own_size() -> None:
    goals = script("goals")

    kept = goals.goal_cell("cold", cold(2.5, 10), 10_000)
    missed = goals.goal_cell("cold", cold(2.5001, 10, 301), 10_000)
    elsewhere = goals.goal_cell("cold", cold(9, 10), 1_000)

    assert "wall ÷ Hugo ≤ 0.25: 0.25 ✓" in kept
    assert "wall ÷ Hugo ≤ 0.25: 0.26 ✗" in missed
    assert "memory ≤ 300 MB: 301 ✗" in missed
    assert "wall ÷ floor ≤ 3: not measured" in kept
    assert "wall ÷ Hugo ≤ 0.25 at 10,000" in elsewhere
    assert not {"✓", "✗"} & set(elsewhere)


def test_one_wrong_file_breaks_the_goal_of_an_edit() -> None:
    goals = script("goals")
    figures: dict[str, Any] = {"govssg": {"wall": 0.1, "cpu": 0.1}}

    figures["govssg"]["honesty"] = {"pages": 5, "clean_pages": 5, "files_differing": 0}
    assert "wrong files ≤ 0: 0 ✓" in goals.goal_cell("edit", figures, 1_000)
    figures["govssg"]["honesty"] = {"pages": 4, "clean_pages": 5, "files_differing": 0}
    assert "wrong files ≤ 0: 1 ✗" in goals.goal_cell("edit", figures, 1_000)


def test_every_goal_names_a_scenario_that_is_measured() -> None:
    source = (BENCH / "scenarios.py").read_text("utf-8")

    assert {f'"{goal.scenario}":' in source for goal in script("goals").GOALS} == {True}


def test_the_fit_finds_the_cost_it_was_made_from_and_tells_serial_work_apart() -> None:
    cost = script("cost")
    processes, serial, apart = 2, 0.0002, 0.0006
    points = [
        cost.Point(
            articles=pages,
            pages=pages,
            wall=1.5 + (serial + apart / processes) * pages,
            cpu=1.5 + (serial + apart) * pages,
            memory=60 + 0.002 * pages,
            commit="",
        )
        for pages in (10_000, 30_000, 100_000)
    ]

    found = cost.cost_of(points, processes)

    assert found.serial == pytest.approx(serial)
    assert found.wall.fixed == pytest.approx(1.5)
    assert found.memory.at(1_000_000) == pytest.approx(2060)
    assert found.ideal(1_000_000, 4) == pytest.approx(1.5 + 0.001 * 1_000_000 / 4)
    assert found.likely(1_000_000, 4) == pytest.approx(1.5 + 200 + 150)


def test_the_trash_moves_without_deleting_until_it_is_emptied(tmp_path: Path) -> None:
    trash = script("trash").Trash(tmp_path / "trash")
    page = tmp_path / "build" / "a.html"
    page.parent.mkdir()
    page.write_text("甲", "utf-8")
    inode = page.stat().st_ino

    trash.fresh(tmp_path / "build")
    trash.take(tmp_path / "nothing")

    assert list((tmp_path / "build").iterdir()) == []
    assert [found.stat().st_ino for found in (tmp_path / "trash").rglob("a.html")] == [inode]
    trash.empty()
    assert not (tmp_path / "trash").exists()


def test_a_disk_that_is_too_small_is_told_before_anything_runs(tmp_path: Path) -> None:
    trash = script("trash")

    with pytest.raises(trash.DiskTooSmallError, match="--runs"):
        trash.Trash(tmp_path / "trash").make_room(2**60)


def test_the_95th_percentile_is_a_value_that_was_measured() -> None:
    assert script("measure").at_most([float(n) for n in range(25, 0, -1)], 0.95) == 24


def test_a_watched_file_is_seen_when_it_is_replaced_and_not_before(tmp_path: Path) -> None:
    page, other = tmp_path / "page", tmp_path / "other"
    page.write_text("old", "utf-8")
    other.write_text("same", "utf-8")
    words = "import os, time; time.sleep(.2); open('new', 'w').close(); os.replace('new', 'page')"

    done = script("measure").run([sys.executable, "-c", words], tmp_path, [page, other])

    assert set(done.seen) == {str(page)}
    assert 0.2 < done.seen[str(page)] <= done.wall + 0.1


@pytest.mark.slow
def test_the_benchmark_runs_and_finds_the_edits_right(tmp_path: Path) -> None:
    command = [sys.executable, str(BENCH / "run.py"), "--sizes", "60", "--runs", "1"]
    command += ["--only", "version,edit,new_article,commit,search_edit"]
    command += ["--work", str(tmp_path / "work"), "--results", str(tmp_path / "results.json")]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert done.stdout.count("wrong files ≤ 0: 0 ✓") == 3
    assert "page live after" in done.stdout
    assert not (tmp_path / "work" / "trash").exists()
