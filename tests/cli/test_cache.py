"""The cache: what it holds, what may go from it while builds run, and how it moves house."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from cli.helpers import CLOCK, PACKAGE_ROOT, run
from project import PortalMaker, Project, article, tree_bytes

from govssg import prepare, settled
from govssg.build import Report, build
from govssg.catalog.site_catalog import Visibility
from govssg.cli.cache_sweep import sweep
from govssg.cli.options import Where
from govssg.cli.project import open_project
from govssg.cli.words_cache import PURPOSES, REASONS, SENTENCES, size_text
from govssg.parse import site as parse_site
from govssg.parse.document import parse as parse_document
from govssg.read.snapshot import Commit
from govssg.serve.state import Wanted, next_state
from govssg.serve.still import take_still
from govssg.store import kept_outcomes
from govssg.store.cache_rooms import ROOMS

HOURS = 2 * 3600
DAYS = 31 * 24 * 3600

DOCUMENTS = (
    "-- content/county/east/news/a.md --\n"
    + article("甲")
    + "\n参见[卫健](health:news/h.md)。\n"
    + "-- content/county/east/news/b.md --\n"
    + article("乙", "2026-11-02 09:00")
    + "-- content/department/health/news/h.md --\n"
    + article("卫")
)


def built(portal: PortalMaker, text: str = DOCUMENTS) -> Project:
    project = portal(text)
    project.build()
    return project


def cached(project: Project) -> dict[str, tuple[int, int]]:
    """Give size and time stamp of every file of the cache."""
    folder = project.root / ".govssg"
    found = {path.relative_to(folder).as_posix(): path.lstat() for path in folder.rglob("*")}
    return {
        name: (s.st_size, s.st_mtime_ns) for name, s in found.items() if not s.st_mode & 0o40000
    }


def age(project: Project, name: str = "", seconds: int = HOURS) -> None:
    """Make one file of the cache older, or all."""
    then = time.time() - seconds
    for path in cached(project) if not name else [name]:
        os.utime(project.root / ".govssg" / path, (then, then), follow_symlinks=False)


def put(project: Project, name: str, data: bytes = b"x", seconds: int = HOURS) -> None:
    path = project.root / ".govssg" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    age(project, name, seconds)


def gc(project: Project, *more: str) -> dict[str, Any]:
    done = run(project, "cache", "gc", "--json", *more)
    assert done.code == 0, done
    value: dict[str, Any] = json.loads(done.out)
    return value


def gone(told: dict[str, Any]) -> dict[str, str]:
    return {file["path"]: file["reason"] for file in told["files"]}


def stats(project: Project, *more: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(run(project, "cache", "stats", "--json", *more).out)
    return value


def work(report: Report) -> tuple[int, int, int]:
    return report.parsed, report.planned, len(report.written)


@pytest.fixture
def parses(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are really parsed, whoever asks for them."""
    found: list[str] = []

    def parse(request: Any, data: bytes, blob: str) -> Any:
        found.append(request.source)
        return parse_document(request, data, blob)

    monkeypatch.setattr(parse_site, "parse", parse)
    return found


def without(project: Project, name: str) -> None:
    """Delete an article, and build."""
    project.remove(f"content/county/east/news/{name}.md")
    project.build()


def outcomes(project: Project, site: str = "east") -> int:
    with sqlite3.connect(project.root / ".govssg" / "parse" / f"{site}.sqlite") as base:
        count: int = base.execute("select count(*) from parsed").fetchone()[0]
    return count


def test_without_a_cache_that_is_said(portal: PortalMaker) -> None:
    project = portal(DOCUMENTS)

    assert run(project, "cache", "stats").out.startswith("还没有缓存：.govssg 不存在")
    assert run(project, "cache", "stats", "--lang", "en").out.startswith("There is no cache yet")
    assert stats(project)["exists"] is False
    assert run(project, "cache", "gc").out == "没有可以清理的。\n"
    assert not (project.root / ".govssg").exists()


def test_every_file_is_counted_in_a_room_that_says_what_it_is_for(portal: PortalMaker) -> None:
    project = built(portal)
    told = stats(project)
    files = cached(project)
    text = run(project, "cache", "stats").out

    assert told["total"] == {"files": len(files), "bytes": sum(size for size, _ in files.values())}
    assert sum(room["files"] for room in told["rooms"]) == len(files)
    assert [room["room"] for room in told["rooms"]] == [
        "stat", "configuration", "themes", "templates", "parse", "sites", "links",
    ]  # fmt: skip
    assert "解析结果 3 篇，还在用的 3 篇，占 100%" in text
    assert re.search(r"^parse +\d 个文件 +\S+ KB +每篇文档解析的结果$", text, re.MULTILINE)


def test_what_no_document_asks_for_is_told_site_by_site(portal: PortalMaker) -> None:
    project = built(portal)
    without(project, "a")
    told = stats(project, "--sites")

    assert told["documents"]["kept"] == 3
    assert told["documents"]["asked"] == 2
    assert told["documents"]["askedBytes"] < told["documents"]["bytes"]
    rows = {row["site"]: (row["documents"], row["asked"]) for row in told["sites"]}
    assert rows == {"city": (0, 0), "east": (2, 1), "health": (1, 1)}
    assert re.search(
        r"^east +documents: 2 +\S+ KB +asked for: 1$",
        run(project, "cache", "stats", "--sites", "--lang", "en").out,
        re.MULTILINE,
    )


def test_statistics_change_nothing(portal: PortalMaker) -> None:
    project = built(portal)
    before = cached(project)
    stats(project, "--sites")

    assert cached(project) == before


def test_outcomes_nobody_asks_for_go_and_no_other(portal: PortalMaker, parses: list[str]) -> None:
    project = built(portal)
    without(project, "a")
    told = gc(project)
    parses.clear()
    report = project.build(tree=project.root / "other")

    assert [(some["site"], some["count"]) for some in told["documents"]] == [("east", 1)]
    assert told["files"] == []
    assert stats(project)["documents"]["kept"] == 2
    assert (parses, report.parsed) == ([], 0)
    assert tree_bytes(project.root / "other") == project.clean_build()


def test_a_site_that_is_no_more_goes_at_once_and_the_rest_stays(portal: PortalMaker) -> None:
    project = built(portal)
    project.remove("sites/east.yaml")
    before = cached(project)
    told = gc(project)

    assert set(gone(told).values()) == {"site"}
    assert set(gone(told)) == {
        "links/east", "parse/east.sqlite", "sites/east.head", "sites/east.offers",
        "sites/east.parsed", "sites/east.surface",
    }  # fmt: skip
    assert cached(project) == {k: v for k, v in before.items() if k not in gone(told)}
    assert told["freed"] == sum(before[name][0] for name in gone(told))
    assert project.build().parsed == 0


def test_a_site_with_a_broken_file_is_still_a_site(portal: PortalMaker) -> None:
    project = built(portal)
    project.write("sites/east.yaml", "name: [")

    assert gc(project)["files"] == []


def test_a_site_of_the_revision_asked_for_stays(portal: PortalMaker) -> None:
    project = built(portal)
    committed(project)
    project.remove("sites/east.yaml")

    assert gc(project, "--ref", "HEAD")["files"] == []
    assert "parse/east.sqlite" in gone(gc(project))


def test_all_that_builds_and_the_server_leave_is_needed_however_old(
    portal: PortalMaker, parses: list[str]
) -> None:
    project = built(portal)
    serve = project.root / ".govssg" / "cache" / "serve"
    wanted = Wanted("", Visibility(CLOCK), str(serve))
    next_state(take_still(project.root, serve), wanted, None)
    age(project, seconds=DAYS)
    before = cached(project)
    told = gc(project)
    parses.clear()

    assert "cache/serve/parse/east.sqlite" in before
    assert (told["files"], told["documents"], told["busy"]) == ([], [], [])
    assert cached(project) == before
    assert work(project.build()) == (0, 0, 0)
    next_state(take_still(project.root, serve), wanted, None)
    assert parses == []


LITTER = {
    "scene-0123456789abcdef0123456789abcdef.msgpack": "scene",
    ".stat-abcd1234": "temporary",
    "sites/.abcd1234": "temporary",
    "parse/gone.sqlite-journal": "site",
    "parse/city.sqlite": "version",
    "templates/0123.template": "template",
    "templates/0123.templateabcd.tmp": "temporary",
    "sites/east": "version",
    "themes/bench": "version",
    "configuration/portal": "version",
    "cache/serve/sites/.abcd1234": "temporary",
    "cache/serve/parse/east.sqlite": "version",
}


def test_what_killed_and_older_programs_left_goes_after_an_hour(portal: PortalMaker) -> None:
    project = built(portal)
    for name in LITTER:
        put(project, name, seconds=0)
    young = gone(gc(project, "--dry-run"))
    for name in LITTER:
        age(project, name)

    assert young == {"parse/gone.sqlite-journal": "site"}
    assert gone(gc(project)) == LITTER
    assert gone(gc(project)) == {}
    assert project.build().parsed == 0


def test_a_cache_of_another_version_of_the_program_goes(portal: PortalMaker) -> None:
    project = built(portal)
    path = project.root / ".govssg" / "parse" / "east.sqlite"
    with sqlite3.connect(path) as base:
        base.execute("pragma user_version=1")
    age(project, "parse/east.sqlite")

    assert gone(gc(project)) == {"parse/east.sqlite": "version"}


@pytest.mark.slow
def test_a_template_compiled_by_another_python_goes(portal: PortalMaker) -> None:
    project = built(portal)
    name = next(name for name in cached(project) if name.startswith("templates/"))
    put(project, name, b"j2\x80\x02K\x04.")

    assert gone(gc(project)) == {name: "version"}
    shutil.rmtree(project.tree)
    project.build()
    assert tree_bytes(project.tree) == project.clean_build()


def test_without_a_readable_theme_templates_go_a_month_after_the_last_build(
    portal: PortalMaker,
) -> None:
    project = built(portal)
    names = sorted(name for name in cached(project) if name.startswith("templates/"))
    put(project, "themes/source", b"0" * 32)
    age(project, names[0], DAYS)
    age(project, names[1], HOURS)

    assert gone(gc(project)) == {names[0]: "template"}


def test_the_journal_of_a_living_base_stays_and_one_without_a_base_goes(
    portal: PortalMaker,
) -> None:
    project = built(portal)
    put(project, "parse/east.sqlite-journal")
    put(project, "parse/health.sqlite-journal")
    (project.root / ".govssg" / "parse" / "health.sqlite").unlink()

    assert gone(gc(project)) == {"parse/health.sqlite-journal": "temporary"}


def test_what_is_no_cache_of_ours_stays(portal: PortalMaker, tmp_path: Path) -> None:
    project = built(portal)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / ".secret").write_text("mine", encoding="utf-8")
    os.utime(outside / ".secret", (1, 1))
    for name in (".gitignore", "crash-20260101-000000-0.log", "notes.txt", "mine/.hidden"):
        put(project, name, seconds=DAYS)
    (project.root / ".govssg" / "sites" / "link").symlink_to(outside)
    (project.root / ".govssg" / "links" / ".link").symlink_to(outside / ".secret")

    assert gc(project)["files"] == []
    assert (outside / ".secret").is_file()


def test_a_cache_that_is_a_link_is_not_followed(portal: PortalMaker, tmp_path: Path) -> None:
    project = portal(DOCUMENTS)
    (project.root / ".govssg").symlink_to(tmp_path)
    done = run(project, "cache", "gc")

    assert done.code == 2
    assert ".govssg 是一个链接" in done.err


def test_a_dry_run_tells_all_and_removes_nothing(portal: PortalMaker) -> None:
    project = built(portal)
    without(project, "b")
    put(project, ".stat-abcd1234")
    project.remove("sites/health.yaml")
    before = cached(project)
    dry = gc(project, "--dry-run")
    text = run(project, "cache", "gc", "--dry-run").out

    assert cached(project) == before
    assert "没有文档再用的解析结果" in text
    assert text.endswith("（没有删除）。\n")
    real = gc(project)
    assert (gone(dry), dry["dryRun"]) == (gone(real), True)
    assert [(d["site"], d["count"]) for d in dry["documents"]] == [
        (d["site"], d["count"]) for d in real["documents"]
    ]


def test_the_text_says_what_went_and_what_was_freed(portal: PortalMaker) -> None:
    project = built(portal)
    put(project, ".stat-abcd1234", b"x" * 2000)

    assert run(project, "cache", "gc", "--lang", "en").out == (
        "temporary files of killed processes  files: 1  2.0 KB\n2.0 KB freed.\n"
    )
    assert run(project, "cache", "gc", "-q").out == ""


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_outcomes, "WAIT", 0.05)


def test_a_base_somebody_is_writing_is_left_alone(portal: PortalMaker, impatient: None) -> None:
    project = built(portal)
    without(project, "a")
    base = sqlite3.connect(project.root / ".govssg" / "parse" / "east.sqlite", isolation_level=None)
    base.execute("begin immediate")
    told = gc(project)
    done = run(project, "cache", "gc")
    base.execute("rollback")
    base.close()

    assert (told["documents"], told["busy"]) == ([], ["east"])
    assert (done.code, done.err[:5]) == (0, "east ")
    assert outcomes(project) == 2
    assert [some["count"] for some in gc(project)["documents"]] == [1]


def test_the_file_is_not_written_anew_while_somebody_reads_it(
    portal: PortalMaker, impatient: None
) -> None:
    project = built(portal)
    without(project, "a")
    keys: set[str] = set()
    path = project.root / ".govssg" / "parse" / "east.sqlite"
    with sqlite3.connect(path) as base:
        keys = {key for (key,) in base.execute("select key from parsed")}
        base.execute("create table pad (data)")
        base.execute("insert into pad values (zeroblob(400000))")
        base.execute("drop table pad")
    before = path.stat()
    os.utime(path, (before.st_atime, before.st_mtime - HOURS))
    reader = sqlite3.connect(path, isolation_level=None)

    def asked() -> list[str]:
        return sorted(keys)[:1]

    real = kept_outcomes._give_back

    def while_read(base: sqlite3.Connection) -> None:
        reader.execute("begin")
        reader.execute("select count(*) from parsed").fetchone()
        real(base)
        reader.execute("commit")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept_outcomes, "_give_back", while_read)
        assert len(kept_outcomes.drop_outcomes(path, asked)) == 1
    assert path.stat().st_size == before.st_size
    reader.close()
    assert len(kept_outcomes.drop_outcomes(path, list)) == 1
    assert path.stat().st_size < before.st_size / 4


def test_outcomes_of_a_build_on_its_way_are_left_alone(portal: PortalMaker) -> None:
    project = built(portal)
    path = project.root / ".govssg" / "parse" / "east.sqlite"
    with sqlite3.connect(path) as base:
        base.execute("insert into parsed values ('new', x'00')")
    age(project, "sites/east.parsed", 60)
    fresh = gc(project)
    age(project)
    age(project, "sites/east.parsed", 2 * HOURS)

    assert (fresh["documents"], fresh["busy"]) == ([], ["east"])
    assert [some["count"] for some in gc(project)["documents"]] == [1]


def test_without_a_record_of_who_asks_all_outcomes_stay(portal: PortalMaker) -> None:
    project = built(portal)
    (project.root / ".govssg" / "sites" / "east.parsed").unlink()
    age(project)
    told = stats(project, "--sites")

    assert gc(project, "--dry-run")["documents"] == []
    assert gc(project)["documents"] == []
    assert told["documents"]["unknown"] == 2
    assert [row["asked"] for row in told["sites"] if row["site"] == "east"] == [None]
    assert "另有 2 篇说不准" in run(project, "cache", "stats").out


@pytest.mark.slow
def test_collecting_while_builds_run_harms_neither(portal: PortalMaker) -> None:
    project = built(portal)
    opened = open_project(Where(root=str(project.root)))
    over, rounds = threading.Event(), 0

    def build_on() -> None:
        for number in range(8):
            project.write(f"content/county/east/news/n{number}.md", article(f"新{number}"))
            if number > 2:
                project.remove(f"content/county/east/news/n{number - 3}.md")
            project.build()
        over.set()

    builder = threading.Thread(target=build_on)
    builder.start()
    while builder.is_alive():
        sweep(opened, time.time_ns(), dry=False)
        rounds += 1
    builder.join()

    assert over.is_set(), "a build failed"
    assert rounds > 1
    assert tree_bytes(project.tree) == project.clean_build()
    assert work(project.build()) == (0, 0, 0)


@pytest.mark.slow
def test_a_build_without_its_cache_gives_the_same_bytes(portal: PortalMaker) -> None:
    project = built(portal)
    before = tree_bytes(project.tree)
    shutil.rmtree(project.root / ".govssg")
    elsewhere = project.build(tree=project.root / "other")
    shutil.rmtree(project.root / ".govssg")
    idle = project.build()
    project.edit("content/county/east/news/a.md", "正文第一段", "改过的正文")
    changed = project.build()

    assert elsewhere.parsed == 3
    assert tree_bytes(project.root / "other") == before
    assert work(idle) == (0, 0, 0), "the tree's own ledger says that nothing changed"
    assert (changed.parsed, len(changed.written)) == (3, 3)
    assert tree_bytes(project.tree) == project.clean_build()


def git(root: Path, *words: str) -> None:
    settings = ("-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *settings, *words], cwd=root, check=True, capture_output=True)


def committed(project: Project) -> None:
    project.write(".gitignore", ".govssg/\nbuild/\n")
    git(project.root, "init", "-q", "-b", "main")
    git(project.root, "add", "-A")
    git(project.root, "commit", "-q", "-m", "all")


def by_ref(project: Project) -> Report:
    return build(Commit(project.root, "HEAD"), project.settings())


def carried(project: Project, root: Path, *names: str) -> None:
    """Copy folders of a project to another place, as a cache of CI gives them back."""
    for name in names:
        shutil.copytree(project.root / name, root / name)


@pytest.mark.slow
def test_a_project_that_moves_with_cache_and_tree_has_nothing_to_do(
    portal: PortalMaker, tmp_path: Path
) -> None:
    project = portal(DOCUMENTS)
    committed(project)
    by_ref(project)
    moved = Project(tmp_path / "moved", {})
    shutil.copytree(project.root, moved.root)

    assert work(by_ref(moved)) == (0, 0, 0)
    assert work(moved.build()) == (0, 0, 0), "from the files on disk, too"
    assert gc(moved)["files"] == []


@pytest.mark.slow
def test_another_machine_that_has_cache_and_tree_has_nothing_to_do(
    portal: PortalMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = portal(DOCUMENTS)
    committed(project)
    by_ref(project)
    gc(project)
    clone = Project(tmp_path / "clone", {})
    source = project.root.as_uri()
    git(tmp_path, "clone", "-q", "--depth", "1", source, str(clone.root))
    carried(project, clone.root, ".govssg", "build")
    installed_later = (("theme.yaml", 1, 1),)
    for module in (settled, prepare):
        monkeypatch.setattr(module, "shipped_identity", lambda _name: installed_later)

    assert work(by_ref(clone)) == (0, 0, 0)
    clone.edit("content/county/east/news/a.md", "正文第一段", "改过的正文")
    git(clone.root, "commit", "-q", "-a", "-m", "edit")
    report = by_ref(clone)
    assert (report.parsed, report.written) == (
        1,
        tuple(f"east/{variant}news/a.html" for variant in ("accessible/", "elder/", "")),
    )
    assert tree_bytes(clone.tree) == clone.clean_build()


@pytest.mark.slow
@pytest.mark.parametrize("name", [".govssg", "build"])
def test_half_of_what_is_kept_is_right_too(portal: PortalMaker, tmp_path: Path, name: str) -> None:
    project = portal(DOCUMENTS)
    committed(project)
    by_ref(project)
    clone = Project(tmp_path / "clone", {})
    git(tmp_path, "clone", "-q", project.root.as_uri(), str(clone.root))
    carried(project, clone.root, name)
    clone.edit("content/county/east/news/a.md", "正文第一段", "改过的正文")
    git(clone.root, "commit", "-q", "-a", "-m", "edit")
    report = by_ref(clone)

    files = tree_bytes(clone.tree)
    assert files == clone.clean_build()
    assert (report.parsed, len(report.written)) == (
        (1, len(files)) if name == ".govssg" else (3, 3)
    )


def test_the_examples_for_ci_keep_both_folders_and_build_a_commit() -> None:
    text = (PACKAGE_ROOT / "docs" / "cli.md").read_text("utf-8")
    section = text.partition("## Keeping the cache in CI")[2]
    github, gitlab = map(yaml.safe_load, re.findall(r"```yaml\n(.*?)```", section, re.DOTALL))
    steps = github["jobs"]["build"]["steps"]
    kept = next(step["with"] for step in steps if step.get("uses", "").startswith("actions/cache"))
    commands = [line for step in steps for line in step.get("run", "").splitlines()]

    assert kept["path"].split() == [".govssg", "build"]
    assert gitlab["portal"]["cache"]["paths"] == [".govssg/", "build/"]
    for lines in (commands, gitlab["portal"]["script"]):
        assert [line for line in lines if line.startswith("govssg")] == [
            "govssg build --ref HEAD",
            "govssg cache gc --ref HEAD",
        ]


@pytest.mark.parametrize(
    ("words", "option"), [(("gc", "--sites"), "--sites"), (("stats", "--dry-run"), "--dry-run")]
)
def test_an_option_of_the_other_half_is_refused(
    portal: PortalMaker, words: tuple[str, ...], option: str
) -> None:
    done = run(portal(DOCUMENTS), "cache", *words)

    assert done.code == 2
    assert f"{option} 只用于 govssg cache" in done.err


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 B"), (999, "999 B"), (1000, "1.0 KB"), (9940, "9.9 KB"), (9960, "10 KB"),
     (999_600, "1.0 MB"), (86_417_408, "86 MB"), (5_000_000_000_000, "5,000 GB")],
)  # fmt: skip
def test_sizes_are_written_for_people(size: int, text: str) -> None:
    assert size_text(size) == text


def test_every_room_and_reason_has_words_in_both_languages() -> None:
    assert set(PURPOSES) == set(ROOMS)
    assert set(LITTER.values()) | {"outcomes"} == set(REASONS)
    for zh, en in SENTENCES.values():
        assert re.findall(r"{(\w+)", zh) == re.findall(r"{(\w+)", en)
