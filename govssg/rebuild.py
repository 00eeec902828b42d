"""The sites whose inputs changed: built by jobs, each recorded as it is done."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path, PurePosixPath

import msgspec
from msgspec.structs import replace

from govssg.execute import Executor, executor
from govssg.inputs import common_digest, kept_inputs, own_digest
from govssg.model.digest import digest_bytes, digest_value
from govssg.model.output import Seen, SiteInputs
from govssg.model.source import Entry, Snapshot
from govssg.plan.site_plan import kept_links
from govssg.prepare import Prepared
from govssg.report.progress import Reporter
from govssg.search import SEARCH
from govssg.settings import Settings
from govssg.store.ledger import Ledger
from govssg.store.tree import Tree
from govssg.work import SiteJob, SiteResult, build_site, run_site, unpacked

DRAFTS = 50
"""Drafts that are compared in the time in which one page is made."""


def build_sites(
    snapshot: Snapshot,
    settings: Settings,
    prepared: Prepared,
    ledger: Ledger,
    reporter: Reporter,
) -> tuple[list[SiteResult], list[str]]:
    """Build the sites whose inputs changed, recording each as it is done.

    Gives the results sorted by site, and the routes no site owns any more, sorted.
    """
    tree = Tree(Path(settings.tree))
    kept = kept_sites(prepared, snapshot.entries("sites"), search=settings.search)
    stale = _forget_removed(kept, ledger)
    jobs = _stale_jobs(snapshot, settings, prepared, ledger)
    results: list[SiteResult] = []
    work = sum(_work(prepared, job) for job in jobs)
    alone = not settings.cache or len(jobs) < 2
    wanted = (1, work) if alone else (settings.jobs, work, settings.scheduler)
    with executor(*wanted, share=True) as pool:
        scene = _scene_path(prepared, settings) if pool.jobs > 1 else ""
        jobs = [replace(job, scene=scene) for job in jobs]
        found = _run(pool, jobs, prepared, snapshot)
        for result in reporter.follow("生成 build", found, len(jobs)):
            ledger.record(result.record, result.changed, result.removed)
            stale.update(result.stale_files)
            results.append(replace(result, changed=()))
    removed = _ownerless(stale, prepared, ledger)
    for name in removed:
        tree.remove(name)
    return sorted(results, key=lambda result: result.record.site), removed


def _run(
    pool: Executor, jobs: list[SiteJob], prepared: Prepared, snapshot: Snapshot
) -> Iterator[SiteResult]:
    if pool.jobs == 1:
        return pool.run(partial(_build_here, prepared, snapshot), jobs)
    return map(unpacked, pool.run(run_site, jobs))


def _work(prepared: Prepared, job: SiteJob) -> int:
    """Give how many pages a job will probably make; comparing a draft costs little beside that."""
    documents = _documents(prepared, job)
    return documents // DRAFTS if job.before and job.before.common == job.common else documents


def _documents(prepared: Prepared, job: SiteJob) -> int:
    return prepared.usable().catalog.sites[job.given.site.id].head.documents


def _build_here(prepared: Prepared, snapshot: Snapshot, job: SiteJob) -> SiteResult:
    return build_site(job, prepared.usable(), snapshot)


def kept_sites(prepared: Prepared, entries: tuple[Entry, ...], *, search: bool) -> frozenset[str]:
    """Give the ids whose pages stay: the sites that are built, and those whose file is broken.

    Args:
        prepared: the sites that are built.
        entries: the files below ``sites/``.
        search: whether there is a search.
    """
    files = (PurePosixPath(entry.path) for entry in entries if entry.path.count("/") == 1)
    named = {path.stem for path in files if path.suffix in {".yaml", ".yml"}}
    return frozenset({*prepared.inputs, *named, *([SEARCH] if search else [])})


def _forget_removed(kept: frozenset[str], ledger: Ledger) -> set[str]:
    """Forget the sites, and a search, that are configured no more; give the routes they owned."""
    owned = set[str]()
    for site in sorted(set(ledger.inputs()) - kept):
        owned.update(name for row in ledger.rows(site).values() for name, _digest in row.files)
        ledger.forget_site(site)
    return owned


def _ownerless(stale: set[str], prepared: Prepared, ledger: Ledger) -> list[str]:
    """Give the routes no page owns any more, sorted.

    One a site gave up may be another's by now: the main site's, which stands at the root, or
    that of the site whose name the route begins with.
    """
    main = prepared.usable().portal.main_site()
    owners = {name.partition("/")[0] for name in stale} & set(prepared.inputs)
    owners |= {main.id} if stale and main else set()
    return sorted(stale.difference(*(ledger.files(site) for site in owners)))


def _stale_jobs(
    snapshot: Snapshot, settings: Settings, prepared: Prepared, ledger: Ledger
) -> list[SiteJob]:
    """Give the jobs of the sites to plan, the dearest first; the others' inputs are kept up."""
    common, known = planned_common(prepared), ledger.site_inputs()
    jobs, newer = [], {}
    for site, given in prepared.inputs.items():
        if not fnmatchcase(site, settings.sites or "*"):
            continue
        inputs = still_good(prepared, site, common, known.get(site))
        if inputs is None:
            before = replace(known[site], seen=Seen()) if site in known else None
            jobs.append(SiteJob(given, common, "", snapshot.address, settings.tree, before))
        elif inputs is not known[site]:
            newer[site] = inputs
    if newer:
        ledger.record_inputs(newer)
    return sorted(jobs, key=lambda job: (not _is_edited(prepared, job), -_documents(prepared, job)))


def _is_edited(prepared: Prepared, job: SiteJob) -> bool:
    """Tell whether a site's own files changed, so that more of its pages have to be made."""
    own = prepared.usable().catalog.sites[job.given.site.id]
    return job.before is None or job.before.own != own_digest(own.site, own.head)


def planned_common(prepared: Prepared) -> str:
    """Give the digest of what the plan of every site depends on."""
    file = prepared.scene_file
    assert file is not None  # noqa: S101 - checked before anything is planned
    return common_digest(file.portal, digest_value((file.theme, file.engine)))


def still_good(
    prepared: Prepared, site: str, common: str, known: SiteInputs | None
) -> SiteInputs | None:
    """Give the inputs of a site if its last plan still holds, None if it has to be planned."""
    links = partial(kept_links, site, prepared.inputs[site].cache)
    return kept_inputs(prepared.usable().catalog, site, common, known, links)


def _scene_path(prepared: Prepared, settings: Settings) -> str:
    """Keep the scene in a file, for workers to load by its address."""
    data = msgspec.msgpack.encode(prepared.scene_file)
    path = Path(settings.cache) / f"scene-{digest_bytes(data)}.msgpack"
    for old in path.parent.glob("scene-*.msgpack"):
        old.unlink()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return str(path)
