"""Jobs: addresses in, addresses and rows out. A site is the unit of work."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import msgspec
from msgspec import Struct

from govssg.catalog.catalog import Catalog
from govssg.catalog.context import Context
from govssg.catalog.site_catalog import SiteCatalog
from govssg.model.digest import digest_value
from govssg.model.finding import Finding
from govssg.model.output import Copy, DataFile, Page, Reason, Row, SiteRecord
from govssg.model.paths import route
from govssg.model.portal import Portal, Site
from govssg.model.source import Address, Entry, Snapshot
from govssg.model.theme import ThemeSource
from govssg.parse.site import ParsedSite, SiteInput, parse_site, site_documents
from govssg.plan.assets import SiteAssets, site_assets
from govssg.plan.keys import Keyed, changed_parts, keyed_plan
from govssg.plan.site import plan_site
from govssg.plan.site_view import site_view
from govssg.read.snapshot import open_snapshot
from govssg.store.ledger import Ledger
from govssg.store.tree import Tree
from govssg.theme.assets import theme_assets
from govssg.theme.closure import Closures
from govssg.theme.failures import TemplateFailure, told
from govssg.theme.renderer import SiteRenderer, Theme, compiled

Files = tuple[tuple[str, bytes], ...]


class ParseJob(Struct, frozen=True):
    """Parse one site."""

    given: SiteInput
    snapshot: Address
    sites: tuple[str, ...]


class SceneFile(Struct, frozen=True):
    """All that the jobs of one build share, as kept in a file."""

    portal: Portal
    catalogs: tuple[SiteCatalog, ...]
    theme: ThemeSource
    engine: str
    closures: Closures | None = None
    """The theme's closures, if they were taken before."""
    templates: str = ""
    """Folder of compiled templates; empty for none."""


class SiteJob(Struct, frozen=True):
    """Plan, render and write one site."""

    given: SiteInput
    inputs: str
    """Digest of all the plan depends on, for the ledger."""
    scene: str
    """Path of the scene file; empty when the scene is handed over in memory."""
    snapshot: Address
    tree: str


class SiteResult(Struct, frozen=True):
    """What building a site gave: what the ledger shall remember, and why it was done."""

    record: SiteRecord
    changed: tuple[Row, ...]
    removed: tuple[str, ...]
    stale_files: tuple[str, ...]
    """Routes this site's rows owned before and own no more."""
    reasons: tuple[Reason, ...]
    planned: int
    written: tuple[str, ...]
    """Routes whose bytes changed, sorted."""


class Scene:
    """What jobs share, made usable: the catalog with its indexes, the compiled theme."""

    def __init__(self, file: SceneFile) -> None:
        self.portal = file.portal
        self.engine = file.engine
        self.catalog = Catalog(file.portal, file.catalogs)
        self.theme = compiled(file.theme, file.portal.variants, file.closures, file.templates)
        self.assets = theme_assets(file.theme)

    def context(self, site_id: str) -> Context:
        """Give the context of a site."""
        return Context(self.portal, self.catalog.sites[site_id].site, self.catalog)


@lru_cache(maxsize=1)
def load_scene(path: str) -> Scene:
    """Give the scene kept in a file; each process loads it once."""
    return Scene(msgspec.msgpack.decode(Path(path).read_bytes(), type=SceneFile))


def run_parse(job: ParseJob) -> ParsedSite:
    """Parse a site, opening the snapshot by its address."""
    return parse_site(job.given, open_snapshot(job.snapshot), frozenset(job.sites))


def run_site(job: SiteJob) -> SiteResult:
    """Build a site, loading scene and snapshot by their addresses."""
    return build_site(job, load_scene(job.scene), open_snapshot(job.snapshot))


def build_site(job: SiteJob, scene: Scene, snapshot: Snapshot) -> SiteResult:
    """Plan a site, render what the ledger does not know, write what differs."""
    context = scene.context(job.given.site.id)
    assets = site_assets(context, scene.assets)
    planned = plan_site(context, site_documents(job.given, snapshot), assets.copies)
    chrome = site_view(context, assets.addresses, assets.brand)
    things = tuple(keyed_plan(planned.plan, digest_value(chrome), scene.theme, scene.engine))
    known = _known_rows(job)
    stale = [thing for thing in things if not _is_known(thing, known)]
    press = _Press(scene.theme, SiteRenderer(scene.theme, chrome), context.site, snapshot, assets)
    tree = Tree(Path(job.tree))
    printed = tuple(_print(thing, press, tree, known.get(thing.path)) for thing in stale)
    findings = planned.findings + tuple(found for p in printed for found in p.findings)
    live = {thing.path for thing in things}
    return _result(job, known, live, printed, findings)


def _known_rows(job: SiteJob) -> dict[str, Row]:
    ledger = Ledger(Path(job.tree), read_only=True)
    try:
        return ledger.rows(job.given.site.id)
    finally:
        ledger.close()


def _is_known(thing: Keyed, known: Mapping[str, Row]) -> bool:
    row = known.get(thing.path)
    return row is not None and row.key == thing.key


class _Press:
    """Turns the planned things of one site into files."""

    def __init__(
        self,
        theme: Theme,
        renderer: SiteRenderer,
        site: Site,
        snapshot: Snapshot,
        assets: SiteAssets,
    ) -> None:
        self.theme = theme
        self._renderer = renderer
        self.site = site
        self._snapshot = snapshot
        self._assets = assets

    def files(self, thing: Page | DataFile | Copy) -> Files:
        """Give the routes and bytes of a thing.

        Raises:
            jinja2.TemplateError: a template asks for what its view does not have.
        """
        if isinstance(thing, Page):
            pages = self._renderer.page(thing.view)
            return tuple(
                (route(self.site, thing.path, variant.prefix), pages[variant.id])
                for variant in self.theme.variants
            )
        if isinstance(thing, DataFile):
            data = self.theme.data_file(thing.template, thing.view)
            return ((route(self.site, thing.path), data),)
        return ((route(self.site, thing.path), self._copied(thing)),)

    def _copied(self, copy: Copy) -> bytes:
        if not copy.source:
            return self._assets.data[copy.path]
        return self._snapshot.read(Entry(copy.source, copy.blob, 0))


class _Printed(Struct, frozen=True):
    """What became of one stale thing."""

    row: Row | None
    reason: Reason | None
    written: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def _print(thing: Keyed, press: _Press, tree: Tree, known: Row | None) -> _Printed:
    try:
        with told(press.theme.source, thing.path):
            files = press.files(thing.thing)
    except TemplateFailure as failure:
        return _Printed(None, None, (), (failure.finding,))
    before = dict(known.files) if known else {}
    written, digests = [], []
    for name, data in files:
        digest, changed = tree.write(name, data, before.get(name, ""))
        digests.append((name, digest))
        written += [name] if changed else []
    row = Row(press.site.id, thing.path, thing.key, thing.parts, tuple(digests))
    reason = Reason(press.site.id, thing.path, changed_parts(known, thing.parts))
    return _Printed(row, reason, tuple(written))


def _result(
    job: SiteJob,
    known: Mapping[str, Row],
    live: set[str],
    printed: tuple[_Printed, ...],
    findings: tuple[Finding, ...],
) -> SiteResult:
    site = job.given.site.id
    changed = tuple(p.row for p in printed if p.row)
    removed = tuple(sorted(set(known) - live))
    gone = tuple(Reason(site, path, ("removed",)) for path in removed)
    touched = [known[path] for path in removed]
    touched += [known[row.path] for row in changed if row.path in known]
    before = {name for row in touched for name, _digest in row.files}
    after = {name for row in changed for name, _digest in row.files}
    return SiteResult(
        record=SiteRecord(site, job.inputs, tuple(sorted(set(findings)))),
        changed=changed,
        removed=removed,
        stale_files=tuple(sorted(before - after)),
        reasons=tuple(p.reason for p in printed if p.reason) + gone,
        planned=len(live),
        written=tuple(sorted(name for p in printed for name in p.written)),
    )
