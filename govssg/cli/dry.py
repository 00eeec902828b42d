"""The dry plan of a prepared project: every stale page of the sites asked for."""

from collections.abc import Iterable
from pathlib import Path

from govssg.check.dry_plan import gone_reasons, known_rows, site_reasons, stale_sites
from govssg.inputs import inputs_digest
from govssg.model.digest import digest_value
from govssg.model.output import Reason
from govssg.model.source import Snapshot
from govssg.prepare import Prepared
from govssg.rebuild import kept_sites


def dry_plan(
    prepared: Prepared, snapshot: Snapshot, tree: Path, sites: Iterable[str]
) -> list[Reason]:
    """Give what a build into the tree would render or remove, sorted; writes nothing."""
    scene, file = prepared.scene, prepared.scene_file
    if scene is None or file is None:
        return []
    theme = digest_value((file.theme, file.engine))
    digests = {
        site: inputs_digest(site, scene.catalog, prepared.parsed[site], theme) for site in sites
    }
    stale = [
        reason
        for site in stale_sites(tree, digests)
        for reason in site_reasons(scene, prepared.inputs[site], snapshot, known_rows(tree, site))
    ]
    gone = gone_reasons(tree, set(kept_sites(prepared, snapshot.entries(), search=True)))
    return sorted([*stale, *gone])
