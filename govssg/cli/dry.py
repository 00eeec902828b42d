"""The dry plan of a prepared project: every stale page of the sites asked for."""

from collections.abc import Iterable
from pathlib import Path

from govssg.check.dry_plan import gone_reasons, known_inputs, site_reasons
from govssg.model.output import Reason
from govssg.model.source import Snapshot
from govssg.prepare import Prepared
from govssg.rebuild import kept_sites, planned_common, still_good


def dry_plan(
    prepared: Prepared, snapshot: Snapshot, tree: Path, sites: Iterable[str]
) -> list[Reason]:
    """Give what a build into the tree would render or remove, sorted; writes nothing."""
    if prepared.scene is None:
        return []
    common, known = planned_common(prepared), known_inputs(tree)
    stale = [
        reason
        for site in sites
        if still_good(prepared, site, common, known.get(site)) is None
        for reason in site_reasons(prepared.scene, prepared.inputs[site], snapshot, tree)
    ]
    gone = gone_reasons(tree, set(kept_sites(prepared, snapshot.entries("sites"), search=True)))
    return sorted([*stale, *gone])
