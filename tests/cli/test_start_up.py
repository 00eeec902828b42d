"""Starting is quick because little is loaded: what a verb does not need stays on the disk."""

import subprocess
import sys

import pytest
from cli.helpers import CLOCK, PACKAGE_ROOT, run
from project import PortalMaker, article

from govssg.cli.options import FORMATS
from govssg.report import formats

HEAVY = (
    "asyncio", "bs4", "concurrent.futures", "difflib", "distributed", "email", "http", "imagesize",
    "importlib.metadata", "jinja2", "json", "logging", "lxml", "markdown_it", "mdit_py_plugins",
    "msgspec", "multiprocessing", "nh3", "pagefind_bin", "rich", "sqlite3", "ssl", "starlette",
    "subprocess", "tempfile", "urllib.request", "uvicorn", "watchdog", "xml", "yaml",
)  # fmt: skip
"""What takes a millisecond or more to load."""

OURS = ("build", "catalog", "kinds", "parse", "plan", "prepare", "read", "report", "work")

LOADED = """
import sys
from govssg.cli import run
code = run(sys.argv[1:])
print(*sorted(sys.modules), file=sys.stderr)
sys.exit(code)
"""


IDLE = (
    "concurrent.futures", "email", "govssg.kinds", "govssg.parse", "govssg.plan", "govssg.prepare",
    "govssg.search", "http", "imagesize", "importlib.metadata", "jinja2", "logging", "markdown_it",
    "multiprocessing", "nh3", "rich", "ssl", "urllib.request", "xml", "yaml",
)  # fmt: skip
"""What a build that has nothing to do need not load."""


def loaded(*arguments: str) -> set[str]:
    """Give the modules a fresh process has loaded when the command is done."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments],
        cwd=PACKAGE_ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(done.stderr.split())


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_the_version_and_the_help_load_nothing_heavy(option: str) -> None:
    modules = loaded(option)

    assert {"click", "govssg.cli"} <= modules
    assert modules & {*HEAVY, *(f"govssg.{name}" for name in OURS)} == set()


def test_a_build_that_is_not_asked_for_a_report_loads_no_report_formats() -> None:
    assert "govssg.report.junit" not in loaded("build", "--help")


def test_the_options_name_the_formats_there_are() -> None:
    assert tuple(formats.FORMATS) == FORMATS


def test_a_build_of_nothing_loads_no_engine(portal: PortalMaker) -> None:
    project = portal("-- content/county/east/news/a.md --\n" + article())
    words = ("build", "--root", str(project.root), "--clock", CLOCK, "-q", "--no-search")
    assert run(project, *words).code == 0

    assert loaded(*words) & set(IDLE) == set()
