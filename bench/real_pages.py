"""Builds 12,000 real Chinese pages in three variants, and counts what was found by code.

    python bench/real_pages.py ARCHIVE [--work FOLDER] [--search]

ARCHIVE is ``load-12000.tar.xz``: real pages kept outside this repository. It is looked for
beside the checkout when not named.
"""

import argparse
import resource
import shutil
import sys
import time
from collections import Counter
from pathlib import Path

from layout import lay_out

from govssg.build import Report, Settings, build
from govssg.catalog.site_catalog import Visibility
from govssg.read.snapshot import Worktree

ROOT = Path(__file__).resolve().parent.parent
ARCHIVE = ROOT.parent / "shared" / "data" / "load-12000.tar.xz"


def main() -> int:
    """Lay out, build twice, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("archive", nargs="?", type=Path, default=ARCHIVE)
    options.add_argument("--work", type=Path, default=ROOT / "bench" / "work" / "real")
    options.add_argument("--search", action="store_true", help="make the search index too")
    given = options.parse_args()
    if not given.archive.is_file():
        print(f"no archive at {given.archive}", file=sys.stderr)
        return 2
    shutil.rmtree(given.work, ignore_errors=True)
    pages = lay_out(given.archive, given.work)
    print(f"laid out {pages} pages")
    for name in ("cold", "again"):
        report, seconds = timed_build(given.work, search=given.search)
        memory = max(
            resource.getrusage(who).ru_maxrss
            for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        print(
            f"{name}: {seconds:.1f} s, {report.documents} documents, {report.planned} planned, "
            f"{len(report.written)} files written, largest process {memory // 1024} MB"
        )
        counts = Counter(f"{found.code} {found.severity}" for found in report.findings)
        print("findings: " + (", ".join(f"{c} × {n}" for c, n in sorted(counts.items())) or "none"))
        if report.documents != pages:
            print(f"{pages - report.documents} pages are missing", file=sys.stderr)
            return 1
    return 0


def timed_build(work: Path, *, search: bool) -> tuple[Report, float]:
    """Give the report and the wall seconds of a build."""
    settings = Settings(
        str(work / "build"), Visibility("2026-11-22 12:00"), str(work / ".govssg"), search=search
    )
    began = time.perf_counter()
    report = build(Worktree(work, work / ".govssg" / "stat"), settings)
    return report, time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
