"""A walk that a child process begins while this process has other work.

Both take roots from the two ends of one list until they meet. The child can only save time: a
root of which it tells nothing, for whatever reason, is walked here.
"""

import gc
import mmap
import os
import signal
import threading
import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from typing import NoReturn

import msgspec

from govssg.read.stat_cache import SEAL, seal
from govssg.read.walk import survey, walk_root

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(dict[int, bytes]).decode


def may_share() -> bool:
    """Tell whether a child can be forked safely and would have a processor of its own.

    A fork copies one thread only; what the others hold at that moment stays held for ever.
    """
    return (
        hasattr(os, "memfd_create")  # on Linux alone, as are the processors of this process
        and len(os.sched_getaffinity(0)) > 1
        and threading.active_count() == 1
    )


class SharedWalk:
    """A walk below the roots of a project, begun in a child process.

    Raises:
        SourcesChangedError: a folder above the roots vanished meanwhile.
        OSError: such a folder cannot be looked at, or the machine allows no further process.
    """

    def __init__(self, top: str, folders: Iterable[str]) -> None:
        self._top = top
        self._above, self._roots = survey(top, folders)
        self._taken = mmap.mmap(-1, len(self._roots) + 1)  # shared with the child
        self._parent = os.getpid()
        file = FileIO(os.memfd_create("walk"), "r+")  # without a name
        try:
            with _no_signals():  # an interrupt here would lose the child, or run on in it
                self._child = os.fork()
                if not self._child:
                    self._serve(file.fileno())
                self._end = weakref.finalize(self, _end, self._child, file)
        except OSError:
            file.close()
            raise
        self._file = file

    def _serve(self, file: int) -> NoReturn:
        """Walk, tell what was found, and leave without running or flushing anything of ours."""
        status = 1
        try:
            gc.disable()  # collecting would copy every page of memory by marking it
            data = _encode(dict(self._found_in_child()))
            _write(file, seal(data) + data)
            status = 0
        finally:
            os._exit(status)

    def _found_in_child(self) -> Iterator[tuple[int, bytes]]:
        for number in self._take(range(len(self._roots))):
            if os.getppid() != self._parent:
                return  # nobody waits any more
            with suppress(OSError):  # which the parent will meet, and tell
                yield number, walk_root(self._top, self._roots[number])

    def _take(self, numbers: Iterable[int]) -> Iterator[int]:
        """Take one root after another until one is met that the other process has taken.

        Both may take the last one at the same moment, which costs time only.
        """
        for number in numbers:
            if self._taken[number]:
                return
            self._taken[number] = 1
            yield number

    def finish(self) -> Iterator[tuple[str, bytes]]:
        """Give, once, what `walk` gives, taking part in what is left to do.

        Raises:
            SourcesChangedError: a folder or a file vanished meanwhile.
            OSError: a folder cannot be looked at.
        """
        backwards = range(len(self._roots) - 1, -1, -1)
        try:
            own = {n: walk_root(self._top, self._roots[n]) for n in self._take(backwards)}
            found = self._told() | own
        finally:
            self._end()
        yield from self._above.items()
        for number, root in enumerate(self._roots):
            seen = found[number] if number in found else walk_root(self._top, root)
            if seen:
                yield root, seen

    def _told(self) -> dict[int, bytes]:
        """Give what the child found; nothing if it failed or what it wrote is damaged."""
        try:
            _child, status = os.waitpid(self._child, 0)
            size = os.fstat(self._file.fileno()).st_size
            data = os.pread(self._file.fileno(), size, 0)
            if status or data[:SEAL] != seal(data[SEAL:]):
                return {}
            return _decode(data[SEAL:])
        except (OSError, msgspec.DecodeError):
            return {}


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
