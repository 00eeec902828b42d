"""A site's plan in memory, as a build would make it, without writing anything."""

from collections.abc import Iterator, Mapping

from govssg.model.finding import Finding
from govssg.model.source import Snapshot
from govssg.parse.site import SiteInput
from govssg.plan.keys import Keyed
from govssg.plan.link_states import fresh_states
from govssg.plan.site_plan import Scene, SitePlan, kept_links, made_things, plan_site

__all__ = ["Scene", "planned_site", "site_findings", "stale_things"]


def planned_site(scene: Scene, given: SiteInput) -> SitePlan:
    """Give a site's plan."""
    kept = kept_links(given.site.id, given.cache)
    links = fresh_states(scene.catalog, given.site.id, kept)
    return plan_site(scene, given.site.id, links)


def stale_things(
    plan: SitePlan, given: SiteInput, snapshot: Snapshot, known: Mapping[str, str]
) -> Iterator[Keyed]:
    """Give what a build would make, with the keys it would give it.

    Args:
        plan: the site's plan.
        given: what the site was parsed from.
        snapshot: the sources.
        known: digests of the drafts the ledger remembers, by path; empty for everything.
    """
    return made_things(plan, plan.stale(known), given, snapshot)


def site_findings(scene: Scene, given: SiteInput, snapshot: Snapshot) -> tuple[Finding, ...]:
    """Give what is wrong with a site's plan and with every page of it."""
    plan = planned_site(scene, given)
    made = stale_things(plan, given, snapshot, {})
    return (*plan.findings, *(found for thing in made for found in thing.findings))
