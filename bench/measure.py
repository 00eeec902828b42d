"""Runs a command and measures its whole process tree: wall, CPU, memory."""

import os
import statistics
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

POLLS_A_SECOND = 20


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


def run(command: Sequence[str], folder: Path) -> Run:
    """Run a command to its end, with the disk cache written out before.

    Raises:
        RuntimeError: it failed.
    """
    os.sync()
    began = time.perf_counter()
    process = start(command, folder)
    output = process.stdout.read() if process.stdout else ""
    _pid, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} in {folder}: {process.returncode}\n{output}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output)


def start(command: Sequence[str], folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )


def memory(command: Sequence[str], folder: Path) -> float:
    """Give the peak of the summed proportional memory of all processes, in megabytes.

    Shared pages count once (PSS). Asking costs time, so this run is not one of those timed.

    Raises:
        RuntimeError: it failed.
    """
    process = start(command, folder)
    peak = 0.0
    reader = threading.Thread(target=lambda: process.stdout and process.stdout.read())
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


def median(values: Sequence[float]) -> float:
    return statistics.median(values)
