"""What the server answers to a path: a page, a file, or a page that says what is wrong."""

from pathlib import Path

from msgspec import Struct

from govssg.catalog.site_catalog import Visibility
from govssg.model.digest import digest_bytes
from govssg.model.document import Card
from govssg.model.finding import Finding
from govssg.model.portal import Portal, Site
from govssg.serve.addresses import (
    HTML,
    OWN,
    asked_route,
    inner_path,
    media_type,
    not_found_route,
    search_file,
    site_of,
)
from govssg.serve.desk import Desk
from govssg.serve.pages import error_page, findings_page
from govssg.serve.press import Press
from govssg.serve.shown import shown_findings
from govssg.serve.state import State
from govssg.serve.words import say
from govssg.theme.failures import TemplateFailure

MANIFEST = "search/index.json"


class Answer(Struct, frozen=True):
    """A response before it goes on the wire."""

    status: int
    media: str
    body: bytes
    digest: str
    """Changes when the reader should see something new."""
    location: str = ""
    site: str = ""
    """Id of the site it is a page of."""
    sources: frozenset[str] = frozenset()
    """The files its findings are about."""
    notes: tuple[str, ...] = ()
    """What the editor should know besides the findings."""


def answer(desk: Desk, path: str) -> Answer:
    """Give what lies at a request path.

    Raises:
        OSError: a file is being written; ask again after a refresh.
    """
    state, asked = desk.state, asked_route(path)
    if desk.trouble or state is None:
        title = "crash" if desk.crashed else "trouble"
        return _html(500, error_page((), desk.language, title=title, detail=desk.trouble))
    if asked == f"{OWN}findings":
        shown = shown_findings(desk.all_findings(), state.still, desk.language)
        return _html(200, findings_page(shown, desk.language))
    if state.portal is None or state.look is None:
        return _error(desk, state, state.shared)
    return _in_portal(desk, state, state.portal, asked)


def _html(status: int, body: bytes) -> Answer:
    return Answer(status, HTML, body, digest_bytes(body))


def _error(desk: Desk, state: State, findings: tuple[Finding, ...]) -> Answer:
    shown = shown_findings(findings, state.still, desk.language)
    return _html(500, error_page(shown, desk.language))


def _in_portal(desk: Desk, state: State, portal: Portal, asked: str) -> Answer:
    site = site_of(portal, asked)
    broken = state.broken_files()
    first = asked.partition("/")[0]
    if broken & {f"sites/{first}.yaml", f"sites/{first}.yml"} or (site is None and state.shared):
        return _error(desk, state, _configured(state))
    if site is None or not desk.settings.wants(site):
        return _html(404, error_page((), desk.language, title="missing"))
    return _in_site(desk, state, portal, site, asked)


def _configured(state: State) -> tuple[Finding, ...]:
    return tuple(found for found in state.shared if found.span.path.startswith("sites/"))


def _in_site(desk: Desk, state: State, portal: Portal, site: Site, asked: str) -> Answer:
    press = desk.press(site)
    inner = inner_path(portal, site, asked)
    try:
        found = _found(desk, state, press, asked)
        if found:
            return found
        source = desk.broken_source(site, inner)
        if source:
            findings = state.site(site.id).head.findings
            return _error(desk, state, tuple(f for f in findings if f.span.path == source))
        if press.has(f"{asked}/index.html"):
            return Answer(302, HTML, b"", "", location=f"/{asked}/")
        return _missing(desk, state, press, not_found_route(portal, site, asked), inner)
    except TemplateFailure as failure:
        return _error(desk, state, (failure.finding,))


def _found(desk: Desk, state: State, press: Press, asked: str) -> Answer | None:
    found = press.find(asked, state.still)
    if found is None:
        return _from_index(desk, asked)
    media = media_type(asked)
    if not found.page:
        return Answer(200, media, found.body, found.digest, site=press.site.id)
    return Answer(
        status=200,
        media=media,
        body=found.body,
        digest=found.digest,
        site=press.site.id,
        sources=press.sources(found.page),
        notes=_search_notes(desk) if found.page == "search/index.html" else (),
    )


def _search_notes(desk: Desk) -> tuple[str, ...]:
    built = desk.settings.search and (desk.tree / MANIFEST).is_file()
    return (say("old_index" if built else "no_index", desk.language),)


def _from_index(desk: Desk, asked: str) -> Answer | None:
    """Give a file of the search index the last build left in the tree."""
    inside = search_file(asked)
    if inside is None or not desk.settings.search:
        return None
    file = Path(desk.tree / inside)
    folder = (desk.tree / "search").resolve()
    if not file.is_file() or not file.resolve().is_relative_to(folder):
        return None
    data = file.read_bytes()
    return Answer(200, media_type(asked), data, digest_bytes(data))


def _missing(desk: Desk, state: State, press: Press, page: str, inner: str) -> Answer:
    """Give the site's own 404 page, and why a document that is there does not show."""
    cards = [card for card in state.site(press.site.id).every if card.path == inner]
    notes = tuple(_hidden(card, desk.settings.visibility, desk.language) for card in cards)
    found = press.find(page, state.still)
    if found is None:
        return _html(404, error_page((), desk.language, title="missing"))
    root = f"content/{press.site.content_root()}/"
    return Answer(
        status=404,
        media=HTML,
        body=found.body,
        digest=found.digest,
        site=press.site.id,
        sources=frozenset(root + card.id.partition(":")[2] for card in cards),
        notes=tuple(note for note in notes if note),
    )


def _hidden(card: Card, visibility: Visibility, language: str) -> str:
    """Give the reason a parsed document is not shown, with what to type."""
    begins = card.publish_date or card.date
    if card.draft and not visibility.drafts:
        return say("draft", language)
    if begins > visibility.clock and not visibility.future:
        return say("future", language, moment=begins)
    if card.expiry_date and card.expiry_date <= visibility.clock and not visibility.expired:
        return say("expired", language, moment=card.expiry_date)
    return ""
