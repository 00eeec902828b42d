"""A parsed site as others see it at a moment: its head, what it offers, where links can lead."""

from msgspec import Struct

from govssg.catalog.columns import site_columns
from govssg.catalog.head import Head, Offers, Surface
from govssg.catalog.ids import resolve
from govssg.catalog.site_catalog import ParsedSite, Visibility
from govssg.model.digest import digest_value
from govssg.model.document import Card
from govssg.parse.site import FreshSite, SiteInput


class Described(Struct, frozen=True):
    """The three faces of a parsed site."""

    head: Head
    offers: Offers
    surface: Surface


def described(given: SiteInput, fresh: FreshSite, visibility: Visibility) -> Described:
    """Give the faces of a site as parsed now."""
    parsed = fresh.parsed
    every = [outline.card for outline in parsed.outlines if outline.card]
    cards = tuple(sorted(filter(visibility.shows, every), key=lambda card: card.id))
    offers, surface = _offers(cards), _surface(cards, parsed)
    columns = site_columns(given.site, cards)
    since, until = _valid(every, visibility)
    head = Head(
        site=given.site.id,
        content=_content(parsed, cards),
        columns=columns,
        surface=digest_value((surface, [column.path for column in columns])),
        offers=digest_value(offers.shared),
        names=digest_value(offers.handles),
        refers=_refers(given, offers),
        linked=_linked(given, parsed),
        documents=len(cards),
        findings=fresh.findings,
        parsed=fresh.count,
        since=since,
        until=until,
    )
    return Described(head, offers, surface)


def _content(parsed: ParsedSite, cards: tuple[Card, ...]) -> str:
    texts = [(outline.source, outline.blob) for outline in parsed.outlines]
    return digest_value((parsed.context, texts, parsed.files, [card.id for card in cards]))


def _offers(cards: tuple[Card, ...]) -> Offers:
    return Offers(
        shared=tuple(card for card in cards if card.share and card.kind != "column"),
        relating=tuple(card for card in cards if card.references),
        handles=tuple((card.handle, card.id) for card in cards if card.handle),
    )


def _surface(cards: tuple[Card, ...], parsed: ParsedSite) -> Surface:
    found = {file.path: f"{file.size} {file.width} {file.height}" for file in parsed.files}
    found |= {card.id.partition(":")[2]: card.path for card in cards if card.kind != "column"}
    return found


def _refers(given: SiteInput, offers: Offers) -> tuple[str, ...]:
    """Give the sites that are named in relations; a stable name could be of any."""
    sites = frozenset(given.sites)
    found = set()
    for card in offers.relating:
        for reference in card.references:
            target = resolve(reference.target, card.site, card.column, sites)
            found.add(target.site if target.form == "document" else "")
    return tuple(sorted(found - {given.site.id}))


def _linked(given: SiteInput, parsed: ParsedSite) -> tuple[str, ...]:
    named = {target.partition(":")[0] for one in parsed.outlines for target in one.targets}
    return tuple(sorted(named - {given.site.id}))


def _valid(cards: list[Card], visibility: Visibility) -> tuple[str, str]:
    """Give the moments around the clock between which the same documents are visible."""
    begins = {card.publish_date or card.date for card in cards} if not visibility.future else set()
    ends = {card.expiry_date for card in cards} if not visibility.expired else set()
    moments = (begins | ends) - {""}
    clock = visibility.clock
    since = max((moment for moment in moments if moment <= clock), default="")
    until = min((moment for moment in moments if moment > clock), default="")
    return since, until
