"""Progress of long work: a bar on a terminal, nothing elsewhere."""

import sys
from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

Item = TypeVar("Item")


class Reporter(Protocol):
    """Follows stages of work."""

    def follow(self, stage: str, items: Iterable[Item], total: int) -> Iterator[Item]:
        """Give the items one by one, showing how many of the total have come."""
        ...


class Quiet:
    """Shows nothing."""

    def follow(self, stage: str, items: Iterable[Item], total: int) -> Iterator[Item]:  # noqa: ARG002
        """Give the items one by one."""
        yield from items


class Bars:
    """Shows a bar per stage on standard error."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)

    def follow(self, stage: str, items: Iterable[Item], total: int) -> Iterator[Item]:
        """Give the items one by one, moving the stage's bar."""
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, TimeElapsedColumn(), console=self._console, transient=True) as bar:
            task = bar.add_task(stage, total=total)
            for item in items:
                bar.advance(task)
                yield item


def reporter(*, quiet: bool) -> Reporter:
    """Give bars when standard error is a terminal and nobody asked for silence."""
    return Quiet() if quiet or not sys.stderr.isatty() else Bars()
