"""The conductor: one stage after another, from sources to tree."""

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from govssg.kinds import KINDS
from govssg.model.finding import Finding
from govssg.model.source import Snapshot
from govssg.prepare import Prepared, prepare
from govssg.rebuild import build_sites, kept_sites
from govssg.report.progress import Reporter
from govssg.settings import Report, Settings
from govssg.settled import remember
from govssg.store.ledger import Ledger
from govssg.store.lock import tree_lock
from govssg.store.repair import claim, finish, repair
from govssg.store.tree import Tree
from govssg.work import Scene, SiteResult

if TYPE_CHECKING:
    from govssg.search.index import SearchReport


def conduct(snapshot: Snapshot, settings: Settings, reporter: Reporter) -> Report:
    """Build the portal of a snapshot into the tree; raises as ``build``."""
    prepared = prepare(snapshot, settings, reporter)
    if prepared.scene is None:
        return Report(None, prepared.findings)
    tree = Tree(Path(settings.tree))
    claim(tree)
    with tree_lock(tree.root):
        ledger = Ledger(tree.root)
        try:
            repair(ledger, tree)
            results, removed = build_sites(snapshot, settings, prepared, ledger, reporter)
            search = _search(settings, prepared, ledger, tree)
            whole = _is_whole(prepared, snapshot, settings, results)
            removed += finish(ledger, tree, whole=whole)
            findings = ledger.findings({site.id for site in prepared.scene.portal.sites})
            report = _report(prepared, results, removed, findings, search)
            report = replace(report, files=ledger.file_count())
            if not _found(search):
                remember(ledger, snapshot, settings, report, _lasting(prepared.scene))
        finally:
            ledger.close()
    return report


def _is_whole(
    prepared: Prepared, snapshot: Snapshot, settings: Settings, results: list[SiteResult]
) -> bool:
    """Tell whether every page there shall be is known, so that any other file is a left-over."""
    known = kept_sites(prepared, snapshot.entries("sites"), search=False)
    usable = known <= {*prepared.inputs, "portal"}
    return usable and not settings.sites and all(result.whole for result in results)


def _lasting(scene: Scene) -> tuple[str, str]:
    """Give the moments between which the same documents are visible."""
    heads = [site.head for site in scene.catalog.sites.values()]
    ends = [head.until for head in heads if head.until]
    return max((head.since for head in heads), default=""), min(ends, default="")


def _search(
    settings: Settings, prepared: Prepared, ledger: Ledger, tree: Tree
) -> "SearchReport | None":
    """Index what was published; the pages are in place already."""
    scene = prepared.scene
    if scene is None or not settings.search:
        return None
    from govssg.search.index import index_portal  # noqa: PLC0415 - not every build has a search

    kinds = tuple((kind.name, kind.label) for kind in KINDS)
    return index_portal(scene.portal, scene.catalog.sites, kinds, ledger, tree, settings.jobs)


def _report(
    prepared: Prepared,
    results: list[SiteResult],
    removed: list[str],
    planned: tuple[Finding, ...],
    search: "SearchReport | None",
) -> Report:
    scene = prepared.scene
    assert scene is not None  # noqa: S101
    return Report(
        portal=scene.portal,
        findings=tuple(sorted({*prepared.findings, *planned, *_found(search)})),
        documents=sum(catalog.head.documents for catalog in scene.catalog.sites.values()),
        parsed=prepared.parsed,
        planned=sum(result.planned for result in results),
        sites_planned=tuple(result.record.site for result in results),
        reasons=tuple(sorted(reason for result in results for reason in result.reasons)),
        written=tuple(sorted(name for result in results for name in result.written)),
        removed=tuple(sorted(removed)),
        indexed=search.built if search else 0,
    )


def _found(search: "SearchReport | None") -> tuple[Finding, ...]:
    return search.findings if search else ()
