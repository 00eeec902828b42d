"""One state of the portal while it is edited: made from the last one, parsing only what changed."""

from functools import partial

from msgspec import Struct

from govssg.catalog.catalog import Catalog
from govssg.catalog.context import Context
from govssg.catalog.site_catalog import SiteCatalog, Visibility, site_catalog
from govssg.engine import engine_digest
from govssg.execute import executor
from govssg.model.digest import digest_value
from govssg.model.finding import Finding
from govssg.model.portal import Portal
from govssg.model.source import Entry
from govssg.model.theme import ThemeSource
from govssg.parse.site import ParsedSite, SiteInput, parse_site
from govssg.prepare import site_inputs, strays, with_base_url
from govssg.read.config import PORTAL_FILE, Configuration, read_configuration
from govssg.read.theme import ThemeError, read_theme
from govssg.serve.still import Still
from govssg.theme.assets import Asset, theme_assets
from govssg.theme.compiled import CompiledTemplates
from govssg.theme.renderer import Theme
from govssg.work import ParseJob, run_parse


class Wanted(Struct, frozen=True):
    """What a state is made for."""

    base_url: str
    visibility: Visibility
    cache: str
    """Folder of the parse cache."""


class Look(Struct, frozen=True):
    """The theme made usable; kept as long as no file of it changes."""

    entries: tuple[Entry, ...]
    source: ThemeSource
    theme: Theme
    """Made of this source or of one with the same templates."""
    assets: tuple[Asset, ...]
    digest: str
    """Digest of theme and engine, as the inputs of sites hold it."""
    compiled: CompiledTemplates


class State(Struct, frozen=True):
    """All that pages are planned from; portal and look are None when they cannot be used."""

    still: Still
    configuration: Configuration
    portal: Portal | None
    look: Look | None
    catalog: Catalog | None
    inputs: dict[str, SiteInput]
    parsed: dict[str, ParsedSite]
    shared: tuple[Finding, ...]
    """What is wrong with the configuration, the theme, or folders of no site."""

    def context(self, site: str) -> Context:
        """Give the context of a site of a usable state."""
        assert self.portal is not None  # noqa: S101 - asked of usable states only
        assert self.catalog is not None  # noqa: S101
        return Context(self.portal, self.catalog.sites[site].site, self.catalog)

    def broken_files(self) -> frozenset[str]:
        """Give the files below ``sites/`` that are there but could not become a site."""
        files = {e.path for e in _below(self.still, "sites/") if e.path.endswith((".yaml", ".yml"))}
        used = {site.source for site in self.portal.sites} if self.portal else set()
        return frozenset(files - used - {PORTAL_FILE})


def next_state(still: Still, wanted: Wanted, before: State | None, jobs: int = 1) -> State:
    """Give the state of a still, taking from the last usable one what has not changed.

    Args:
        still: the files now.
        wanted: what the state is for; the same in every call.
        before: the last state whose portal could be used.
        jobs: processes for parsing; 0 lets the amount of work decide.

    Raises:
        OSError: a file was written or removed meanwhile.
    """
    configuration = _configuration(still, before)
    if configuration.portal is None:
        return _unusable(still, configuration, None, configuration.findings)
    portal = with_base_url(configuration.portal, wanted.base_url)
    look = _look(still, portal, before)
    if isinstance(look, Finding):
        return _unusable(still, configuration, portal, (*configuration.findings, look))
    inputs = site_inputs(portal, still.entries(), wanted.cache)
    parsed = _parsed(still, inputs, before, jobs)
    found = (*configuration.findings, *strays(portal, still.entries()))
    return State(
        still=still,
        configuration=configuration,
        portal=portal,
        look=look,
        catalog=Catalog(portal, _catalogs(portal, parsed, wanted.visibility, before)),
        inputs=inputs,
        parsed=parsed,
        shared=(*found, *look.theme.closures.findings),
    )


def _unusable(
    still: Still, configuration: Configuration, portal: Portal | None, found: tuple[Finding, ...]
) -> State:
    return State(still, configuration, portal, None, None, {}, {}, found)


def _below(still: Still, folder: str) -> tuple[Entry, ...]:
    return tuple(entry for entry in still.entries() if entry.path.startswith(folder))


def _configuration(still: Still, before: State | None) -> Configuration:
    if before and _below(still, "sites/") == _below(before.still, "sites/"):
        return before.configuration
    return read_configuration(still)


def _look(still: Still, portal: Portal, before: State | None) -> Look | Finding:
    entries = _below(still, f"themes/{portal.theme}/")
    kept = before.look if before else None
    if kept and kept.entries == entries and kept.source.name == portal.theme:
        same = kept.theme.variants == portal.variants
        return kept if same else _made(entries, kept.source, portal, kept)
    try:
        source = read_theme(still, portal.theme)
    except ThemeError as error:
        return error.finding
    return _made(entries, source, portal, kept)


def _made(
    entries: tuple[Entry, ...], source: ThemeSource, portal: Portal, kept: Look | None = None
) -> Look:
    """Give a theme made usable; new styles alone leave the compiled templates as they are."""
    digest = digest_value((source, engine_digest()))
    same = kept and _face(kept.source) == _face(source) and kept.theme.variants == portal.variants
    compiled = kept.compiled if kept else CompiledTemplates()
    theme = kept.theme if kept and same else Theme(source, portal.variants, compiled)
    return Look(entries, source, theme, theme_assets(source), digest, compiled)


def _face(source: ThemeSource) -> tuple[object, ...]:
    return (source.name, source.root, source.templates)


def _parsed(
    still: Still, inputs: dict[str, SiteInput], before: State | None, jobs: int
) -> dict[str, ParsedSite]:
    """Give what parsing each site gave; a site whose files stayed is not looked at."""
    same_sites = before is not None and before.inputs.keys() == inputs.keys()
    kept = {
        site: before.parsed[site]
        for site, given in inputs.items()
        if before and same_sites and before.inputs[site] == given
    }
    ids = tuple(sorted(inputs))
    stale = [ParseJob(inputs[site], still.address, ids) for site in ids if site not in kept]
    work = sum(len(job.given.entries) for job in stale)
    with executor(jobs, work) as pool:
        here = pool.jobs == 1
        results = list(pool.run(partial(_parse_here, still) if here else run_parse, stale))
    fresh = {result.site: result for result in results}
    return {site: kept.get(site) or fresh[site] for site in ids}


def _parse_here(still: Still, job: ParseJob) -> ParsedSite:
    return parse_site(job.given, still, frozenset(job.sites))


def _catalogs(
    portal: Portal,
    parsed: dict[str, ParsedSite],
    visibility: Visibility,
    before: State | None,
) -> tuple[SiteCatalog, ...]:
    known = before.catalog.sites if before and before.catalog else {}
    found = []
    for site in portal.sites:
        now, kept = parsed[site.id], known.get(site.id)
        unchanged = kept and kept.site == site and before and before.parsed.get(site.id) is now
        fresh = site_catalog(site, now.cards, now.files, visibility) if not unchanged else kept
        assert fresh is not None  # noqa: S101 - unchanged means kept
        found.append(fresh)
    return tuple(found)
