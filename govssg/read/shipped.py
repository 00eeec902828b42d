"""The themes that come with the program."""

from pathlib import Path


def shipped_theme(name: str) -> Path | None:
    """Give the folder of a theme that comes with the program."""
    package = Path(__file__).resolve().parent.parent
    for base in (package / "themes", package.parent / "themes"):
        if (base / name / "theme.yaml").is_file():
            return base / name
    return None


def shipped_identity(name: str) -> tuple[tuple[str, int, int], ...]:
    """Give names, times and sizes of the files of a shipped theme: they tell that it changed."""
    folder = shipped_theme(name)
    files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder else []
    found = ((path.as_posix(), path.stat()) for path in files)
    return tuple((path, status.st_mtime_ns, status.st_size) for path, status in found)
