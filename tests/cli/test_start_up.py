"""Starting is quick because little is loaded: what a verb does not need stays on the disk."""

import subprocess
import sys

import pytest
from cli.helpers import CLOCK, PACKAGE_ROOT, run
from project import PortalMaker, Project, article

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

RARE = (
    "asyncio", "difflib", "email", "http", "imagesize", "markdown_it", "mdit_py_plugins", "mdurl",
    "nh3", "rich", "ssl", "urllib.request", "xml", "yaml",
)  # fmt: skip
"""What a build needs for unusual documents only: no plain article asks for it."""

PLAIN = """
## 要点

**重点。**同时见[指南](b.md)和[网站](https://www.gov.cn/)，
下一行。

- 甲
- 乙

| 项目 | 金额 |
|------|-----:|
| 工本费 | 10 |
"""


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


def build_once(project: Project) -> tuple[str, ...]:
    """Build a project in this process; give the words that build it again.

    No short option: of those click asks difflib what else could be meant.
    """
    words = ("build", "--root", str(project.root), "--clock", CLOCK, "--quiet", "--no-search")
    assert run(project, *words).code == 0
    return words


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
    words = build_once(project)

    assert loaded(*words) & set(IDLE) == set()


@pytest.mark.slow
@pytest.mark.parametrize("date", ["2026-11-02 09:00", "2026-11-02"])
def test_a_build_of_one_plain_article_loads_no_reference_engine(
    portal: PortalMaker, date: str
) -> None:
    files = f"-- content/county/east/news/a.md --\n{article()}"
    project = portal(f"{files}-- content/county/east/news/b.md --\n{article()}")
    words = build_once(project)

    project.write("content/county/east/news/a.md", article("改过的标题", date) + PLAIN)
    modules = loaded(*words)

    page = next(project.tree.rglob("news/a.html")).read_text("utf-8")
    assert "改过的标题" in page
    assert "<strong>重点。</strong>" in page
    assert "govssg.parse.markdown.lane" in modules
    assert modules & set(RARE) == set()


@pytest.mark.slow
def test_a_build_of_what_the_lanes_give_up_loads_the_reference_engines(
    portal: PortalMaker,
) -> None:
    project = portal("-- content/county/east/news/a.md --\n" + article())
    words = build_once(project)

    odd = article("'题''目'") + "\n`代码`\n"
    project.write("content/county/east/news/a.md", odd)

    assert {"markdown_it", "yaml"} <= loaded(*words)
