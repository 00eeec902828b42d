"""A build: nothing at all if nothing changed, else everything the conductor does."""

from govssg.model.source import Snapshot
from govssg.report.progress import Quiet, Reporter
from govssg.settings import Report, Settings
from govssg.settled import settled_report

__all__ = ["Report", "Settings", "build"]


def build(snapshot: Snapshot, settings: Settings, reporter: Reporter | None = None) -> Report:
    """Build the portal of a snapshot into the tree.

    Raises:
        TreeLockedError: another build holds the tree.
        ForeignTreeError: the folder holds files of somebody else.
        OSError: the disk is full or the tree cannot be written; the next build heals it.
    """
    known = settled_report(snapshot, settings)
    if known is not None:
        return known
    from govssg.conduct import conduct  # noqa: PLC0415 - slow to import, and often not needed

    return conduct(snapshot, settings, reporter or Quiet())
