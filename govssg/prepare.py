"""Before planning: configuration, theme and every site parsed, joined into one scene."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from govssg.catalog.site_catalog import Visibility
from govssg.engine import engine_digest
from govssg.execute import Executor, executor
from govssg.model.digest import digest_value
from govssg.model.document import Card
from govssg.model.finding import Finding, Span, finding
from govssg.model.portal import Portal
from govssg.model.source import Snapshot
from govssg.model.theme import ThemeSource
from govssg.parse.kept_site import KeptSite, kept_site
from govssg.parse.site import SiteInput, nameable
from govssg.read.config import Configuration, read_configuration
from govssg.read.shipped import shipped_identity
from govssg.read.theme import ThemeError, read_theme
from govssg.report.progress import Reporter
from govssg.store.value_cache import ValueCache
from govssg.theme.closure import Closures, closures
from govssg.theme.environment import environment
from govssg.work import ParseJob, Scene, SceneFile, packed, parse_here, run_parse


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
    findings: tuple[Finding, ...]
    parsed: int = 0
    """Files really parsed."""

    def usable(self) -> Scene:
        """Give the scene, after it was made sure that there is one."""
        assert self.scene is not None  # noqa: S101 - who plans has asked before
        return self.scene

    def cards(self, site: str) -> tuple[Card, ...]:
        """Give the cards of a site's documents, visible or not."""
        return self.scene.catalog.sites[site].every if self.scene else ()


def prepare(snapshot: Snapshot, wanted: Wanted, reporter: Reporter) -> Prepared:
    """Give the scene of a snapshot, parsing what no cache holds."""
    roots = snapshot.roots()
    configuration = _configuration(snapshot, roots, wanted.cache)
    if configuration.portal is None:
        return Prepared(None, None, {}, configuration.findings)
    portal = with_base_url(configuration.portal, wanted.base_url)
    try:
        theme = _theme(snapshot, roots, portal.theme, wanted.cache)
    except ThemeError as error:
        return Prepared(None, None, {}, (*configuration.findings, error.finding))
    inputs = site_inputs(portal, wanted.cache)
    kept = _kept(snapshot, roots, inputs, wanted, reporter)
    heads = tuple(kept[site.id].head for site in portal.sites)
    file = SceneFile(
        portal, heads, wanted.visibility, theme, engine_digest(), wanted.cache,
        *_templates(theme, wanted.cache),
    )  # fmt: skip
    scene = Scene(file, kept.values())
    findings = [*configuration.findings, *strays(portal, roots)]
    findings += [found for head in heads for found in head.findings]
    findings += file.closures.findings if file.closures else scene.theme.closures.findings
    return Prepared(file, scene, inputs, tuple(findings), sum(head.parsed for head in heads))


def with_base_url(portal: Portal, base_url: str) -> Portal:
    """Give the portal as it is under another origin, with every site below it."""
    if not base_url:
        return portal
    sites = tuple(replace(site, url="") for site in portal.sites)
    return replace(portal, url=base_url.rstrip("/"), sites=sites)


def site_inputs(portal: Portal, cache: str) -> dict[str, SiteInput]:
    """Give what parsing each site starts from, besides its files."""
    ids = tuple(sorted(site.id for site in portal.sites))
    engine = engine_digest()
    return {site.id: SiteInput(site, ids, cache, engine) for site in portal.sites}


def _configuration(snapshot: Snapshot, roots: Mapping[str, str], cache: str) -> Configuration:
    """Give the configuration, read anew only if a file below ``sites/`` changed."""
    if not cache:
        return read_configuration(snapshot)
    kept = ValueCache(Path(cache) / "configuration", Configuration)
    key = digest_value((roots.get("sites", ""), engine_digest()))
    known = kept.get("portal", key)
    if known is None:
        known = read_configuration(snapshot)
        kept.put("portal", key, known)
    return known


def _theme(snapshot: Snapshot, roots: Mapping[str, str], name: str, cache: str) -> ThemeSource:
    """Give the theme, read anew only if a file below ``themes/`` changed."""
    if not cache:
        return read_theme(snapshot, name)
    kept = ValueCache(Path(cache) / "themes", ThemeSource)
    identity = (roots.get("themes", ""), shipped_identity(name))
    key = digest_value((identity, engine_digest(), name))
    known = kept.get("source", key)
    if known is None:
        known = read_theme(snapshot, name)
        kept.put("source", key, known)
    return known


def _kept(
    snapshot: Snapshot,
    roots: Mapping[str, str],
    inputs: dict[str, SiteInput],
    wanted: Wanted,
    reporter: Reporter,
) -> dict[str, KeptSite]:
    """Give every site, parsed anew only if one of its files changed or a document fell due."""
    seen = wanted.visibility
    identities = {site: roots.get(given.root(), "") for site, given in inputs.items()}
    kept = {site: kept_site(inputs[site], identities[site], seen) for site in sorted(inputs)}
    jobs = [
        ParseJob(
            inputs[site], identities[site], *nameable(snapshot.entries(inputs[site].root())),
            snapshot.address, seen,
        )
        for site, known in kept.items()
        if known is None
    ]  # fmt: skip
    work = sum(len(job.entries) for job in jobs) if wanted.cache else 0
    in_memory = snapshot.address.kind == "memory" or not wanted.cache
    alone = in_memory or len(jobs) < 2
    with executor(1 if alone else wanted.jobs, work, wanted.scheduler if not alone else "") as pool:
        ordered = sorted(jobs, key=lambda job: -len(job.entries))
        found = _run_parse(pool, ordered, snapshot)
        fresh = {site.head.site: site for site in reporter.follow("解析 parse", found, len(jobs))}
    return {site: known or fresh[site] for site, known in kept.items()}


def _run_parse(pool: Executor, jobs: list[ParseJob], snapshot: Snapshot) -> Iterator[KeptSite]:
    if pool.jobs == 1:
        found = pool.run(partial(parse_here, snapshot), jobs)
        in_files = len(jobs) > 1 and all(job.given.cache for job in jobs)
        return (site.in_files() for site in found) if in_files else found
    return pool.run(run_parse, [packed(job) for job in jobs])


def _templates(theme: ThemeSource, cache: str) -> tuple[Closures | None, str]:
    """Give the theme's closures, taken anew only if it changed, and where its code is kept."""
    if not cache:
        return None, ""
    kept = ValueCache(Path(cache) / "themes", Closures)
    key = digest_value((theme.templates, engine_digest()))
    known = kept.get("closures", key)
    if known is None:
        known = closures(theme, environment(theme))
        kept.put("closures", key, known)
    return known, f"{cache}/templates"


def strays(portal: Portal, roots: Mapping[str, str]) -> list[Finding]:
    """Find folders below ``content/`` that belong to no site."""
    known = {f"content/{site.content_root()}" for site in portal.sites}
    strange = [root for root in roots if root.split("/")[0] == "content" and root not in known]
    return [finding("C111", Span(path), folder=path) for path in sorted(strange)]
