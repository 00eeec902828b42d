"""What a build would do, without doing it: the plan of every site against the ledger.

Used by ``explain`` and by whatever wants to tell beforehand which pages will change. A build
that follows a killed one forgets the pages whose files are not as recorded; so do we, but only
in memory.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from govssg.check.planned import Scene, planned_site, stale_things
from govssg.model.output import Reason, Row, SiteInputs
from govssg.model.source import Snapshot
from govssg.parse.site import SiteInput
from govssg.plan.keys import changed_parts
from govssg.store.ledger import Ledger, known_ledger
from govssg.store.tree import Tree


def is_unfinished(tree: Path) -> bool:
    """Tell whether a build of the tree was killed, or is running now."""
    with known_ledger(tree) as ledger:
        return ledger is not None and _is_marked(ledger)


def _is_marked(ledger: Ledger) -> bool:
    return ledger.meta("building") != ""


def known_inputs(tree: Path) -> dict[str, SiteInputs]:
    """Give what the next build will know of the sites' inputs; nothing without a ledger.

    After a killed build nothing either: every site is planned then.
    """
    with known_ledger(tree) as ledger:
        return {} if ledger is None or _is_marked(ledger) else ledger.site_inputs()


def gone_reasons(tree: Path, live: Iterable[str]) -> Iterator[Reason]:
    """Give what a build would remove of sites that are configured no more.

    Args:
        tree: the output tree.
        live: ids of everything that is still there.
    """
    with known_ledger(tree) as ledger:
        known = ledger.inputs().keys() - set(live) if ledger else set()
        gone = {site: ledger.rows(site) for site in known} if ledger else {}
    for site in sorted(gone):
        yield from (Reason(site, path, ("removed",)) for path in sorted(gone[site]))


def site_reasons(
    scene: Scene, given: SiteInput, snapshot: Snapshot, tree: Path
) -> Iterator[Reason]:
    """Give what a build of a site would render or remove, with the reasons, by path.

    Args:
        scene: the prepared portal.
        given: what the site is parsed from.
        snapshot: the sources.
        tree: the output tree, whose ledger tells what is there.
    """
    site, plan = given.site.id, planned_site(scene, given)
    known = known_drafts(tree, site)
    things = {thing.path: thing for thing in stale_things(plan, given, snapshot, known)}
    gone = known.keys() - {draft.path for draft in plan.drafts}
    rows = known_rows(tree, site, tuple(things))
    for path in sorted({*things, *gone}):
        thing, row = things.get(path), rows.get(path)
        if thing is None:
            yield Reason(site, path, ("removed",))
        elif row is None or row.key != thing.key:
            yield Reason(site, path, changed_parts(row, thing.parts))


def known_drafts(tree: Path, site: str) -> dict[str, str]:
    """Give the digests of the drafts a tree's pages were made from, by path."""
    with known_ledger(tree) as ledger:
        if ledger is None:
            return {}
        if not _is_marked(ledger):
            return ledger.drafts(site)
        return {path: row.draft for path, row in _sound(tree, ledger.rows(site)).items()}


def known_rows(tree: Path, site: str, paths: Sequence[str]) -> dict[str, Row]:
    """Give what a tree's ledger remembers of some pages, by path."""
    with known_ledger(tree) as ledger:
        if ledger is None:
            return {}
        rows = ledger.rows(site, paths)
        return _sound(tree, rows) if _is_marked(ledger) else rows


def _sound(root: Path, rows: dict[str, Row]) -> dict[str, Row]:
    """Give the rows whose files are as recorded."""
    tree = Tree(root)
    return {
        path: row
        for path, row in rows.items()
        if all(tree.digest(name) == digest for name, digest in row.files)
    }
