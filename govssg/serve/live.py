"""What keeps a browser up to date: the script put into a page, the news sent to it."""

from html import escape
from urllib.parse import quote

import msgspec
from msgspec import Struct

from govssg.model.finding import Finding
from govssg.serve.addresses import HTML
from govssg.serve.answers import Answer, answer
from govssg.serve.desk import Desk
from govssg.serve.shown import ShownFinding, shown_findings
from govssg.serve.words import say

END_OF_HEAD = b"</head>"


class Panel(Struct, frozen=True):
    """What the badge and its panel show."""

    title: str
    summary: str
    """Empty when there is nothing to show a badge for, as on the server's own pages."""
    severity: str
    """The worst of the page's findings, else ``none``."""
    notes: tuple[str, ...]
    findings: tuple[ShownFinding, ...]
    hint: str
    """What stands before a hint."""
    all: str
    """Text of the link to all findings."""
    offline: str
    """What to say when the server has gone."""


class News(Struct, frozen=True):
    """What a browser is told of a new state."""

    generation: int
    changed: bool
    """Whether the page it shows is another now."""
    digest: str
    panel: Panel | None
    """None for a page that is another now: what comes in its place asks for its own."""


def with_script(body: bytes, path: str, digest: str) -> bytes:
    """Give a page with the script that reloads it, its own path and digest named in it."""
    script = (
        f'<script src="/_govssg/live.js" data-path="{escape(quote(path))}"'
        f' data-digest="{digest}" defer></script>\n'
    )
    return body.replace(END_OF_HEAD, script.encode() + END_OF_HEAD, 1)


def is_page(given: Answer) -> bool:
    """Tell whether an answer is HTML that a browser shows."""
    return given.media == HTML and not given.location


def news(desk: Desk, path: str, digest: str) -> News:
    """Give what changed for a browser that shows a path with a digest.

    Raises:
        OSError: a file is being written.
    """
    now = answer(desk, path)
    changed = now.digest != digest
    panel = None if changed else _panel(desk, now)
    return News(desk.generation, changed, now.digest, panel)


def event(told: News) -> bytes:
    """Give news as a server-sent event: ``reload`` or ``findings``."""
    name = "reload" if told.changed else "findings"
    data = msgspec.json.encode(told)
    return b"event: %s\nid: %d\ndata: %s\n\n" % (name.encode(), told.generation, data)


def _panel(desk: Desk, given: Answer) -> Panel:
    state, language = desk.state, desk.language
    everything = _site_findings(desk, given)
    here = tuple(found for found in everything if found.span.path in given.sources)
    shared = state.shared if state else ()
    counts = [say("here", language, count=len(here))]
    counts += [say("site", language, count=len(everything))] if len(everything) > len(here) else []
    counts += [say("shared", language, count=len(shared))] if shared else []
    clean = not here and not everything and not shared
    return Panel(
        title=say("panel", language),
        summary=_summary(counts, language, clean=clean) if given.site else "",
        severity=_worst((*here, *shared)),
        notes=given.notes,
        findings=shown_findings(here, state.still, language) if state else (),
        hint=say("hint", language),
        all=say("all_title", language),
        offline=say("offline", language),
    )


def _summary(counts: list[str], language: str, *, clean: bool) -> str:
    return say("none", language) if clean else " · ".join(counts)


def _site_findings(desk: Desk, given: Answer) -> tuple[Finding, ...]:
    portal = desk.state.portal if desk.state else None
    site = portal.site(given.site) if portal and given.site else None
    return desk.site_findings(site) if site else ()


def _worst(findings: tuple[Finding, ...]) -> str:
    order = ("error", "warning", "note")
    found = {finding.severity.value for finding in findings}
    return next((severity for severity in order if severity in found), "none")
