"""Runs a command and measures its whole process tree: wall, CPU, memory."""

import math
import os
import statistics
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

POLLS_A_SECOND = 20
LOOK = 0.005
"""Seconds between two looks at a watched file."""


class Run(NamedTuple):
    """What one run took."""

    wall: float
    """Seconds from start to exit."""
    cpu: float
    """User and system seconds of the process and all its descendants."""
    largest: float
    """Peak resident megabytes of the largest single process.

    The kernel counts from the fork on, so it is never less than what the benchmark holds.
    """
    output: str
    seen: dict[str, float]
    """Seconds from start to the first change of each file that was watched and changed."""


def run(command: Sequence[str], folder: Path, watch: Sequence[Path] = ()) -> Run:
    """Run a command to its end, with the disk cache written out before.

    Raises:
        RuntimeError: it failed.
    """
    os.sync()
    watcher = Watcher(watch)
    began = time.perf_counter()
    process = start(command, folder)
    watcher.start(began)
    output = said(process)
    _pid, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    watcher.stop()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} in {folder}: {process.returncode}\n{output}")
    cpu = usage.ru_utime + usage.ru_stime
    return Run(wall, cpu, usage.ru_maxrss / 1024, output, watcher.seen)


class Watcher:
    """Notes when files change, as a visitor of the tree would see it."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.seen: dict[str, float] = {}
        self._before = {path: identity(path) for path in paths}
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, began: float) -> None:
        """Begin to look, in a thread of its own; without files there is none."""
        if self._before:
            self._thread = threading.Thread(target=self._look, args=(began,))
            self._thread.start()

    def stop(self) -> None:
        """Look once more and end."""
        self._over.set()
        if self._thread:
            self._thread.join()

    def _look(self, began: float) -> None:
        last = False
        while not last and len(self.seen) < len(self._before):
            last = self._over.wait(LOOK)
            now = time.perf_counter() - began
            for path, before in self._before.items():
                if str(path) not in self.seen and identity(path) != before:
                    self.seen[str(path)] = now


def identity(path: Path) -> tuple[int, int]:
    """Give what changes when a file is written or replaced."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return 0, 0
    return found.st_ino, found.st_mtime_ns


def start(command: Sequence[str], folder: Path) -> subprocess.Popen[str]:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.Popen(
        command,
        env=environment,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )


def said(process: subprocess.Popen[str]) -> str:
    """Give all that a process prints, once it has closed its output."""
    if process.stdout is None:
        return ""
    with process.stdout as output:
        return output.read()


def memory(command: Sequence[str], folder: Path) -> float:
    """Give the peak of the summed proportional memory of all processes, in megabytes.

    Shared pages count once (PSS). Asking costs time, so this run is not one of those timed.

    Raises:
        RuntimeError: it failed.
    """
    process = start(command, folder)
    peak = 0.0
    reader = threading.Thread(target=said, args=(process,))
    reader.start()
    while process.poll() is None:
        peak = max(peak, sum(map(proportional, tree(process.pid))))
        time.sleep(1 / POLLS_A_SECOND)
    reader.join()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} in {folder}: {process.returncode}")
    return peak


def tree(pid: int) -> Iterator[int]:
    """Give a process and its descendants."""
    yield pid
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = listed.read_text("ascii").split()
        except OSError:  # it ended meanwhile
            continue
        for child in children:
            yield from tree(int(child))


def proportional(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:  # it ended meanwhile
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def at_most(values: Sequence[float], share: float) -> float:
    """Give the least of the values that a share of them does not exceed (nearest rank)."""
    return sorted(values)[max(math.ceil(share * len(values)) - 1, 0)]


def median(values: Sequence[float]) -> float:
    return statistics.median(values)
