"""Progress of long work: a bar on a terminal, nothing elsewhere."""

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

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
    """Shows a bar per stage on standard error; a stage without work shows none."""

    def follow(self, stage: str, items: Iterable[Item], total: int) -> Iterator[Item]:
        """Give the items one by one, moving the stage's bar."""
        if not total:
            yield from items
            return
        with _progress() as bar:
            task = bar.add_task(stage, total=total)
            for item in items:
                bar.advance(task)
                yield item


def _progress() -> "Progress":
    """Give a bar; loading the library takes longer than a build of nothing."""
    from rich import progress  # noqa: PLC0415 - see above
    from rich.console import Console  # noqa: PLC0415 - see above

    text, counts = progress.TextColumn("{task.description}"), progress.MofNCompleteColumn()
    columns = (text, progress.BarColumn(), counts, progress.TimeElapsedColumn())
    return progress.Progress(*columns, console=Console(stderr=True), transient=True)


def reporter(*, quiet: bool) -> Reporter:
    """Give bars when standard error is a terminal and nobody asked for silence."""
    return Quiet() if quiet or not sys.stderr.isatty() else Bars()
