"""The inputs of a site: digests of everything its plan can depend on.

A site whose inputs have not changed since its last build is not even planned. What other
sites lend it is compared only if one of them changed, and only with those it has to do with.
"""

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from govssg.catalog.catalog import Catalog
from govssg.catalog.head import Head
from govssg.catalog.ids import Target, resolve
from govssg.catalog.moved import Moved
from govssg.catalog.site_catalog import SiteCatalog
from govssg.model.digest import digest_value
from govssg.model.document import Card
from govssg.model.output import SiteInputs
from govssg.model.portal import Portal, Site
from govssg.plan.link_states import LinkStates, fresh_states, named_targets, states_digest


def common_digest(portal: Portal, theme: str) -> str:
    """Give the digest of what every site's plan depends on: theme, engine, the sites' faces."""
    names = (portal.name, portal.url, portal.language, portal.theme, portal.demo)
    faces = [_face(site) for site in portal.sites]
    return digest_value((theme, names, portal.variants, portal.topics, faces))


def _face(site: Site) -> tuple[str | int, ...]:
    """Give what other sites show of a site."""
    return (site.id, site.name, site.short_name, site.site_class, site.url, site.brand, site.weight)


def own_digest(site: Site, head: Head) -> str:
    """Give the digest of a site's own file and content."""
    return digest_value((site, head.content))


def site_inputs(catalog: Catalog, site_id: str, common: str, links: LinkStates) -> SiteInputs:
    """Give the inputs of a site that is planned now."""
    own = catalog.sites[site_id]
    related = catalog.relations(site_id)
    accepted = _accepted(catalog, own, catalog.site_ids, {})
    partners = {*(card.site for card in related), *filter(None, accepted)}
    named = [catalog.resolve(one.target, card) for card in related for one in card.references]
    partners |= {target.site if target.form == "document" else "" for target in named}
    return _sealed(
        SiteInputs(
            digest="",
            common=common,
            own=own_digest(own.site, own.head),
            relations=_cards_digest(catalog, related),
            accepted=accepted,
            links=states_digest(links),
            partners=tuple(sorted({*partners, *own.head.refers})),
            seen=catalog.seen,
        )
    )


def _sealed(inputs: SiteInputs) -> SiteInputs:
    parts = (inputs.common, inputs.own, inputs.relations, inputs.accepted, inputs.links)
    return replace(inputs, digest=digest_value(parts))


def kept_inputs(
    catalog: Catalog,
    site_id: str,
    common: str,
    before: SiteInputs | None,
    links: Callable[[], LinkStates | None],
) -> SiteInputs | None:
    """Give the inputs of a site whose plan is still good; None if it has to be planned.

    Args:
        catalog: the whole portal.
        site_id: the site.
        common: digest of what every plan depends on.
        before: its inputs when it was last planned.
        links: gives what its links to other sites depended on then.
    """
    own = catalog.sites[site_id]
    if before is None or before.common != common or before.own != own_digest(own.site, own.head):
        return None
    if before.seen.digest == catalog.seen.digest:
        return before
    moved, now = catalog.moved_since(before.seen), replace(before, seen=catalog.seen)
    if senders := _may_send(catalog, own, moved):
        now = replace(now, accepted=_accepted(catalog, own, senders, before.accepted))
    if _may_relate(catalog, site_id, before, moved):
        now = replace(now, relations=_cards_digest(catalog, catalog.relations(site_id)))
    if _links_moved(catalog, own, moved):
        now = replace(now, links=states_digest(fresh_states(catalog, site_id, links())))
    now = _sealed(now)
    return now if now.digest == before.digest else None


def _cards_digest(catalog: Catalog, cards: tuple[Card, ...]) -> str:
    pictures = [catalog.state(catalog.resolve(card.image, card).id) for card in cards if card.image]
    return digest_value((cards, pictures))


def _may_send(catalog: Catalog, own: SiteCatalog, moved: Moved) -> frozenset[str]:
    """Give the sites of which a site's lists or its home's lead may show something else now."""
    lead = _lead(catalog, own.site).site if own.site.home.lead else ""
    accepts = any(column.accept for column in own.columns)
    if moved.surface:  # pictures may lie on any site
        return catalog.site_ids if accepts or lead else frozenset()
    return (moved.offers if accepts else frozenset()) | (moved.content & {lead})


def _accepted(
    catalog: Catalog,
    own: SiteCatalog,
    senders: frozenset[str],
    before: Mapping[str, str],
) -> dict[str, str]:
    """Give the digests of what a site shows of others, asking some of them only.

    Args:
        catalog: the whole portal.
        own: the site.
        senders: the sites to ask.
        before: the digests of the others.
    """
    shown = {sender: catalog.imports_from(own.site.id, sender) for sender in senders}
    fresh = {sender: _cards_digest(catalog, cards) for sender, cards in shown.items() if cards}
    kept = {name: digest for name, digest in before.items() if name and name not in senders}
    lead = _cards_digest(catalog, _lead_card(catalog, own.site))
    return dict(sorted({"": lead, **kept, **fresh}.items()))


def _lead(catalog: Catalog, site: Site) -> Target:
    return resolve(site.home.lead, site.id, "", catalog.site_ids)


def _lead_card(catalog: Catalog, site: Site) -> tuple[Card, ...]:
    """Give the document of another site that a home page leads with, if it does."""
    lead = _lead(catalog, site)
    first = catalog.card(lead.id) if lead.form == "document" and lead.site != site.id else None
    return (first,) if first else ()


def _may_relate(catalog: Catalog, site_id: str, before: SiteInputs, moved: Moved) -> bool:
    """Tell whether a change elsewhere can reach a site's documents by a relation."""
    if moved.names:  # a stable name may lead to another document now
        return True
    circle = {site_id, *before.partners}
    return any(
        "" in before.partners or name in circle or (circle | {""}) & _refers(catalog, name)
        for name in moved.content - {site_id}
    )


def _refers(catalog: Catalog, name: str) -> set[str]:
    return set(catalog.sites[name].head.refers) if name in catalog.sites else set()


def _links_moved(catalog: Catalog, own: SiteCatalog, moved: Moved) -> bool:
    named = {target.partition(":")[0] for target in named_targets(own.site, catalog)}
    return bool(moved.surface & {*own.head.linked, *named})
