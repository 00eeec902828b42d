"""The whole check of a scene: plan every site, write nothing, apply every rule."""

from collections.abc import Iterable, Mapping

from govssg.check.planned import Scene, site_findings
from govssg.check.portal_rules import portal_findings
from govssg.check.theme import brand_findings, theme_findings
from govssg.model.finding import Finding
from govssg.model.source import Snapshot
from govssg.parse.site import SiteInput
from govssg.report.progress import Quiet, Reporter


def check_scene(
    scene: Scene,
    inputs: Mapping[str, SiteInput],
    snapshot: Snapshot,
    clock: str,
    *,
    sites: Iterable[str] | None = None,
    reporter: Reporter | None = None,
) -> tuple[Finding, ...]:
    """Give what parsing could not see: links, addresses, theme, the portal as a whole; sorted.

    Args:
        scene: the prepared portal.
        inputs: what each site was parsed from, by id.
        snapshot: the sources.
        clock: ``YYYY-MM-DD HH:MM``, against which columns are stale.
        sites: ids of the sites whose links are looked at; None for all.
        reporter: is shown the progress.
    """
    names = sorted(inputs if sites is None else sites)
    plans = (site_findings(scene, inputs[site], snapshot) for site in names)
    found: set[Finding] = set()
    for planned in (reporter or Quiet()).follow("检查 check", plans, len(names)):
        found.update(planned)
    found.update(theme_findings(scene.theme))
    found.update(brand_findings(scene.portal))
    found.update(portal_findings(scene.catalog, clock))
    return tuple(sorted(found))
