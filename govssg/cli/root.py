"""Where the project is: the nearest folder upward that has ``sites/portal.yaml``."""

from pathlib import Path

PORTAL_FILE = "sites/portal.yaml"


def project_root(start: Path) -> Path | None:
    """Give the nearest folder at or above ``start`` that is a project."""
    start = start.resolve()
    found = (folder for folder in (start, *start.parents) if (folder / PORTAL_FILE).is_file())
    return next(found, None)
