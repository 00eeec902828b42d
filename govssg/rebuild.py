"""The sites whose inputs changed: built by jobs, each recorded as it is done."""

from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path

import msgspec

from govssg.execute import executor
from govssg.inputs import inputs_digest
from govssg.model.digest import digest_bytes, digest_value
from govssg.model.source import Entry, Snapshot
from govssg.prepare import Prepared
from govssg.report.progress import Reporter
from govssg.search.index import SEARCH
from govssg.settings import Settings
from govssg.store.ledger import Ledger
from govssg.store.tree import Tree
from govssg.work import SiteJob, SiteResult, build_site, run_site


def build_sites(
    snapshot: Snapshot,
    settings: Settings,
    prepared: Prepared,
    ledger: Ledger,
    reporter: Reporter,
) -> tuple[list[SiteResult], list[str]]:
    """Build the sites whose inputs changed, recording each as it is done.

    Gives the results sorted by site, and the routes of sites that are configured no more.
    """
    tree = Tree(Path(settings.tree))
    kept = kept_sites(prepared, snapshot.entries(), search=settings.search)
    removed = _forget_removed(kept, ledger, tree)
    jobs = _stale_jobs(snapshot, settings, prepared, ledger)
    results: list[SiteResult] = []
    work = sum(len(job.given.entries) for job in jobs)
    alone = not settings.cache or len(jobs) < 2
    with executor(1 if alone else settings.jobs, work, "" if alone else settings.scheduler) as pool:
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


def kept_sites(prepared: Prepared, entries: tuple[Entry, ...], *, search: bool) -> frozenset[str]:
    """Give the ids whose pages stay: the sites that are built, and those whose file is broken."""
    files = {entry.path for entry in entries if entry.path.startswith("sites/")}
    named = {path.removeprefix("sites/").rpartition(".")[0] for path in files}
    return frozenset({*prepared.inputs, *named, *([SEARCH] if search else [])})


def _forget_removed(kept: frozenset[str], ledger: Ledger, tree: Tree) -> list[str]:
    """Remove the files of sites, and of a search, that are configured no more."""
    removed = []
    for site in sorted(set(ledger.inputs()) - kept):
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
        if known.get(site) != inputs and fnmatchcase(site, settings.sites or "*"):
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
