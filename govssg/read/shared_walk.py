"""A walk that a child process begins while this process has other work.

Both take roots from the two ends of one list until they meet. A root of which the child tells
nothing, for whatever reason, is walked here.
"""

import mmap
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress

import msgspec

from govssg.child import Child
from govssg.read.walk import survey, walk_root

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(dict[int, bytes]).decode


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
        self._child = Child(lambda: _encode(dict(self._found_in_child())))

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
            self._child.end()
        yield from self._above.items()
        for number, root in enumerate(self._roots):
            seen = found[number] if number in found else walk_root(self._top, root)
            if seen:
                yield root, seen

    def _told(self) -> dict[int, bytes]:
        try:
            return _decode(self._child.told())
        except msgspec.DecodeError:
            return {}
