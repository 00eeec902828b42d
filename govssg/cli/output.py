"""Results on standard output: findings in a format, rows as text, JSON or CSV."""

import csv
import io
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase

import click

from govssg.model.finding import Finding
from govssg.model.source import Snapshot
from govssg.report.findings import Findings
from govssg.report.json_report import json_report, pretty
from govssg.report.places import placed, site_of, snapshot_texts
from govssg.report.text import text_report, wants_colour
from govssg.report.width import cells, printable

FINDINGS = 1
"""Exit code when a finding closes the gate."""


def chosen(findings: Iterable[Finding], snapshot: Snapshot, pattern: str) -> tuple[Finding, ...]:
    """Give the findings of the sites that match, and of what all share, with source lines.

    A site whose file is broken is no site of the portal, but its findings count as its own.
    """
    kept = [found for found in findings if _wanted(site_of(found.span.path), pattern)]
    return tuple(sorted(placed(kept, snapshot_texts(snapshot))))


def _wanted(site: str, pattern: str) -> bool:
    return not site or not pattern or fnmatchcase(site, pattern)


def show(findings: Findings, name: str, changes: Mapping[str, object] | None = None) -> None:
    """Print findings in the format of that name, in JSON with what a build changed."""
    if name == "text":
        text = text_report(findings, colour=wants_colour(sys.stdout, os.environ))
    elif name == "json":
        text = json_report(findings, changes)
    else:
        from govssg.report.formats import FORMATS  # noqa: PLC0415 - slow to import

        text = FORMATS[name](findings)
    click.echo(text, nl=False, color=True)


def show_rows(head: Sequence[str], rows: Iterable[Sequence[str]], name: str) -> None:
    """Print a table as aligned text, as JSON objects, or as CSV with a head line."""
    table = [tuple(row) for row in rows]
    if name == "json":
        text = pretty([dict(zip(head, row, strict=True)) for row in table])
    elif name == "csv":
        text = _csv(head, table)
    else:
        text = _text(table)
    click.echo(text, nl=False)


def _csv(head: Sequence[str], rows: list[tuple[str, ...]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(tuple(_harmless(value) for value in row) for row in rows)
    return out.getvalue()


def _harmless(value: str) -> str:
    """Keep a spreadsheet from taking a title for a formula."""
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t")) else value


def _text(rows: list[tuple[str, ...]]) -> str:
    shown = [[printable(value) for value in row] for row in rows]
    widths = [max(cells(row[n]) for row in shown) for n in range(len(shown[0]))] if shown else []
    return "".join(
        "  ".join(
            value + " " * (width - cells(value)) for value, width in zip(row, widths, strict=True)
        ).rstrip()
        + "\n"
        for row in shown
    )
