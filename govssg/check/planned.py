"""A site's plan in memory, as a build would make it, without writing anything."""

from typing import Protocol

from govssg.catalog.catalog import Catalog
from govssg.catalog.context import Context
from govssg.model.digest import digest_value
from govssg.model.portal import Portal
from govssg.model.source import Snapshot
from govssg.parse.site import SiteInput, site_documents
from govssg.plan.assets import site_assets
from govssg.plan.keys import Keyed, keyed_plan
from govssg.plan.site import Planned, plan_site
from govssg.plan.site_view import site_view
from govssg.theme.assets import Asset
from govssg.theme.renderer import Theme


class Scene(Protocol):
    """What planning needs of a scene: the portal, its catalog, the compiled theme."""

    portal: Portal
    catalog: Catalog
    theme: Theme
    assets: tuple[Asset, ...]
    engine: str

    def context(self, site_id: str) -> Context:
        """Give the context of a site."""
        ...


def planned_site(scene: Scene, given: SiteInput, snapshot: Snapshot) -> Planned:
    """Give a site's plan and its findings."""
    context = scene.context(given.site.id)
    assets = site_assets(context, scene.assets)
    return plan_site(context, site_documents(given, snapshot), assets.copies)


def keyed_site(scene: Scene, given: SiteInput, snapshot: Snapshot) -> tuple[Keyed, ...]:
    """Give every planned thing of a site with the key a build would give it."""
    context = scene.context(given.site.id)
    assets = site_assets(context, scene.assets)
    chrome = site_view(context, assets.addresses, assets.brand)
    plan = planned_site(scene, given, snapshot).plan
    return tuple(keyed_plan(plan, digest_value(chrome), scene.theme, scene.engine))
