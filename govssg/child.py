"""A forked child process that does part of the work, and tells its outcome in one piece.

It can only save time: when it tells nothing, for whatever reason, the work is done here.
"""

import gc
import os
import signal
import threading
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from io import FileIO
from itertools import takewhile
from typing import NoReturn, TypeVar

from govssg.model.digest import SEAL, seal

Job = TypeVar("Job")
Result = TypeVar("Result")

_NUMBER = 2
"""Bytes of a job's number."""


def may_fork() -> bool:
    """Tell whether a child can be forked safely and would have a processor of its own.

    A fork copies one thread only; what the others hold at that moment stays held for ever.
    """
    return (
        hasattr(os, "memfd_create")  # on Linux alone, as are the processors of this process
        and len(os.sched_getaffinity(0)) > 1
        and threading.active_count() == 1
    )


class Child:
    """A child at work; dropped before it has told, it is ended.

    Raises:
        OSError: the machine allows no further process.
    """

    def __init__(self, work: Callable[[], bytes]) -> None:
        file = FileIO(os.memfd_create("child"), "r+")  # without a name
        try:
            with _no_signals():  # an interrupt here would lose the child, or run on in it
                self.number = os.fork()
                if not self.number:
                    _serve(work, file.fileno())
                self.end = weakref.finalize(self, _end, self.number, file)
        except OSError:
            file.close()
            raise
        self._file = file

    def told(self) -> bytes:
        """Wait, and give what the work gave; nothing if it failed or what it told is damaged."""
        try:
            _child, status = os.waitpid(self.number, 0)
            size = os.fstat(self._file.fileno()).st_size
            data = os.pread(self._file.fileno(), size, 0)
        except OSError:
            return b""
        return data[SEAL:] if not status and data[:SEAL] == seal(data[SEAL:]) else b""


def beside(function: Callable[[Job], Result], jobs: Sequence[Job]) -> Iterator[Result]:
    """Give each job's result: first those of the jobs done here, then those of a child.

    Both take one job after another. What the child does not tell, as it failed or was killed,
    is done here again; it takes no further job once nobody waits for it any more.
    """
    import pickle  # noqa: PLC0415 - only what is shared needs it

    todo, parent = dict(enumerate(jobs)), os.getpid()
    with _numbers(len(jobs)) as numbers:

        def work() -> bytes:
            mine = takewhile(lambda _number: os.getppid() == parent, _taken(numbers))
            return pickle.dumps({number: function(jobs[number]) for number in mine})

        child = _begun(work)
        try:
            for number in _taken(numbers):
                yield function(todo.pop(number))
            data = child.told() if child else b""
        finally:
            if child:
                child.end()
    told: dict[int, Result] = pickle.loads(data) if data else {}  # noqa: S301 - our own child's
    yield from told.values()
    yield from (function(todo[n]) for n in todo if n not in told)


def _begun(work: Callable[[], bytes]) -> Child | None:
    """Give a child at work; None where the machine allows no further process."""
    try:
        return Child(work)
    except OSError:
        return None


@contextmanager
def _numbers(count: int) -> Iterator[int]:
    """Give a pipe that holds the first numbers, for several processes to take each once."""
    reading, writing = os.pipe()
    try:
        with os.fdopen(writing, "wb") as file:
            file.write(b"".join(n.to_bytes(_NUMBER, "big") for n in range(count)))
        yield reading
    finally:
        os.close(reading)


def _taken(numbers: int) -> Iterator[int]:
    while data := os.read(numbers, _NUMBER):
        yield int.from_bytes(data, "big")


def _serve(work: Callable[[], bytes], file: int) -> NoReturn:
    """Work, tell the outcome, and leave without running or flushing anything of the parent's."""
    status = 1
    try:
        gc.disable()  # collecting would copy every page of memory by marking it
        data = work()
        _write(file, seal(data) + data)
        status = 0
    finally:
        os._exit(status)


@contextmanager
def _no_signals() -> Iterator[None]:
    """Let no signal be handled in between, nor ever in a child that is forked in between."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _write(file: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(file, rest) :]


def _end(child: int, file: FileIO) -> None:
    """End a child if it is still ours to wait for: else its number may be another's by now."""
    file.close()
    with suppress(ChildProcessError):  # also in a process that was forked later
        if os.waitpid(child, os.WNOHANG) == (0, 0):
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
