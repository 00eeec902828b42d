"""What the program says and leaves with: 0 fine, 1 findings, 2 usage, 3 our fault."""

import fcntl
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from cli.helpers import CLOCK, files_below, run, start
from project import PortalMaker, article

import govssg.cli.build
from govssg.cli import run as run_main

DEAD = "-- content/county/east/news/a.md --\n" + article() + "\n[去](none.md)\n"
WARNED = "-- content/county/east/news/a.md --\n" + article() + "\n# 一级\n"


def test_a_fine_build_leaves_with_0_and_prints_what_it_did(portal: PortalMaker) -> None:
    project = portal("-- content/county/east/news/a.md --\n" + article())
    first = run(project, "build", "--no-search", "--clock", CLOCK)
    second = run(project, "build", "--no-search", "--clock", CLOCK)

    assert (first.code, second.code) == (0, 0)
    assert "3 个网站，1 篇文档" in first.out
    assert "1 篇文章" in first.out
    assert "没有变化：" in second.out
    assert project.page("east/news/a.html")


def test_a_finding_at_the_gate_leaves_with_1_and_names_the_place(portal: PortalMaker) -> None:
    done = run(portal(DEAD), "build", "--no-search")

    assert done.code == 1
    assert "content/county/east/news/a.md:10:5: 错误 L101" in done.out
    assert "[去](none.md)" in done.out


@pytest.mark.parametrize(
    ("text", "gate", "code"),
    [
        (DEAD, "error", 1),
        (DEAD, "warning", 1),
        (DEAD, "never", 0),
        (WARNED, "error", 0),
        (WARNED, "warning", 1),
        (WARNED, "never", 0),
    ],
)
def test_fail_on_decides_which_findings_close_the_gate(
    portal: PortalMaker, text: str, gate: str, code: int
) -> None:
    assert run(portal(text), "build", "--no-search", "--fail-on", gate).code == code


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "--fail-on", "sometimes"),
        ("build", "--clock", "gestern"),
        ("build", "--base-url", "ankang.example"),
        ("build", "--site", "nowhere"),
        ("build", "-d", "content/out"),
        ("build", "-d", "."),
        ("build", "-d", ".."),
        ("build", "--ref", "no-such-branch"),
        ("fly",),
        ("new", "artikel", "--site", "east"),
        ("explain",),
        ("explain", "no/such/page.html"),
        ("clean",),
    ],
)
def test_wrong_usage_leaves_with_2_and_writes_nothing(
    portal: PortalMaker, arguments: tuple[str, ...]
) -> None:
    project = portal("-- content/county/east/news/a.md --\n" + article())
    before = files_below(project.root)
    done = run(project, *arguments)

    assert done.code == 2, done
    assert "Traceback" not in done.err
    assert done.err.strip()
    written = set(files_below(project.root)) - set(before)
    assert not any(name.startswith("content/") for name in written)


def test_a_mistyped_verb_is_told_what_was_meant(tmp_path: Path) -> None:
    done = start(tmp_path, "buidl")

    assert done.code == 2
    assert "是不是“build”？" in done.err


def test_outside_a_project_the_user_is_told_how_to_get_one(tmp_path: Path) -> None:
    done = start(tmp_path, "build")

    assert done.code == 2
    assert "govssg init" in done.err


def test_a_broken_configuration_leaves_with_2_and_shows_the_line(portal: PortalMaker) -> None:
    project = portal("-- sites/portal.yaml --\nname: 门户\nurl: [\n")
    for verb in ("build", "check"):
        done = run(project, verb)

        assert done.code == 2, done
        assert "sites/portal.yaml:" in done.out
        assert "F002" in done.out
        assert "Traceback" not in done.err


def test_a_build_that_is_locked_out_says_so_and_leaves_with_2(portal: PortalMaker) -> None:
    project = portal("")
    lock = project.tree / ".govssg" / "lock"
    lock.parent.mkdir(parents=True)
    with lock.open("w") as file:
        file.write("4242")
        file.flush()
        fcntl.flock(file, fcntl.LOCK_EX)
        done = run(project, "build", "--no-search")

    assert done.code == 2
    assert "4242" in done.err
    assert "Traceback" not in done.err


def test_a_folder_with_somebody_elses_files_is_not_built_into(portal: PortalMaker) -> None:
    project = portal("-- out/mine.txt --\nmine\n")
    done = run(project, "build", "--no-search", "-d", "out")

    assert done.code == 2
    assert "mine.txt" in done.err
    assert list(files_below(project.root / "out")) == ["mine.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_named(portal: PortalMaker, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o555)
    done = start(portal("").root, "build", "--no-search", "-d", str(locked / "out"))

    assert done.code == 2
    assert str(locked) in done.err


@pytest.mark.parametrize(("number", "code", "word"), [(28, 3, "磁盘满了"), (30, 2, "只读")])
def test_trouble_with_the_disk_is_told_in_plain_words(
    portal: PortalMaker,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    number: int,
    code: int,
    word: str,
) -> None:
    def fail(*_arguments: object, **_named: object) -> None:
        raise OSError(number, "x", "/out/a.html")

    project = portal("")
    monkeypatch.chdir(project.root)
    monkeypatch.setattr(govssg.cli.build, "build", fail)

    assert run_main(["build", "--no-search"]) == code
    said = capsys.readouterr().err
    assert word in said
    assert "/out/a.html" in said


def test_our_own_fault_leaves_with_3_an_apology_and_a_log(
    portal: PortalMaker, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_arguments: object, **_named: object) -> None:
        raise RuntimeError("boom")

    project = portal("")
    monkeypatch.chdir(project.root)
    monkeypatch.setattr(sys, "argv", ["govssg", "build"])
    monkeypatch.setattr(govssg.cli.build, "build", fail)

    assert run_main(["build", "--no-search"]) == 3
    said = capsys.readouterr().err
    assert "抱歉" in said
    assert "Traceback" not in said
    (log,) = (project.root / ".govssg").glob("crash-*.log")
    assert "RuntimeError: boom" in log.read_text("utf-8")
    assert str(log) in said


def test_check_writes_nothing_but_its_cache(portal: PortalMaker) -> None:
    project = portal(DEAD)
    before = files_below(project.root)

    assert run(project, "check").code == 1
    assert files_below(project.root) == before


def test_results_go_to_standard_output_and_messages_to_standard_error(
    portal: PortalMaker,
) -> None:
    done = run(portal(DEAD), "build", "--no-search", "--format", "json")
    value = json.loads(done.out)

    assert [f["code"] for f in value["findings"]] == ["L101"]
    assert "个网站" in done.err


def test_quiet_leaves_only_the_findings(portal: PortalMaker) -> None:
    fine = run(
        portal("-- content/county/east/news/a.md --\n" + article()), "build", "-q", "--no-search"
    )

    assert (fine.out, fine.err) == ("", "")


def test_verbose_gives_the_reason_of_every_page(portal: PortalMaker) -> None:
    project = portal("-- content/county/east/news/a.md --\n" + article())
    run(project, "build", "--no-search", "--clock", CLOCK)
    project.edit("content/county/east/news/a.md", "正文第一段", "正文改过")
    done = run(project, "build", "-v", "--no-search", "--clock", CLOCK)

    assert done.err == "east:news/a.html  正文\n"


def test_the_language_is_the_portals_unless_asked_otherwise(portal: PortalMaker) -> None:
    project = portal(DEAD)
    assert "错误 L101" in run(project, "build", "--no-search").out
    assert (
        "error L101 the link leads to" in run(project, "build", "--no-search", "--lang", "en").out
    )

    project.edit("sites/portal.yaml", "demo: true", "demo: true\nlanguage: en")
    assert "error L101 the link leads to" in run(project, "build", "--no-search").out


def test_site_shows_the_findings_of_the_sites_that_match(portal: PortalMaker) -> None:
    other = DEAD.replace("county/east", "department/health")
    project = portal(DEAD + other)

    assert "department/health" not in run(project, "check", "--site", "e*").out
    assert "department/health" in run(project, "check", "--site", "h*").out


@pytest.mark.parametrize("verb", ["build", "check"])
@pytest.mark.parametrize("pattern", ["", "east"])
def test_a_site_whose_file_is_broken_is_told_and_fails(
    portal: PortalMaker, verb: str, pattern: str
) -> None:
    project = portal("-- sites/east.yaml --\nname: 东县\ncolumns: [\n")
    more = ("--site", pattern) if pattern else ()
    done = run(project, verb, *more)

    assert done.code in {1, 2}
    assert "sites/east.yaml:" in done.out
    assert "F002" in done.out


def test_a_folder_that_belongs_to_no_site_is_told(portal: PortalMaker) -> None:
    done = run(portal("-- content/county/eats/news/a.md --\n" + article()), "build", "--no-search")

    assert done.code == 1
    assert "C111" in done.out


def test_site_builds_only_the_sites_that_match(portal: PortalMaker) -> None:
    project = portal("-- content/county/east/news/a.md --\n" + article())
    run(project, "build", "--no-search", "--site", "east")

    assert (project.tree / "east/index.html").is_file()
    assert not (project.tree / "health").exists()


def test_a_commit_can_be_built_while_the_files_have_moved_on(portal: PortalMaker) -> None:
    project = portal("-- content/county/east/news/a.md --\n" + article("旧标题"))
    git = ("git", "-c", "user.name=t", "-c", "user.email=t@example.com", "-C", str(project.root))
    for command in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "x")):
        subprocess.run([*git, *command], check=True)
    project.edit("content/county/east/news/a.md", "旧标题", "新标题")
    done = run(project, "build", "--no-search", "--ref", "HEAD", "--clock", CLOCK)

    assert done.code == 0, done
    assert "旧标题" in project.page("east/news/a.html")


def test_asking_for_the_version_loads_no_engine() -> None:
    root = Path(__file__).parent
    done = start(root, "--version", PYTHONPROFILEIMPORTTIME="1")

    assert done.code == 0
    assert done.out.startswith("govssg, version ")
    for module in ("jinja2", "markdown_it", "govssg.build", "rich", "starlette"):
        assert f" {module}\n" not in done.err


def test_a_reader_that_goes_away_is_no_crash(portal: PortalMaker) -> None:
    project = portal("-- content/county/east/news/a.md --\n" + article())
    program = f"{shlex.quote(sys.executable)} -m govssg list routes | head -n 1"
    package = str(Path(govssg.cli.build.__file__).resolve().parents[2])
    done = subprocess.run(
        ["/bin/sh", "-c", program],
        cwd=project.root,
        env={**os.environ, "PYTHONPATH": package},
        capture_output=True,
        check=False,
    )

    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b""
