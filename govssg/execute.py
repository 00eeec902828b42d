"""How jobs are run: one after another, in processes, or on a dask cluster; same results.

A job is a value and runs by a module-level function; results come back sorted by nothing,
so callers sort. Only ``submit`` and ``as_completed`` are used, which all pools share.
"""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from govssg.child import beside, may_fork

if TYPE_CHECKING:
    from concurrent.futures import Executor as Pool

Job = TypeVar("Job")
Result = TypeVar("Result")

INLINE_WORK = 400
"""Below this many documents to render, starting processes costs more than it saves."""

SHARED_WORK = 40
"""From this many on a fork takes less time than it saves, if nothing but it is needed."""


def uncollected(function: Callable[[Job], Result], job: Job) -> Result:
    """Give what a function gives, with no search for garbage in circles until it is done.

    Jobs make millions of values and no circles of them; the search takes a fifth of their time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        return function(job)
    finally:
        if was_on:
            gc.enable()


class Executor(Protocol):
    """Runs a function over jobs and yields the results as they come."""

    jobs: int

    def run(self, function: Callable[[Job], Result], jobs: Sequence[Job]) -> Iterator[Result]:
        """Give each job's result, in any order."""
        ...


class Inline:
    """Runs jobs one after another in this process."""

    jobs = 1

    def run(self, function: Callable[[Job], Result], jobs: Sequence[Job]) -> Iterator[Result]:
        """Give each job's result, in order."""
        for job in jobs:
            yield uncollected(function, job)


class Beside:
    """Runs jobs here and in a forked child, which has all that is in memory here at once."""

    jobs = 1

    def run(self, function: Callable[[Job], Result], jobs: Sequence[Job]) -> Iterator[Result]:
        """Give each job's result: first those of the jobs done here."""
        return beside(partial(uncollected, function), jobs)


class Processes:
    """Runs jobs in a pool of processes."""

    def __init__(self, pool: "Pool", jobs: int) -> None:
        self._pool = pool
        self.jobs = jobs

    def run(self, function: Callable[[Job], Result], jobs: Sequence[Job]) -> Iterator[Result]:
        """Give each job's result as it is ready."""
        from concurrent.futures import as_completed  # noqa: PLC0415 - only pools need it

        futures = [self._pool.submit(uncollected, function, job) for job in jobs]
        for future in as_completed(futures):
            yield future.result()


@contextmanager
def _cluster(scheduler: str) -> Iterator[Executor]:
    """Give an executor on a dask cluster.

    ``pure=False``: jobs write files, so equal jobs must not be taken for one.
    """
    from distributed import Client  # noqa: PLC0415 - an extra, and slow to import

    with Client(scheduler, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        workers = len(client.scheduler_info(n_workers=-1)["workers"])
        yield Processes(client.get_executor(pure=False), max(workers, 2))


def default_jobs() -> int:
    """Give the number of processors this process may use."""
    return len(os.sched_getaffinity(0))


@contextmanager
def executor(
    jobs: int, work: int, scheduler: str = "", *, share: bool = False
) -> Iterator[Executor]:
    """Give an executor for an amount of work.

    Args:
        jobs: processes wanted; 0 lets the amount of work decide.
        work: documents to be handled, as an estimate.
        scheduler: address of a dask scheduler whose workers see the same folders; none if empty.
        share: whether a little work may be shared with a forked child, its results being small.

    Raises:
        ModuleNotFoundError: a scheduler is named, but the ``dask`` extra is not installed.
        OSError: the scheduler cannot be reached.
    """
    if scheduler:
        with _cluster(scheduler) as pool:
            yield pool
        return
    wanted = jobs or (default_jobs() if work >= INLINE_WORK else 1)
    if wanted <= 1:
        worth = share and not jobs and work >= SHARED_WORK and may_fork()
        yield Beside() if worth else Inline()
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - only pools need it
    from multiprocessing import get_all_start_methods, get_context  # noqa: PLC0415 - as above

    context = get_context("fork" if "fork" in get_all_start_methods() else "spawn")
    with ProcessPoolExecutor(wanted, mp_context=context) as pool:
        yield Processes(pool, wanted)
