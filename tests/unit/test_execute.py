"""Executors: every job's result once, whatever becomes of those who help."""

import os
import signal
from collections.abc import Callable
from functools import partial

import pytest

from govssg import execute
from govssg.execute import Beside, Inline, executor

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="forked on Linux only"),
    pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning"),  # pytest-xdist's
]

JOBS = tuple(range(40))


def squared(job: int) -> tuple[int, int]:
    return job * job, os.getpid()


def in_child(here: int, doing: Callable[[], None], job: int) -> tuple[int, int]:
    """Do something before the job if we are in a child."""
    if os.getpid() != here:
        doing()
    return squared(job)


def fails() -> None:
    raise RuntimeError("told to nobody")


def dies() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_jobs_shared_with_a_child_are_each_done_once() -> None:
    found = list(Beside().run(squared, JOBS))
    assert sorted(value for value, _process in found) == [job * job for job in JOBS]


def test_both_take_part() -> None:
    pipes = [os.pipe(), os.pipe()]

    def waits(job: int) -> tuple[int, int]:
        """Begin a job and wait until the other process has begun one."""
        is_child = os.getpid() != here
        os.write(pipes[is_child][1], b"x")
        os.read(pipes[not is_child][0], 1)
        return squared(job)

    here = os.getpid()
    assert len({process for _value, process in Beside().run(waits, JOBS[:2])}) == 2


@pytest.mark.parametrize("end", [fails, dies])
def test_what_a_child_that_ended_has_not_told_is_done_here(end: Callable[[], None]) -> None:
    found = list(Beside().run(partial(in_child, os.getpid(), end), JOBS))
    assert sorted(found) == [(job * job, os.getpid()) for job in JOBS]


def test_where_the_machine_allows_no_child_all_is_done_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refused)
    found = list(Beside().run(squared, JOBS))
    assert sorted(found) == [(job * job, os.getpid()) for job in JOBS]


def test_an_error_of_a_job_is_raised_here() -> None:
    def fails_at_seven(job: int) -> int:
        if job == 7:
            raise ValueError(job)
        return job

    with pytest.raises(ValueError, match="7"):
        list(Beside().run(fails_at_seven, JOBS))


@pytest.mark.parametrize(
    ("jobs", "work", "share", "free", "wanted"),
    [
        (0, execute.SHARED_WORK, True, True, Beside),
        (0, execute.SHARED_WORK - 1, True, True, Inline),
        (0, execute.SHARED_WORK, False, True, Inline),
        (0, execute.SHARED_WORK, True, False, Inline),
        (1, execute.SHARED_WORK, True, True, Inline),
    ],
)
def test_a_little_work_is_shared_if_it_is_worth_it_and_may_be(
    monkeypatch: pytest.MonkeyPatch, jobs: int, work: int, share: bool, free: bool, wanted: type
) -> None:
    monkeypatch.setattr(execute, "may_fork", lambda: free)
    with executor(jobs, work, share=share) as found:
        assert type(found) is wanted
