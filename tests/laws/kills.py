"""Builds that die in the middle, in a process of their own.

A build's deeds are counted: files opened, renamed and removed, halves of pages written,
statements of SQL. It is killed right before one of them, so the same number kills it at the
same place again. A build with processes is killed by the clock, with all its processes.
"""

import os
import signal
import sqlite3
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any

from govssg.store import tree

DEEDS = frozenset(
    {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.scandir", "sqlite3.connect"}
)
"""What Python tells its audit hooks of."""


def killed_at(moment: int, build: Callable[[], object]) -> bool:
    """Run a build that dies before its ``moment``-th deed; tell whether it came that far."""
    process = os.fork()
    if process == 0:
        _counted(moment)
        _run(build)
    return _died(process)


def killed_after(seconds: float, build: Callable[[], object]) -> bool:
    """Run a build that is killed after some time, with its processes; tell whether it was."""
    process = os.fork()
    if process == 0:
        os.setsid()
        _run(build)
    time.sleep(seconds)
    try:
        os.killpg(process, signal.SIGKILL)
    except ProcessLookupError:
        os.kill(process, signal.SIGKILL)
    return _died(process)


def _run(build: Callable[[], object]) -> None:
    try:
        build()
    except BaseException:  # noqa: BLE001 - a forked process must never come back
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _died(process: int) -> bool:
    status = os.waitpid(process, 0)[1]
    assert status in {0, signal.SIGKILL}, "the build failed before it was killed; see stderr"
    return status != 0


def _counted(moment: int) -> None:
    """Count this process's deeds from now on, and let it die before one of them."""
    left = moment

    def deed(*_: object) -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def connect(*arguments: Any, **named: Any) -> sqlite3.Connection:
        base = honest_connect(*arguments, **named)
        base.set_trace_callback(deed)
        return base

    def pour(handle: int, data: bytes) -> None:
        honest_pour(handle, data[: len(data) // 2])
        deed()
        honest_pour(handle, data[len(data) // 2 :])

    honest_connect, honest_pour = sqlite3.connect, tree._pour
    sqlite3.connect, tree._pour = connect, pour
    sys.addaudithook(lambda event, _: deed() if event in DEEDS else None)
