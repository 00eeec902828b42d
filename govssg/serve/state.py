"""One state of the portal while it is edited: made from the last one, parsing only what changed."""

from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from govssg.catalog.catalog import Catalog
from govssg.catalog.site_catalog import SiteCatalog, Visibility
from govssg.engine import engine_digest
from govssg.execute import executor
from govssg.model.digest import digest_value
from govssg.model.finding import Finding
from govssg.model.portal import Portal
from govssg.model.source import Entry
from govssg.model.theme import ThemeSource
from govssg.parse.kept_site import KeptSite, kept_site, parsed_site, site_catalog
from govssg.parse.site import SiteInput, nameable
from govssg.prepare import site_inputs, strays, with_base_url
from govssg.read.config import PORTAL_FILE, Configuration, read_configuration
from govssg.read.theme import ThemeError, read_theme
from govssg.serve.still import Still
from govssg.theme.assets import Asset, theme_assets
from govssg.theme.compiled import CompiledTemplates
from govssg.theme.renderer import Theme
from govssg.work import ParseJob, packed, parse_here, run_parse


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
    shared: tuple[Finding, ...]
    """What is wrong with the configuration, the theme, or folders of no site."""

    def site(self, name: str) -> SiteCatalog:
        """Give a site of a usable state."""
        assert self.catalog is not None  # noqa: S101 - asked of usable states only
        return self.catalog.sites[name]

    def broken_files(self) -> frozenset[str]:
        """Give the files below ``sites/`` that are there but could not become a site."""
        entries = self.still.entries("sites")
        files = {e.path for e in entries if e.path.endswith((".yaml", ".yml"))}
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
    inputs = site_inputs(portal, wanted.cache)
    found = (*configuration.findings, *strays(portal, still.roots()))
    return State(
        still=still,
        configuration=configuration,
        portal=portal,
        look=look,
        catalog=Catalog(portal, _catalogs(still, inputs, wanted.visibility, before, jobs)),
        inputs=inputs,
        shared=(*found, *look.theme.closures.findings),
    )


def _unusable(
    still: Still, configuration: Configuration, portal: Portal | None, found: tuple[Finding, ...]
) -> State:
    return State(still, configuration, portal, None, None, {}, found)


def _configuration(still: Still, before: State | None) -> Configuration:
    if before and still.roots().get("sites") == before.still.roots().get("sites"):
        return before.configuration
    return read_configuration(still)


def _look(still: Still, portal: Portal, before: State | None) -> Look | Finding:
    folder = f"themes/{portal.theme}/"
    entries = tuple(e for e in still.entries("themes") if e.path.startswith(folder))
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


def _catalogs(
    still: Still,
    inputs: dict[str, SiteInput],
    visibility: Visibility,
    before: State | None,
    jobs: int,
) -> tuple[SiteCatalog, ...]:
    """Give every site; one whose files stayed is taken over, with what was loaded of it."""
    roots = still.roots()
    kept = {
        site: before.site(site)
        for site, given in inputs.items()
        if before
        and before.inputs.get(site) == given
        and before.still.roots().get(given.root()) == roots.get(given.root())
    }
    wanted = [given for site, given in inputs.items() if site not in kept]
    known = {g.site.id: kept_site(g, roots.get(g.root(), ""), visibility) for g in wanted}
    stale = [given for given in wanted if known[given.site.id] is None]
    fresh = {site.head.site: site for site in _fresh(still, stale, visibility, before, jobs)}
    return tuple(
        kept.get(site) or site_catalog(given.site, known[site] or fresh[site], visibility)
        for site, given in inputs.items()
    )


def _fresh(
    still: Still,
    stale: list[SiteInput],
    visibility: Visibility,
    before: State | None,
    jobs: int,
) -> Iterator[KeptSite]:
    """Parse the sites that changed: here from what is in memory, or in processes when many."""
    files = {given.site.id: nameable(still.entries(given.root())) for given in stale}
    last = before.catalog.sites if before and before.catalog else {}
    if len(stale) == 1 and stale[0].site.id in last:
        given = stale[0]
        known = last[given.site.id].parsed
        yield parsed_site(given, files[given.site.id], still, visibility, known)
        return
    roots = still.roots()
    todo = [
        ParseJob(g, roots.get(g.root(), ""), *files[g.site.id], still.address, visibility)
        for g in stale
    ]
    with executor(jobs, sum(len(job.entries) for job in todo)) as pool:
        if pool.jobs == 1:
            yield from pool.run(partial(parse_here, still), todo)
        else:
            yield from pool.run(run_parse, [packed(job) for job in todo])
