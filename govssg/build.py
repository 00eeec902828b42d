"""The conductor: a build from sources to tree, one stage after another."""

from functools import partial
from pathlib import Path

import msgspec
from msgspec import Struct

from govssg.catalog.site_catalog import Visibility
from govssg.execute import executor
from govssg.inputs import inputs_digest
from govssg.model.digest import digest_bytes, digest_value
from govssg.model.finding import Finding
from govssg.model.output import Reason
from govssg.model.portal import Portal
from govssg.model.source import Snapshot
from govssg.prepare import Prepared, prepare
from govssg.report.progress import Quiet, Reporter
from govssg.store.ledger import Ledger
from govssg.store.lock import tree_lock
from govssg.store.repair import finish, repair
from govssg.store.tree import Tree
from govssg.work import SiteJob, SiteResult, build_site, run_site


class Settings(Struct, frozen=True):
    """How to build."""

    tree: str
    """Folder of the output tree."""
    visibility: Visibility
    cache: str = ""
    """Folder of the caches; empty keeps nothing."""
    base_url: str = ""
    """Public origin instead of the configured one; also brings every site under it."""
    jobs: int = 0
    """Processes; 0 lets the amount of work decide."""
    search: bool = True


class Report(Struct, frozen=True):
    """What a build did, as facts."""

    portal: Portal | None
    findings: tuple[Finding, ...] = ()
    documents: int = 0
    parsed: int = 0
    planned: int = 0
    sites_planned: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    indexed: int = 0
    """Search shards made anew."""


def build(snapshot: Snapshot, settings: Settings, reporter: Reporter | None = None) -> Report:
    """Build the portal of a snapshot into the tree.

    Raises:
        TreeLockedError: another build holds the tree.
        OSError: the disk is full or the tree cannot be written; the next build heals it.
    """
    reporter = reporter or Quiet()
    prepared = prepare(snapshot, settings, reporter)
    if prepared.scene is None:
        return Report(None, prepared.findings)
    tree = Tree(Path(settings.tree))
    with tree_lock(tree.root):
        ledger = Ledger(tree.root)
        try:
            repair(ledger, tree)
            results, removed = _build_sites(snapshot, settings, prepared, ledger, reporter)
            finish(ledger, tree)
            findings = _planned_findings(prepared.scene.portal, ledger)
        finally:
            ledger.close()
    return _report(prepared, results, removed, findings)


def _build_sites(
    snapshot: Snapshot,
    settings: Settings,
    prepared: Prepared,
    ledger: Ledger,
    reporter: Reporter,
) -> tuple[list[SiteResult], list[str]]:
    """Build the sites whose inputs changed, recording each as it is done."""
    tree = Tree(Path(settings.tree))
    removed = _forget_removed(prepared, ledger, tree)
    jobs = _stale_jobs(snapshot, settings, prepared, ledger)
    results: list[SiteResult] = []
    work = sum(len(job.given.entries) for job in jobs)
    with executor(1 if not settings.cache else settings.jobs, work) as pool:
        scene = _scene_path(prepared, settings) if pool.jobs > 1 else ""
        jobs = [msgspec.structs.replace(job, scene=scene) for job in jobs]
        here = partial(_build_here, prepared, snapshot)
        found = pool.run(here if pool.jobs == 1 else run_site, jobs)
        for result in reporter.follow("生成 build", found, len(jobs)):
            ledger.record(result.record, result.changed, result.removed)
            for name in result.stale_files:
                tree.remove(name)
            results.append(result)
    return sorted(results, key=lambda result: result.record.site), removed


def _build_here(prepared: Prepared, snapshot: Snapshot, job: SiteJob) -> SiteResult:
    assert prepared.scene is not None  # noqa: S101 - checked before any job is made
    return build_site(job, prepared.scene, snapshot)


def _forget_removed(prepared: Prepared, ledger: Ledger, tree: Tree) -> list[str]:
    """Remove the files of sites that are configured no more."""
    removed = []
    for site in sorted(set(ledger.inputs()) - set(prepared.inputs)):
        for row in ledger.rows(site).values():
            for name, _digest in row.files:
                tree.remove(name)
                removed.append(name)
        ledger.forget_site(site)
    return removed


def _stale_jobs(
    snapshot: Snapshot, settings: Settings, prepared: Prepared, ledger: Ledger
) -> list[SiteJob]:
    scene, file = prepared.scene, prepared.scene_file
    assert scene is not None  # noqa: S101
    assert file is not None  # noqa: S101
    theme = digest_value((file.theme, file.engine))
    known = ledger.inputs()
    jobs = []
    for site, given in prepared.inputs.items():
        inputs = inputs_digest(site, scene.catalog, prepared.parsed[site], theme)
        if known.get(site) != inputs:
            jobs.append(SiteJob(given, inputs, "", snapshot.address, settings.tree))
    return sorted(jobs, key=lambda job: -len(job.given.entries))


def _scene_path(prepared: Prepared, settings: Settings) -> str:
    """Keep the scene in a file, for workers to load by its address."""
    data = msgspec.msgpack.encode(prepared.scene_file)
    path = Path(settings.cache) / f"scene-{digest_bytes(data)}.msgpack"
    for old in path.parent.glob("scene-*.msgpack"):
        old.unlink()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return str(path)


def _planned_findings(portal: Portal, ledger: Ledger) -> list[Finding]:
    return [found for site in portal.sites for found in ledger.findings(site.id)]


def _report(
    prepared: Prepared, results: list[SiteResult], removed: list[str], planned: list[Finding]
) -> Report:
    scene = prepared.scene
    assert scene is not None  # noqa: S101
    gone = [name for result in results for name in result.stale_files]
    return Report(
        portal=scene.portal,
        findings=tuple(sorted({*prepared.findings, *planned})),
        documents=sum(len(catalog.cards) for catalog in scene.catalog.sites.values()),
        parsed=sum(site.parsed for site in prepared.parsed.values()),
        planned=sum(result.planned for result in results),
        sites_planned=tuple(result.record.site for result in results),
        reasons=tuple(sorted(reason for result in results for reason in result.reasons)),
        written=tuple(sorted(name for result in results for name in result.written)),
        removed=tuple(sorted([*removed, *gone])),
    )
