"""The project a verb works on: its folder, its snapshot, its clock, its language."""

import os
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from govssg.catalog.site_catalog import Visibility
from govssg.cli.options import When, Where
from govssg.cli.problems import WrongUsageError, note
from govssg.cli.root import PORTAL_FILE, project_root
from govssg.cli.words import did_you_mean, say
from govssg.model.portal import Portal
from govssg.model.source import Snapshot
from govssg.read.dates import PORTAL_TIME, moment
from govssg.read.snapshot import FOLDERS, Commit, Worktree
from govssg.report.progress import Reporter, reporter

if TYPE_CHECKING:
    from govssg.prepare import Prepared

CACHE = ".govssg"
"""Folder of the caches inside the project."""


class Project(Struct, frozen=True):
    """An opened project."""

    root: Path
    snapshot: Snapshot
    language: str
    """What was asked for: ``zh``, ``en``, or empty for the portal's own."""
    quiet: bool

    @property
    def cache(self) -> str:
        """Give the folder of the caches."""
        return str(self.root / CACHE)

    def said(self, portal: Portal | None = None) -> str:
        """Give the language to speak: the one asked for, else the portal's, else Chinese."""
        if self.language:
            return self.language
        return "en" if portal and portal.language.lower().startswith("en") else "zh"

    def reporter(self) -> Reporter:
        """Give what shows progress."""
        return reporter(quiet=self.quiet)


class Wanted(Struct, frozen=True):
    """What preparing is told."""

    visibility: Visibility
    cache: str
    base_url: str = ""
    jobs: int = 0
    scheduler: str = ""


def open_project(where: Where) -> Project:
    """Open the project of the options.

    Raises:
        WrongUsageError: there is none.
        GitError: the revision is unknown.
    """
    root = _root(where)
    if root is None:
        language, folder = where.lang or "zh", where.root or Path.cwd()
        way = say("way-in", language)
        raise WrongUsageError("no-project", language, folder=folder, way=way)
    cache = root / CACHE / "stat"
    snapshot: Snapshot = Commit(root, where.ref) if where.ref else Worktree(root, cache)
    return Project(root, snapshot, where.lang, where.quiet)


def _root(where: Where) -> Path | None:
    """Give the folder that is named, else the project we are in; None if it is no project.

    Of a revision the portal file need not be on disk.
    """
    if not where.root:
        return project_root(Path.cwd())
    named = Path(where.root).resolve()
    usable = (named / PORTAL_FILE).is_file() or (where.ref and named.is_dir())
    return named if usable else None


def wanted(project: Project, when: When) -> Wanted:
    """Give what the options say about preparing."""
    if when.base_url and not when.base_url.startswith(("https://", "http://")):
        raise WrongUsageError("base-url", project.said(), value=when.base_url)
    return Wanted(visibility(when, project.said()), project.cache, when.base_url, when.jobs)


def visibility(when: When, language: str) -> Visibility:
    """Give which documents exist by the options; the clock is now if none is named."""
    clock = moment(when.clock) if when.clock else now()
    if clock is None:
        raise WrongUsageError("clock", language, value=when.clock)
    return Visibility(clock, when.drafts, when.future, when.expired)


def now() -> str:
    """Give the present minute in the portal's time; the only place that asks.

    ``SOURCE_DATE_EPOCH`` (seconds, see reproducible-builds.org) takes its place when set.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    present = (
        datetime.fromtimestamp(int(epoch), PORTAL_TIME)
        if epoch.isdigit()
        else datetime.now(PORTAL_TIME)
    )
    return present.strftime("%Y-%m-%d %H:%M")


def usable_project(project: Project, when: When) -> "Prepared":
    """Give what planning starts from; it has a scene.

    Raises:
        WrongUsageError: the configuration or the theme cannot be used, so there is no scene.
    """
    from govssg.prepare import prepare  # noqa: PLC0415 - a build of nothing must not load it

    prepared = prepare(project.snapshot, wanted(project, when), project.reporter())
    if prepared.scene is None:
        _tell_findings(project, prepared)
        raise WrongUsageError("broken-config", project.said())
    return prepared


def _tell_findings(project: Project, prepared: "Prepared") -> None:
    """Print on standard error what keeps a project from being used."""
    from govssg.cli.output import chosen  # noqa: PLC0415 - only a broken project needs it
    from govssg.report.findings import Findings  # noqa: PLC0415
    from govssg.report.text import text_report  # noqa: PLC0415

    items = chosen(prepared.findings, project.snapshot, "")
    note(text_report(Findings(items, (), project.said(), "error"), colour=False))


def matching_sites(portal: Portal, pattern: str) -> tuple[str, ...]:
    """Give the ids of the sites that match a pattern, all if it is empty."""
    return tuple(site.id for site in portal.sites if fnmatchcase(site.id, pattern or "*"))


def require_sites(portal: Portal, pattern: str, language: str) -> tuple[str, ...]:
    """Give the ids of the sites that match a pattern, all if it is empty.

    Raises:
        WrongUsageError: a pattern is given, and no site matches.
    """
    found = matching_sites(portal, pattern)
    if pattern and not found:
        from govssg.read.fields import nearest  # noqa: PLC0415 - loads the YAML reader

        near = did_you_mean(nearest(pattern, [site.id for site in portal.sites]), language)
        raise WrongUsageError("no-site", language, pattern=pattern, near=near)
    return found


def output_tree(project: Project, name: str) -> Path:
    """Give the output folder of that name, counted from the project.

    Raises:
        WrongUsageError: it would hold the sources, or lie among them.
    """
    tree = (project.root / name).resolve()
    sources = [project.root / folder for folder in FOLDERS]
    among = any(tree.is_relative_to(folder) for folder in (*sources, project.root / CACHE))
    if among or project.root.is_relative_to(tree):
        raise WrongUsageError("output-inside", project.said(), path=tree)
    return tree
