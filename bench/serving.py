"""Scenario of the development server: from saving an article to its page in the browser."""

import http.client
import json
import random
import re
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from contest import Figures, unused_number
from measure import at_most, median, proportional, run, start, tree
from project import TREE, Pair, edited_text

SAVES = 25
PAUSES = (0.3, 3.0)
"""Seconds between two saves, at least and at most: the server also looks at all files once it
was quiet for two seconds, and a save that meets this look waits for it."""
PATIENCE = 60
"""Seconds after which an event that does not come is an error."""
PATIENCE_AT_START = 600

_ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/")
_DIGEST = re.compile(r'data-digest="(\w+)"')


class Browser:
    """Does what the script in each page does: listens, and asks again when told to reload."""

    def __init__(self, port: int, path: str) -> None:
        self._port = port
        self._path = path
        self._digest = ""

    def page(self) -> str:
        """Ask for the page."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        connection.request("GET", quote(self._path))
        text = connection.getresponse().read().decode()
        connection.close()
        found = _DIGEST.search(text)
        self._digest = found[1] if found else ""
        return text

    @contextmanager
    def listening(self) -> Iterator[Iterator[str]]:
        """Give the names of the events for the page as it was last shown, while it is open."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        query = f"path={quote(self._path, safe='')}&digest={self._digest}"
        connection.request("GET", f"/_govssg/events?{query}")
        with connection.getresponse() as response:
            yield events(response)
        connection.close()


def events(response: http.client.HTTPResponse) -> Iterator[str]:
    """Give the names of server-sent events as they come."""
    name = ""
    for line in iter(response.readline, b""):
        key, _, value = line.decode().rstrip("\n").partition(": ")
        if key == "event":
            name = value
        if key == "data":
            json.loads(value)
            yield name


def serve(given: Pair, runs: int) -> dict[str, Figures]:  # noqa: ARG001 - one server, many saves
    """One article saved many times; Hugo's server is not asked."""
    path = given.ours / given.edited["govssg"]
    run(given.build(), given.ours)  # only to learn the page's path; the server reads no tree
    with running(given) as (process, port, ready):
        browser = Browser(port, page_path(given, path))
        first = time.perf_counter()
        browser.page()
        shown = time.perf_counter() - first
        told, seen = saves(given, browser, path)
        weight = sum(map(proportional, tree(process.pid)))
    return {
        "govssg": {
            "memory": round(weight),
            "ready": round(ready, 3),
            "first_page": round(shown, 4),
            "reload": spread(told),
            "page": spread(seen),
        }
    }


def saves(given: Pair, browser: Browser, path: Path) -> tuple[list[float], list[float]]:
    """Give seconds from each save to the reload event, and to the page with the new title.

    Raises:
        RuntimeError: the page that came is not the saved one.
    """
    base, pause = unused_number(), random.Random(SAVES)
    told, seen = [], []
    for number in range(SAVES):
        title = given.title(base + number)
        text = edited_text(path.read_text("utf-8"), title)
        with browser.listening() as stream:
            next(stream)  # the state now
            time.sleep(pause.uniform(*PAUSES))
            began = time.perf_counter()
            path.write_text(text, "utf-8", newline="\n")
            while next(stream) != "reload":
                pass
            told.append(time.perf_counter() - began)
        page = browser.page()
        seen.append(time.perf_counter() - began)
        if title not in page:
            raise RuntimeError(f"the reloaded page does not carry {title}")
    return told, seen


def spread(seconds: list[float]) -> dict[str, Any]:
    """Give median, 95th percentile and all of some seconds."""
    return {
        "median": round(median(seconds), 4),
        "p95": round(at_most(seconds, 0.95), 4),
        "all": [round(one, 4) for one in seconds],
    }


def page_path(given: Pair, article: Path) -> str:
    """Give the path of an article's page below the origin; the last build knows it."""
    [page] = (given.ours / TREE).rglob(f"{article.stem}.html")
    return f"/{page.relative_to(given.ours / TREE).as_posix()}"


@contextmanager
def running(given: Pair) -> Iterator[tuple[subprocess.Popen[str], int, float]]:
    """Give a server's process, its port, and the seconds until it answered, while it runs.

    Raises:
        RuntimeError: it ended before it told its address.
    """
    began = time.perf_counter()
    process = start(given.serve(), given.ours)
    late = threading.Timer(PATIENCE_AT_START, process.kill)
    late.start()
    try:
        port = told_port(process)
        late.cancel()
        threading.Thread(target=drain, args=(process,), daemon=True).start()
        yield process, port, time.perf_counter() - began
    finally:
        late.cancel()
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def told_port(process: subprocess.Popen[str]) -> int:
    """Give the port from the line in which the server tells its address."""
    lines = []
    for line in process.stdout or ():
        lines.append(line)
        if found := _ADDRESS.search(line):
            return int(found[1])
    raise RuntimeError(f"the server did not start: {''.join(lines)}")


def drain(process: subprocess.Popen[str]) -> None:
    """Read what the server says, so that it never waits for a reader."""
    for _line in process.stdout or ():
        pass
