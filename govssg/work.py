"""Jobs: addresses in, addresses and rows out. A site is the unit of work."""

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from govssg.catalog.catalog import Catalog
from govssg.catalog.context import Context
from govssg.catalog.head import Head
from govssg.catalog.site_catalog import Visibility
from govssg.inputs import site_inputs
from govssg.model.finding import Finding
from govssg.model.output import Reason, Row, SiteInputs, SiteRecord
from govssg.model.portal import Portal
from govssg.model.source import Address, Entry, Snapshot
from govssg.model.theme import ThemeSource
from govssg.parse.kept_site import KeptSite, fresh_site, site_catalog
from govssg.parse.site import SiteInput
from govssg.plan.site_plan import plan_site, site_links
from govssg.press import Press, Printed
from govssg.read.snapshot import open_snapshot
from govssg.store.ledger import Ledger
from govssg.store.tree import Tree
from govssg.theme.assets import Asset, theme_assets
from govssg.theme.closure import Closures
from govssg.theme.renderer import Theme, compiled


class ParseJob(Struct, frozen=True):
    """Parse one site."""

    given: SiteInput
    identity: str
    """Digest of the files below its content folder."""
    entries: tuple[Entry, ...]
    refused: tuple[Finding, ...]
    """What is wrong with the names of other files there."""
    snapshot: Address
    visibility: Visibility


class SceneFile(Struct, frozen=True):
    """All that the jobs of one build share, as kept in a file."""

    portal: Portal
    heads: tuple[Head, ...]
    visibility: Visibility
    theme: ThemeSource
    engine: str
    cache: str
    """Folder of the caches the parts of the sites lie in."""
    closures: Closures | None = None
    """The theme's closures, if they were taken before."""
    templates: str = ""
    """Folder of compiled templates; empty for none."""


class SiteJob(Struct, frozen=True):
    """Plan, render and write one site."""

    given: SiteInput
    common: str
    """Digest of what every plan depends on, for the ledger."""
    scene: str
    """Path of the scene file; empty when the scene is handed over in memory."""
    snapshot: Address
    tree: str
    before: SiteInputs | None = None
    """Its inputs when it was last built, without what was seen of other sites."""


class SiteResult(Struct, frozen=True):
    """What building a site gave: what the ledger shall remember, and why it was done."""

    record: SiteRecord
    changed: tuple[Row, ...]
    removed: tuple[str, ...]
    stale_files: tuple[str, ...]
    """Routes this site's rows owned before and own no more."""
    reasons: tuple[Reason, ...]
    planned: int
    """Things made from their drafts, whether they turned out to be the same or not."""
    written: tuple[str, ...]
    """Routes whose bytes changed, sorted."""
    whole: bool = True
    """Whether everything that was made could be rendered."""


class Scene:
    """What jobs share, made usable: the catalog with its indexes, the compiled theme."""

    def __init__(self, file: SceneFile, kept: Iterable[KeptSite] = ()) -> None:
        self.portal = file.portal
        self.engine = file.engine
        self._file = file
        known = {site.head.site: site for site in kept}
        sites = {site.id: site for site in file.portal.sites}
        self.catalog = Catalog(
            file.portal,
            [
                site_catalog(
                    sites[head.site],
                    known.get(head.site) or KeptSite(file.cache, head),
                    file.visibility,
                )
                for head in file.heads
            ],
        )

    @cached_property
    def theme(self) -> Theme:
        """The theme made usable."""
        file = self._file
        return compiled(file.theme, file.portal.variants, file.closures, file.templates)

    @cached_property
    def assets(self) -> tuple[Asset, ...]:
        """The theme's files."""
        return theme_assets(self._file.theme)

    def context(self, site_id: str, states: Mapping[str, str]) -> Context:
        """Give the context of a site, with what its links to other sites depend on."""
        return Context(self.portal, self.catalog.sites[site_id].site, self.catalog, states)


@lru_cache(maxsize=1)
def load_scene(path: str) -> Scene:
    """Give the scene kept in a file; each process loads it once."""
    return Scene(msgspec.msgpack.decode(Path(path).read_bytes(), type=SceneFile))


def packed(value: Struct) -> bytes:
    """Give a job or a result as it travels: in a tenth of the time pickling its parts takes."""
    return msgspec.msgpack.encode(value)


def run_parse(data: bytes) -> KeptSite:
    """Parse the site of a packed job, opening the snapshot by its address."""
    job = msgspec.msgpack.decode(data, type=ParseJob)
    return parse_here(open_snapshot(job.snapshot), job).in_files()


def parse_here(snapshot: Snapshot, job: ParseJob) -> KeptSite:
    """Parse a site of a snapshot that is open."""
    files = (job.entries, job.refused)
    return fresh_site(job.given, job.identity, files, snapshot, job.visibility)


def run_site(job: SiteJob) -> bytes:
    """Build a site, loading scene and snapshot by their addresses; give the packed result."""
    return packed(build_site(job, load_scene(job.scene), open_snapshot(job.snapshot)))


def unpacked(data: bytes) -> SiteResult:
    """Give the result that came packed."""
    return msgspec.msgpack.decode(data, type=SiteResult)


def build_site(job: SiteJob, scene: Scene, snapshot: Snapshot) -> SiteResult:
    """Plan a site, make what the ledger does not know, render and write what differs."""
    site = job.given.site.id
    links = site_links(scene.catalog, site, job.given.cache)
    plan = plan_site(scene, site, links)
    inputs = site_inputs(scene.catalog, site, job.common, links)
    ledger = Ledger(Path(job.tree), read_only=True)
    try:
        known = ledger.drafts(site)
        same = job.before is not None and inputs.same_documents(job.before)
        press = Press(plan, scene.theme, Tree(Path(job.tree)), ledger)
        printed = press.printed(
            plan.stale(known, own_unchanged=same), job.given, snapshot, fresh=not known
        )
        made = tuple(printed)
        gone = ledger.rows(site, sorted(known.keys() - {draft.path for draft in plan.drafts}))
    finally:
        ledger.close()
    return _result(SiteRecord(site, inputs, plan.findings), made, tuple(gone.values()))


def _result(record: SiteRecord, printed: tuple[Printed, ...], gone: tuple[Row, ...]) -> SiteResult:
    site = record.site
    failed = [found for p in printed for found in p.findings]
    changed = tuple(p.row for p in printed if p.row)
    touched = [*gone, *(p.before for p in printed if p.row and p.before)]
    before = {name for row in touched for name, _digest in row.files}
    after = {name for row in changed for name, _digest in row.files}
    removed = tuple(Reason(site, row.path, ("removed",)) for row in gone)
    return SiteResult(
        record=replace(
            record,
            findings=tuple(sorted({*record.findings, *failed})),
            more=len(after) - len(before),
        ),
        changed=changed,
        removed=tuple(row.path for row in gone),
        stale_files=tuple(sorted(before - after)),
        reasons=tuple(p.reason for p in printed if p.reason) + removed,
        planned=len(printed),
        written=tuple(sorted(name for p in printed for name in p.written)),
        whole=not failed,
    )
