"""The pulse of the server: bursts of changes become one refresh, refreshes wake the browsers."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from traceback import format_exception
from typing import TypeVar

from govssg.serve.desk import Desk

QUIET = 0.03
"""Seconds without a change after which a burst counts as over."""
LONGEST = 0.15
"""Seconds after which a burst is no longer waited for."""
THOROUGH = 2.0
"""Seconds of quiet after which all files are looked at, not only those named by the system."""
AGAIN = 0.5
"""Seconds until files that could not be read are looked at again."""
HEARTBEAT = 15.0
"""Seconds after which a silent connection is shown to be alive."""
ATTEMPTS = 4
"""How often an answer is tried while its files are being written."""

Result = TypeVar("Result")


class Pulse:
    """Runs the desk in its one thread and tells waiting browsers of each new generation."""

    def __init__(self, desk: Desk, refreshed: Callable[[int, float], None]) -> None:
        self.desk = desk
        self.closed = False
        self._refreshed = refreshed
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="desk")
        self._looker = ThreadPoolExecutor(1, thread_name_prefix="look")
        self._looking: asyncio.Task[None] | None = None
        self._touches = 0
        self._changes = asyncio.Event()
        self._touched: set[str] = set()
        self._anything = False
        self._news = asyncio.Condition()

    async def ask(self, function: Callable[..., Result], *values: object) -> Result:
        """Give what a function of the desk gives, called in the desk's thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, partial(function, self.desk, *values))

    async def ask_settled(self, function: Callable[..., Result], *values: object) -> Result:
        """Give what a function of the desk gives, once no file it needs is being written.

        Raises:
            OSError: files were still moving at the last attempt.
        """
        for _attempt in range(ATTEMPTS):
            asked = asyncio.gather(self.ask(function, *values), return_exceptions=True)
            [given] = await asked
            if not isinstance(given, OSError):
                break
            await self.refresh(asyncio.get_running_loop().time())
        if isinstance(given, BaseException):
            raise given
        return given

    def touch(self, paths: frozenset[str] = frozenset()) -> None:
        """Say which files may have changed, none for any; from the loop's own thread."""
        self._touches += 1
        self._touched |= paths
        self._anything = self._anything or not paths
        self._changes.set()

    def _taken(self) -> frozenset[str]:
        """Give the files touched since the last call; none when any may have been."""
        taken = frozenset(() if self._anything else self._touched)
        self._touched.clear()
        self._anything = False
        return taken

    async def follow(self) -> None:
        """Refresh after each burst of changes, until cancelled.

        The system may drop events when very many come at once, so once it has been quiet for a
        while all files are looked at, beside the desk: nobody who saves meanwhile waits for that.
        """
        loop = asyncio.get_running_loop()
        patience: float | None = None
        while True:
            if not await self._touched_within(patience):
                self._looking, patience = asyncio.create_task(self._look_at_all()), None
                continue
            begun = loop.time()
            await self._settle(begun + LONGEST)
            touched = self._taken()
            await self.refresh(begun, touched)
            patience = THOROUGH if touched else None
            if self.desk.trouble and not self.desk.crashed:
                loop.call_later(AGAIN, self.touch)

    async def _touched_within(self, patience: float | None) -> bool:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._changes.wait(), patience)
        return self._changes.is_set()

    async def _look_at_all(self) -> None:
        """Look at all files; if they are not as the desk knows them, let it look again itself.

        If something is touched meanwhile, another look will follow.
        """
        loop, touches = asyncio.get_running_loop(), self._touches
        roots = await loop.run_in_executor(self._looker, self.desk.look)
        if touches == self._touches and not await self.ask(Desk.knows, roots):
            self.touch()

    async def _settle(self, end: float) -> None:
        loop = asyncio.get_running_loop()
        while self._changes.is_set() and loop.time() < end:
            self._changes.clear()
            try:
                await asyncio.wait_for(self._changes.wait(), min(QUIET, end - loop.time()))
            except TimeoutError:
                break
        self._changes.clear()

    async def refresh(self, begun: float, touched: frozenset[str] = frozenset()) -> None:
        """Look at the files once and wake the browsers if there is something new."""
        [changed] = await asyncio.gather(self.ask(Desk.refresh, touched), return_exceptions=True)
        if isinstance(changed, BaseException):
            changed = await self.ask(Desk.fail, "".join(format_exception(changed)))
        if changed:
            self._refreshed(changed, asyncio.get_running_loop().time() - begun)
            await self.wake()

    async def wake(self) -> None:
        """Wake every waiting browser."""
        async with self._news:
            self._news.notify_all()

    async def close(self) -> None:
        """End the waiting of all browsers."""
        self.closed = True
        if self._looking:
            self._looking.cancel()
        await self.wake()

    def stop(self) -> None:
        """End the threads of the desk and of the look beside it."""
        for thread in (self._looker, self._thread):
            thread.shutdown(wait=True, cancel_futures=True)

    async def beats(self) -> AsyncIterator[bool]:
        """Give True at once and for each new generation, False when all was silent for long."""
        seen = -1
        while not self.closed:
            now = self.desk.generation
            yield now != seen
            seen = now
            try:
                async with asyncio.timeout(HEARTBEAT), self._news:
                    await self._news.wait_for(lambda: self.closed or self.desk.generation != seen)  # noqa: B023
            except TimeoutError:
                continue
