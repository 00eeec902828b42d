"""A settled tree: what the last build was made of and found, so that the same need not be built.

This is the highest level of skipping: no site is looked at, no template is compiled.
"""

from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from govssg.engine import engine_digest
from govssg.model.digest import digest_value
from govssg.model.source import Snapshot
from govssg.read.shipped import shipped_identity
from govssg.settings import Report, Settings
from govssg.store.ledger import Ledger, known_ledger


class Settled(Struct, frozen=True):
    """What the ledger remembers of the portal as a whole."""

    key: str
    """Digest of the sources, of us, and of what was asked."""
    since: str
    until: str
    """Moments between which the same documents are visible; ``until`` is outside, empty is ever."""
    theme: str
    shipped: tuple[tuple[str, int, int], ...]
    """The files of the theme, if it is one that came with the program."""
    report: Report
    """What the build reported, as if it had found nothing to do."""


def settled_report(snapshot: Snapshot, settings: Settings) -> Report | None:
    """Give the report of a build that need not be done; None if it has to be."""
    if not settings.cache:
        return None
    with known_ledger(Path(settings.tree)) as ledger:
        known = _decoded(ledger.settled()) if ledger else None
    clock = settings.visibility.clock
    if known is None or clock < known.since or (known.until and clock >= known.until):
        return None
    if known.shipped != shipped_identity(known.theme) or known.key != _key(snapshot, settings):
        return None
    return known.report


def _decoded(data: bytes) -> Settled | None:
    try:
        return msgspec.msgpack.decode(data, type=Settled) if data else None
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None


def remember(
    ledger: Ledger,
    snapshot: Snapshot,
    settings: Settings,
    report: Report,
    lasting: tuple[str, str],
) -> None:
    """Remember that a tree is as its sources want it.

    Args:
        ledger: the tree's ledger.
        snapshot: the sources it was built from.
        settings: what was asked.
        report: what the build did and found.
        lasting: the moments between which the same documents are visible.
    """
    if report.portal is None or not settings.cache:
        return
    theme = report.portal.theme
    quiet = replace(report, parsed=0, planned=0, sites_planned=(), reasons=(), written=())
    quiet = replace(quiet, removed=(), indexed=0)
    known = Settled(_key(snapshot, settings), *lasting, theme, shipped_identity(theme), quiet)
    ledger.set_settled(msgspec.msgpack.encode(known))


def _key(snapshot: Snapshot, settings: Settings) -> str:
    seen = settings.visibility
    asked = (seen.drafts, seen.future, seen.expired, settings.base_url, settings.search)
    return digest_value((engine_digest(), snapshot.roots(), asked, settings.sites))
