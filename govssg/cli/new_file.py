"""Writing a file that must not exist yet."""

from pathlib import Path, PurePosixPath

from govssg.cli.problems import WrongUsageError


def write_new(root: Path, path: str, text: str, language: str) -> str:
    """Write a file that must not exist yet; give its path from the project.

    Raises:
        WrongUsageError: it exists, or would lie outside the project.
    """
    target = root / PurePosixPath(path)
    if not target.resolve().is_relative_to(root.resolve()):
        raise WrongUsageError("bad-name", language, name=path)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise WrongUsageError("exists", language, path=path) from error
    return path
