"""The demo portal with its search, served on loopback."""

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from project import CLOCK

from govssg.build import Settings, build
from govssg.catalog.site_catalog import Visibility
from govssg.read.snapshot import Worktree


class Served:
    """A tree served on loopback, with a note of what was asked for."""

    def __init__(self, tree: Path, origin: str) -> None:
        self.tree = tree
        self.origin = origin
        self.absent: set[str] = set()
        """Beginnings of paths answered with 404, as if the files were gone."""


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a tree; keeps nothing in the browser's cache."""

    def __init__(self, *arguments: object, served: Served) -> None:
        self.served = served
        super().__init__(*arguments, directory=str(served.tree))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        if any(self.path.startswith(path) for path in self.served.absent):
            self.send_error(404)
        else:
            super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture(scope="session")
def searchable_portal(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the demo portal with its search; give the tree."""
    folder = tmp_path_factory.mktemp("search")
    tree = folder / "tree"
    settings = Settings(str(tree), Visibility(CLOCK), cache=str(folder / "cache"), search=True)
    report = build(Worktree(root), settings)
    assert report.indexed, "nothing was indexed"
    return tree


@contextmanager
def serving(tree: Path) -> Iterator[Served]:
    served = Served(tree, "")
    handler = functools.partial(_Handler, served=served)
    listening = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    served.origin = f"http://127.0.0.1:{listening.server_address[1]}"
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()


@pytest.fixture(scope="session")
def server(searchable_portal: Path) -> Iterator[Served]:
    with serving(searchable_portal) as served:
        yield served


@pytest.fixture
def serve() -> Iterator[Callable[[Path], Served]]:
    """Give a way to serve a tree of a test's own."""
    with ExitStack() as stack:
        yield lambda tree: stack.enter_context(serving(tree))


@pytest.fixture
def served(server: Served) -> Iterator[Served]:
    """Give the server, whole again after each test."""
    yield server
    server.absent.clear()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(locale="zh-CN", viewport={"width": 1000, "height": 900})
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Give a page that must end without an error on its console."""
    opened = context.new_page()
    errors: list[str] = []
    opened.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    lost = [text for text in errors if "404" not in text]
    assert not lost
