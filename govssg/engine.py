"""The engine digest: who we are, as far as the published bytes depend on it."""

import sys
from functools import cache
from pathlib import Path

from govssg.model.digest import digest_value

LIBRARIES = (
    "jinja2",
    "markdown-it-py",
    "mdit-py-plugins",
    "markupsafe",
    "msgspec",
    "nh3",
    "pyyaml",
    "imagesize",
)
"""The libraries whose output we publish."""

_PACKAGES = ("model", "read", "parse", "catalog", "kinds", "plan", "theme")


@cache
def engine_digest() -> str:
    """Give the digest of our own sources and the versions of the libraries we publish with."""
    package = Path(__file__).resolve().parent
    sources = [
        (path.relative_to(package).as_posix(), path.read_bytes())
        for folder in _PACKAGES
        for path in sorted((package / folder).rglob("*.py"))
    ]
    return digest_value((sources, [(name, library_version(name)) for name in LIBRARIES]))


def library_version(name: str) -> str:
    """Give the version of an installed library.

    It stands in the name of the library's ``.dist-info`` folder; ``importlib.metadata`` takes
    20 ms to load, so it is asked only about what is installed in another way.
    """
    known = _installed().get(name.replace("-", "_"))
    if known:
        return known
    from importlib.metadata import version  # noqa: PLC0415 - see above

    return version(name)


@cache
def _installed() -> dict[str, str]:
    """Give the version of every library that has such a folder; the first on the path counts."""
    folders = [folder for folder in map(Path, reversed(sys.path)) if folder.is_dir()]
    names = [path.stem for folder in folders for path in folder.glob("*.dist-info")]
    parts = [name.partition("-") for name in names]
    return {name.lower().replace(".", "_"): version for name, _, version in parts}
