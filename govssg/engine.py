"""The engine digest: who we are, as far as the published bytes depend on it."""

from functools import cache
from importlib.metadata import version
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
    return digest_value((sources, [(name, version(name)) for name in LIBRARIES]))
