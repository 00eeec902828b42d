"""What a site's links to other sites depend on: whether their targets exist, and where."""

from msgspec import Struct

from govssg.catalog.catalog import Catalog
from govssg.catalog.ids import resolve
from govssg.model.digest import digest_value
from govssg.model.portal import Site


class LinkStates(Struct, frozen=True):
    """The states of a site's targets on other sites, and the surfaces they were read from."""

    own: str
    """Digest of the site's own content, which decides what it links to."""
    surfaces: dict[str, str]
    states: dict[str, str]


def fresh_states(catalog: Catalog, site_id: str, before: LinkStates | None) -> LinkStates:
    """Give the states now, looking only at sites whose surface differs from the one seen before."""
    own = catalog.sites[site_id]
    known = before.states if before else {}
    same = before is not None and before.own == own.head.content
    wanted = (*known, *named_targets(own.site, catalog)) if same else _wanted(catalog, site_id)
    surfaces = {name: site.head.surface for name, site in catalog.sites.items()}
    seen = before.surfaces if before else {}
    still = {name for name, surface in surfaces.items() if seen.get(name) == surface}
    states = {
        target: known[target]
        if target in known and target.partition(":")[0] in still
        else catalog.state(target)
        for target in wanted
    }
    return LinkStates(own.head.content, surfaces, states)


def states_digest(links: LinkStates) -> str:
    """Give the digest of the states themselves."""
    return digest_value(sorted(links.states.items()))


def _wanted(catalog: Catalog, site_id: str) -> set[str]:
    own = catalog.sites[site_id]
    found = {target for outline in own.outlines.values() for target in outline.targets}
    found.update(named_targets(own.site, catalog))
    return {target for target in found if not target.startswith(f"{site_id}:")}


def named_targets(site: Site, catalog: Catalog) -> tuple[str, ...]:
    """Give the ids on other sites that a site's file names: services, the lead of the home page."""
    targets = [service.target for service in site.home.services]
    targets += [site.home.lead] if site.home.lead else []
    found = (resolve(target, site.id, "", catalog.site_ids) for target in targets if target)
    return tuple(target.id for target in found if target.site not in {"", site.id})
