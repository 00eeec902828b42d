"""Fixtures for all tests: a portal from a string, the real demo portal built once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from project import BASE, Project, files_of

PortalMaker = Callable[[str], Project]


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
