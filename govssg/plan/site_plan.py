"""One site planned: its drafts with their digests, and the things they become when asked for."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from govssg.catalog.catalog import Catalog
from govssg.catalog.context import Context
from govssg.model.digest import digest_value
from govssg.model.finding import Finding
from govssg.model.paths import site_folder
from govssg.model.portal import Portal, Site
from govssg.model.source import Snapshot
from govssg.model.view import SiteView
from govssg.parse.site import BATCH, SiteInput, load_documents
from govssg.plan.assets import SiteAssets, site_assets
from govssg.plan.drafts import Documents, Draft
from govssg.plan.keys import Keyed, Keys
from govssg.plan.link_states import LinkStates, fresh_states
from govssg.plan.site import site_drafts
from govssg.plan.site_view import site_view
from govssg.store.value_cache import ValueCache
from govssg.theme.assets import Asset
from govssg.theme.renderer import Theme

LINKS = "links"
"""Folder of the cache in which the states of links are kept."""


class Scene(Protocol):
    """What planning needs: the portal, its catalog, the theme made usable."""

    portal: Portal
    catalog: Catalog
    engine: str

    @property
    def theme(self) -> Theme:
        """The compiled theme."""
        ...

    @property
    def assets(self) -> tuple[Asset, ...]:
        """The theme's files."""
        ...

    def context(self, site_id: str, states: Mapping[str, str]) -> Context:
        """Give the context of a site, with what its links to other sites depend on."""
        ...


class SitePlan(Struct, frozen=True):
    """What a site publishes: drafts, and all that is needed to make and render them."""

    context: Context
    drafts: tuple[Draft, ...]
    findings: tuple[Finding, ...]
    """What is wrong with the site as a whole; that of its pages is found when they are made."""
    keys: Keys
    chrome: SiteView
    assets: SiteAssets

    def stale(self, known: Mapping[str, str], *, own_unchanged: bool = False) -> list[Draft]:
        """Give the drafts that are new, differ from what is known by path, or are always made.

        Args:
            known: digest of the draft each page was made from, empty for one to be made again.
            own_unchanged: whether the site's own documents, their relations and links are as
                they were, so that only lists can differ.
        """
        return [draft for draft in self.drafts if self._is_stale(draft, known, own_unchanged)]

    def _is_stale(self, draft: Draft, known: Mapping[str, str], unchanged: bool) -> bool:  # noqa: FBT001
        before = known.get(draft.path)
        if not before:
            return True
        return not (draft.is_own and unchanged) and before != self.keys.draft(draft)


def plan_site(scene: Scene, site_id: str, links: LinkStates) -> SitePlan:
    """Give the plan of a site.

    Args:
        scene: the prepared portal.
        site_id: the site.
        links: what its links to other sites depend on.
    """
    context = scene.context(site_id, links.states)
    assets = site_assets(context, scene.assets)
    drafts = site_drafts(context, links, assets.copies)
    chrome = site_view(context, assets.addresses, assets.brand)
    folder = site_folder(context.site)
    dressed = digest_value((chrome, folder))
    keys = Keys(_site_digest(scene.portal, context.site), dressed, folder, scene)
    return SitePlan(context, drafts.drafts, drafts.findings, keys, chrome, assets)


def _site_digest(portal: Portal, site: Site) -> str:
    """Give the digest of what pages show of their site and of where others are published."""
    places = [(one.id, one.short_name, one.site_class, one.url) for one in portal.sites]
    return digest_value((site, portal.url, places))


def site_links(catalog: Catalog, site_id: str, cache: str) -> LinkStates:
    """Give what a site's links to other sites depend on now, and keep it for the next time."""
    kept = kept_links(site_id, cache)
    links = fresh_states(catalog, site_id, kept)
    if cache and links != kept:
        _links_cache(cache).put(site_id, links.own, links)
    return links


def kept_links(site_id: str, cache: str) -> LinkStates | None:
    """Give what a site's links depended on when that was last looked at."""
    return _links_cache(cache).newest(site_id)


def _links_cache(cache: str) -> ValueCache[LinkStates]:
    return ValueCache(Path(cache) / LINKS if cache else None, LinkStates)


def made_things(
    plan: SitePlan, drafts: list[Draft], given: SiteInput, snapshot: Snapshot
) -> Iterator[Keyed]:
    """Give what drafts become, in their order; few documents are in memory at a time."""
    for start in range(0, len(drafts), BATCH):
        some = drafts[start : start + BATCH]
        documents = _documents(plan, some, given, snapshot)
        yield from (plan.keys.made(draft, draft.make(documents)) for draft in some)


def _documents(
    plan: SitePlan, drafts: Iterable[Draft], given: SiteInput, snapshot: Snapshot
) -> Documents:
    outlines = plan.context.catalog.sites[given.site.id].outlines
    wanted = [outlines[draft.document] for draft in drafts if draft.document]
    return load_documents(given, wanted, snapshot)
