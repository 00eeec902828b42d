"""Before planning: configuration, theme and every site parsed, joined into one scene."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from govssg.catalog.site_catalog import SiteCatalog, Visibility, site_catalog
from govssg.engine import engine_digest
from govssg.execute import Executor, executor
from govssg.model.digest import digest_value
from govssg.model.finding import Finding, Span, finding
from govssg.model.portal import Portal
from govssg.model.source import Entry, Snapshot
from govssg.model.theme import ThemeSource
from govssg.parse.site import ParsedSite, SiteInput, kept_site, parse_site
from govssg.read.config import read_configuration
from govssg.read.theme import ThemeError, read_theme
from govssg.report.progress import Reporter
from govssg.store.value_cache import ValueCache
from govssg.theme.closure import Closures, closures
from govssg.theme.environment import environment
from govssg.work import ParseJob, Scene, SceneFile, run_parse


class Wanted(Protocol):
    """What preparing needs of a build's settings."""

    @property
    def visibility(self) -> Visibility: ...  # noqa: D102
    @property
    def cache(self) -> str: ...  # noqa: D102
    @property
    def base_url(self) -> str: ...  # noqa: D102
    @property
    def jobs(self) -> int: ...  # noqa: D102
    @property
    def scheduler(self) -> str: ...  # noqa: D102


class Prepared(Struct, frozen=True):
    """All that planning starts from; no scene when the configuration cannot be used."""

    scene_file: SceneFile | None
    scene: Scene | None
    inputs: dict[str, SiteInput]
    parsed: dict[str, ParsedSite]
    findings: tuple[Finding, ...]


def prepare(snapshot: Snapshot, wanted: Wanted, reporter: Reporter) -> Prepared:
    """Give the scene of a snapshot, parsing what no cache holds."""
    configuration = read_configuration(snapshot)
    if configuration.portal is None:
        return Prepared(None, None, {}, {}, configuration.findings)
    portal = with_base_url(configuration.portal, wanted.base_url)
    try:
        theme = read_theme(snapshot, portal.theme)
    except ThemeError as error:
        return Prepared(None, None, {}, {}, (*configuration.findings, error.finding))
    inputs = site_inputs(portal, snapshot.entries(), wanted.cache)
    parsed = _parse(snapshot, inputs, wanted, reporter)
    catalogs = tuple(_catalog(portal, parsed[site.id], wanted) for site in portal.sites)
    file = SceneFile(portal, catalogs, theme, engine_digest(), *_templates(theme, wanted.cache))
    scene = Scene(file)
    findings = [*configuration.findings, *strays(portal, snapshot.entries())]
    findings += [found for site in parsed.values() for found in site.findings]
    findings += scene.theme.closures.findings
    return Prepared(file, scene, inputs, parsed, tuple(findings))


def with_base_url(portal: Portal, base_url: str) -> Portal:
    """Give the portal as it is under another origin, with every site below it."""
    if not base_url:
        return portal
    sites = tuple(replace(site, url="") for site in portal.sites)
    return replace(portal, url=base_url.rstrip("/"), sites=sites)


def site_inputs(portal: Portal, entries: tuple[Entry, ...], cache: str) -> dict[str, SiteInput]:
    """Give what parsing each site starts from."""
    by_site: dict[str, list[Entry]] = {site.content_root(): [] for site in portal.sites}
    for entry in entries:
        parts = entry.path.split("/", 3)
        root = "/".join(parts[1:3])
        if parts[0] == "content" and root in by_site:
            by_site[root].append(entry)
    folder = f"{cache}/parse" if cache else ""
    engine = engine_digest()
    return {
        site.id: SiteInput(site, tuple(by_site[site.content_root()]), folder, engine)
        for site in portal.sites
    }


def _parse(
    snapshot: Snapshot, inputs: dict[str, SiteInput], wanted: Wanted, reporter: Reporter
) -> dict[str, ParsedSite]:
    ids = tuple(sorted(inputs))
    kept = {site: kept_site(given, frozenset(ids)) for site, given in inputs.items()}
    new = [given for site, given in inputs.items() if kept[site] is None]
    jobs = [ParseJob(given, snapshot.address, ids) for given in new]
    work = sum(len(given.entries) for given in new) if wanted.cache else 0
    in_memory = snapshot.address.kind == "memory" or not wanted.cache
    scheduler = wanted.scheduler if jobs and not in_memory else ""
    with executor(1 if in_memory else wanted.jobs, work, scheduler) as pool:
        found = _run_parse(pool, jobs, snapshot)
        results = list(reporter.follow("解析 parse", found, len(jobs)))
    parsed = {site: found for site, found in kept.items() if found}
    parsed |= {result.site: result for result in results}
    return {site: parsed[site] for site in ids}


def _run_parse(pool: Executor, jobs: list[ParseJob], snapshot: Snapshot) -> Iterator[ParsedSite]:
    if pool.jobs == 1:
        return pool.run(partial(_parse_here, snapshot), jobs)
    return pool.run(run_parse, jobs)


def _parse_here(snapshot: Snapshot, job: ParseJob) -> ParsedSite:
    return parse_site(job.given, snapshot, frozenset(job.sites))


def _templates(theme: ThemeSource, cache: str) -> tuple[Closures | None, str]:
    """Give the theme's closures, taken anew only if it changed, and where its code is kept."""
    if not cache:
        return None, ""
    kept = ValueCache(Path(cache) / "themes", Closures)
    key = digest_value((theme.templates, engine_digest()))
    known = kept.get(theme.name, key)
    if known is None:
        known = closures(theme, environment(theme))
        kept.put(theme.name, key, known)
    return known, f"{cache}/templates"


def _catalog(portal: Portal, parsed: ParsedSite, wanted: Wanted) -> SiteCatalog:
    site = portal.site(parsed.site)
    assert site is not None  # noqa: S101 - parsed from this portal's sites
    return site_catalog(site, parsed.cards, parsed.files, wanted.visibility)


def strays(portal: Portal, entries: tuple[Entry, ...]) -> list[Finding]:
    """Find folders below ``content/`` that belong to no site."""
    known = {site.content_root() for site in portal.sites}
    strays = set()
    for entry in entries:
        parts = entry.path.split("/", 3)
        root = "/".join(parts[1:3])
        if parts[0] == "content" and root not in known:
            strays.add("/".join(parts[:3]))
    return [finding("C111", Span(path), folder=path) for path in sorted(strays)]
