"""The search engine's identity and its files for the browser."""

from functools import cache
from importlib.resources import files

from govssg.engine import library_version
from govssg.model.digest import digest_value

BROWSER = ("characters.json", "engine.js", "page.js", "text.js", "worker.js")
"""Our files a browser needs; Pagefind's own come out of its binary."""


@cache
def search_digest() -> str:
    """Give the digest of our own search code and the version of Pagefind."""
    folder = files("govssg.search")
    sources = sorted(
        (entry.name, entry.read_bytes()) for entry in folder.iterdir() if entry.name.endswith(".py")
    )
    return digest_value((sources, browser_files(), library_version("pagefind-bin")))


@cache
def browser_files() -> tuple[tuple[str, bytes], ...]:
    """Give our files for the browser: (name, bytes)."""
    folder = files("govssg.search").joinpath("browser")
    return tuple((name, folder.joinpath(name).read_bytes()) for name in BROWSER)
