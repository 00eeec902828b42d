"""Fixtures for all tests: a portal from a string, the real demo portal built once."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from compiled_once import compiled_once
from examples import try_laws
from playwright.sync_api import Browser, sync_playwright
from project import BASE, CLOCK, PortalMaker, Project, files_of

from govssg.build import Settings, build
from govssg.catalog.site_catalog import Visibility
from govssg.read.snapshot import Worktree


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    """Let the tests of a session share compiled templates."""
    with compiled_once():
        yield


@pytest.fixture
def portal(tmp_path: Path) -> PortalMaker:
    """Give a maker of projects: the base portal with a test's own files laid over it."""

    def make(text: str = "") -> Project:
        return Project(tmp_path / "project", files_of(BASE) | files_of(text))

    return make


@pytest.fixture(scope="session")
def root() -> Path:
    """Give the project's own folder."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def demo(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the tree of the demo portal, built once for the session, without search."""
    folder = tmp_path_factory.mktemp("demo")
    settings = Settings(
        str(folder / "build"), Visibility(CLOCK), str(folder / "cache"), search=False
    )
    report = build(Worktree(root), settings)
    assert [f for f in report.findings if f.severity == "error"] == []
    return folder / "build"


BROWSERS = ("chromium", "chromium-browser", "google-chrome")

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
)


def chromium() -> str | None:
    """Give the browser to use: CHROMIUM, one on PATH, else Playwright's own."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the browser; without one the tests fail, they are not skipped."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield started
        started.close()


SLOW = frozenset({
    "checks/test_pages.py",
    "demo",
    "hostile",
    "laws",
    "packaging",
    "search/test_index.py",
    "search/test_page.py",
    "search/test_recall.py",
    "serve/test_browser.py",
    "serve/test_editing.py",
    "serve/test_mistakes.py",
    "serve/test_process.py",
    "unit/test_snapshot_stopped.py",
    "unit/test_work_done.py",
})  # fmt: skip
"""Folders and files whose tests build much or start processes; ``make test-fast`` leaves them out.

Single slow tests of other files carry their mark themselves.
"""


def is_slow(path: Path) -> bool:
    """Tell whether a file or folder of tests is slow as a whole."""
    name = path.relative_to(Path(__file__).resolve().parent)
    return not SLOW.isdisjoint(part.as_posix() for part in (name, *name.parents))


def is_fast_run(config: pytest.Config) -> bool:
    """Tell whether this run leaves out what is slow, as ``make test-fast`` does."""
    asked: str = config.option.markexpr
    return "not slow" in asked and " or " not in asked


MEMORY = Path("/dev/shm")  # noqa: S108 -- only pytest's own folders, which others cannot enter
ROOM = 200_000_000
"""Bytes that must be free in memory to put portals there; a fast run needs a tenth."""


def pytest_configure(config: pytest.Config) -> None:
    """Try laws with fewer examples in a fast run, and build in memory; other runs use the disk."""
    try_laws(fast=is_fast_run(config))
    memory = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    if is_fast_run(config) and memory:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even import in a fast run what is slow."""
    return True if is_fast_run(config) and is_slow(collection_path) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of slow folders and files."""
    for item in items:
        if is_slow(item.path):
            item.add_marker(pytest.mark.slow)
