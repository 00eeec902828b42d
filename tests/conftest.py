"""Fixtures for all tests: a portal from a string, the real demo portal built once."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from project import BASE, CLOCK, PortalMaker, Project, files_of

from govssg.build import Settings, build
from govssg.catalog.site_catalog import Visibility
from govssg.read.snapshot import Worktree


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


SLOW_FOLDERS = frozenset({"laws", "serve", "checks", "search", "demo", "hostile", "packaging"})
"""Folders whose tests build much; the rest is what ``make test-fast`` runs."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of slow folders."""
    here = Path(__file__).resolve().parent
    for item in items:
        if item.path.relative_to(here).parts[0] in SLOW_FOLDERS:
            item.add_marker(pytest.mark.slow)
