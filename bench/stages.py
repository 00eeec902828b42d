"""Tells where a build's time goes, by stage: a sampling profile of one process.

    python bench/stages.py cold|edit|unchanged [--size 10000] [--work FOLDER]

A sample every few milliseconds of processor time counts for the innermost module of ours on
the stack. Sampling slows every stage alike, where a tracing profiler would blame small functions.
"""

import argparse
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from types import FrameType

from measure import run
from project import CACHE, CLOCK, TREE, Pair, edit_article, pair
from run import HERE, SITES

INTERVAL = 0.002
"""Seconds of processor time between two samples."""

STAGES = (
    ("parse/markdown", "Markdown to HTML"),
    ("parse/sanitise", "sanitising raw HTML"),
    ("parse/front_matter", "front matter"),
    ("read/yaml", "front matter"),
    ("read/fields", "front matter"),
    ("read/dates", "front matter"),
    ("parse/", "documents from their parts"),
    ("read/", "finding, reading, identifying sources"),
    ("model/digest", "digests of views and pages"),
    ("inputs", "digests of views and pages"),
    ("plan/keys", "digests of views and pages"),
    ("plan/links", "links of bodies resolved"),
    ("catalog/", "catalog: lists, related, neighbours"),
    ("kinds/", "views planned"),
    ("plan/", "views planned"),
    ("theme/", "templates rendered"),
    ("store/tree", "files written"),
    ("store/", "ledger and parse cache"),
)
"""Part of a module's path → the stage it belongs to; the first that fits."""

IMPORTS = "imports"
REST = "the rest"


class Sampler:
    """Counts the stage at each tick of the processor's clock."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def start(self) -> None:
        signal.signal(signal.SIGPROF, self._tick)
        signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)

    def stop(self) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0, 0)

    def _tick(self, _signal: int, frame: FrameType | None) -> None:
        self.counts[stage_of(frame)] += 1


def stage_of(frame: FrameType | None) -> str:
    """Give the stage of a stack."""
    found = ""
    while frame is not None:
        name = frame.f_code.co_filename
        if name.startswith("<frozen importlib"):
            return IMPORTS
        if not found and "/govssg/" in name:
            found = named(name.rpartition("/govssg/")[2])
        frame = frame.f_back
    return found or REST


def named(module: str) -> str:
    return next((stage for part, stage in STAGES if module.startswith(part)), "")


def table(counts: Counter[str], seconds: float) -> str:
    """Give the stages as a Markdown table, the longest first.

    Kernels tick more slowly than asked, so samples give shares of the seconds really taken.
    """
    total = sum(counts.values())
    lines = ["| stage | seconds | share |", "| --- | --- | --- |"]
    lines += [
        f"| {stage} | {seconds * count / total:.2f} | {count / total:.0%} |"
        for stage, count in counts.most_common()
    ]
    return "\n".join([*lines, f"| all | {seconds:.2f} | 100% |"])


def prepare(given: Pair, scenario: str) -> None:
    """Bring the project into the state before the build that is looked at."""
    if scenario == "cold":
        given.forget(given.ours)
        return
    run(given.build(), given.ours)
    if scenario == "edit":
        edit_article(given.ours / given.edited["govssg"], "另一个标题")


def sampled_build(project: Path) -> Sampler:
    """Build in this one process, imports included, and give the samples."""
    sampler = Sampler()
    sampler.start()
    from govssg.build import Settings, build  # noqa: PLC0415 - importing is a stage
    from govssg.catalog.site_catalog import Visibility  # noqa: PLC0415
    from govssg.read.snapshot import Worktree  # noqa: PLC0415

    cache = project / CACHE
    settings = Settings(str(project / TREE), Visibility(CLOCK), str(cache), jobs=1, search=False)
    build(Worktree(project, cache / "stat"), settings)
    sampler.stop()
    return sampler


def main() -> int:
    parser = argparse.ArgumentParser(description="Where a build's time goes, by stage.")
    parser.add_argument("scenario", choices=["cold", "edit", "unchanged"])
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--work", type=Path, default=HERE / "work" / "peers")
    chosen = parser.parse_args()
    given = pair(chosen.size, SITES[chosen.size], chosen.work.resolve(), "")
    prepare(given, chosen.scenario)
    began = time.process_time()
    counts = sampled_build(given.ours).counts
    print(table(counts, time.process_time() - began))
    return 0


if __name__ == "__main__":
    sys.exit(main())
