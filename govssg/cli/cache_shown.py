"""What the cache holds, and what went from it, as text."""

from collections import defaultdict

import click

from govssg.cli.cache_survey import Holdings, SiteShare
from govssg.cli.cache_sweep import Sweep
from govssg.cli.output import show_rows
from govssg.cli.problems import note
from govssg.cli.words_cache import PURPOSES, REASONS, chosen, size_text, tell

_NAMED = 5
"""Sites named in a remark before the rest is counted."""


def show_holdings(held: Holdings, language: str, *, by_site: bool, quiet: bool) -> None:
    """Print a line a room with what it is for, or a line a site; then what is still asked for."""
    rows = _site_rows(held, language) if by_site else _room_rows(held, language)
    show_rows(("name", "files", "size", "remark"), rows, "text")
    if quiet or not any(share.documents for share in held.shares):
        return
    known = [share for share in held.shares if share.asked is not None]
    documents = sum(share.documents for share in known)
    asked = sum(share.asked or 0 for share in known)
    size = size_text(sum(share.asked_bytes for share in known))
    part = asked / documents if documents else 1
    click.echo(tell("asked", language, documents=documents, asked=asked, share=part, size=size))
    if held.unknown():
        click.echo(tell("unknown", language, count=held.unknown()))


def _room_rows(held: Holdings, language: str) -> list[tuple[str, ...]]:
    rows = [
        (
            room,
            tell("files", language, count=count),
            size_text(size),
            chosen(PURPOSES[room], language),
        )
        for room, count, size in held.rooms()
    ]
    count = tell("files", language, count=len(held.files))
    return [*rows, (tell("total", language), count, size_text(held.bytes()), "")]


def _site_rows(held: Holdings, language: str) -> list[tuple[str, ...]]:
    return [
        (
            share.site,
            tell("documents", language, count=share.documents),
            size_text(share.bytes),
            _remark(share, language),
        )
        for share in held.shares
    ]


def _remark(share: SiteShare, language: str) -> str:
    if not share.configured:
        return tell("row-gone", language)
    if share.asked is None:
        return tell("row-unknown", language)
    return tell("row-asked", language, count=share.asked)


def show_sweep(done: Sweep, language: str, *, dry: bool) -> None:
    """Print a line a reason with what went, and what was freed."""
    counts: dict[str, list[int]] = defaultdict(list)
    for gone in done.gone:
        counts[gone.reason].append(gone.bytes)
    rows = [
        (
            chosen(words, language),
            tell("files", language, count=len(counts[reason])),
            size_text(sum(counts[reason])),
        )
        for reason, words in REASONS.items()
        if counts[reason]
    ]
    if done.dropped:
        documents = sum(some.documents for some in done.dropped)
        freed = size_text(sum(some.freed for some in done.dropped))
        count = tell("documents", language, count=documents)
        rows.append((chosen(REASONS["outcomes"], language), count, freed))
    if rows:
        show_rows(("reason", "count", "size"), rows, "text")
        freed = size_text(done.freed())
        click.echo(tell("would-free" if dry else "freed", language, size=freed))
    else:
        click.echo(tell("clean", language))
    if done.busy:
        note(tell("busy", language, sites=_named(done.busy)))


def _named(sites: tuple[str, ...]) -> str:
    more = f" … +{len(sites) - _NAMED}" if len(sites) > _NAMED else ""
    return ", ".join(sites[:_NAMED]) + more
