"""What a build would do, without doing it: the plan of every site against the ledger.

Used by ``explain`` and by whatever wants to tell beforehand which pages will change.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from govssg.check.planned import Scene, keyed_site
from govssg.model.output import Reason, Row
from govssg.model.source import Snapshot
from govssg.parse.site import SiteInput
from govssg.plan.keys import changed_parts
from govssg.store.ledger import FOLDER, Ledger


def has_ledger(tree: Path) -> bool:
    """Tell whether something was ever built into a tree."""
    return (tree / FOLDER / "ledger.sqlite").is_file()


def known_rows(tree: Path, site: str) -> dict[str, Row]:
    """Give what a tree's ledger remembers of a site, by path; nothing without a ledger."""
    if not has_ledger(tree):
        return {}
    ledger = Ledger(tree, read_only=True)
    try:
        return ledger.rows(site)
    finally:
        ledger.close()


def stale_sites(tree: Path, inputs: Mapping[str, str]) -> tuple[str, ...]:
    """Give the sites whose inputs differ from those of the last build; only they need a plan.

    Args:
        tree: the output tree.
        inputs: digest of each site's inputs now.
    """
    if not has_ledger(tree):
        return tuple(sorted(inputs))
    ledger = Ledger(tree, read_only=True)
    try:
        known = ledger.inputs()
    finally:
        ledger.close()
    return tuple(sorted(site for site, digest in inputs.items() if known.get(site) != digest))


def gone_reasons(tree: Path, live: Iterable[str]) -> Iterator[Reason]:
    """Give what a build would remove of sites that are configured no more.

    Args:
        tree: the output tree.
        live: ids of everything that is still there.
    """
    if not has_ledger(tree):
        return
    ledger = Ledger(tree, read_only=True)
    try:
        gone = {site: ledger.rows(site) for site in set(ledger.inputs()) - set(live)}
    finally:
        ledger.close()
    for site in sorted(gone):
        yield from (Reason(site, path, ("removed",)) for path in sorted(gone[site]))


def site_reasons(
    scene: Scene, given: SiteInput, snapshot: Snapshot, rows: Mapping[str, Row]
) -> Iterator[Reason]:
    """Give what a build of a site would render or remove, with the reasons, by path.

    Args:
        scene: the prepared portal.
        given: what the site is parsed from.
        snapshot: the sources.
        rows: what the ledger remembers of the site.
    """
    site = given.site.id
    things = {thing.path: thing for thing in keyed_site(scene, given, snapshot)}
    for path in sorted(things.keys() | rows.keys()):
        thing, row = things.get(path), rows.get(path)
        if thing is None:
            yield Reason(site, path, ("removed",))
        elif row is None or row.key != thing.key:
            yield Reason(site, path, changed_parts(row, thing.parts))
