"""A development server running in a thread, and a browser made of sockets to talk to it."""

import http.client
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from project import CLOCK

from govssg.serve.server import bound_socket, prepared_server
from govssg.serve.settings import Settings

HEAD = b"</head>"


class Reply:
    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def digest(self) -> str:
        return self.text.split('data-digest="')[1].split('"')[0]

    @property
    def plain(self) -> bytes:
        """The page without the script the server put in."""
        before, _, rest = self.body.partition(b'<script src="/_govssg/live.js"')
        return before + rest.partition(b"</script>\n")[2] if rest else before


class Stream:
    """The news for one page, as its browser would hear them."""

    def __init__(self, port: int, path: str, digest: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        self._connection.request(
            "GET", f"/_govssg/events?path={quote(path, safe='')}&digest={digest}"
        )
        self._response = self._connection.getresponse()
        self.type = self._response.headers["Content-Type"]

    def next(self) -> tuple[str, Any]:
        """Give the name and the data of the next event."""
        name = ""
        for line in iter(self._response.readline, b""):
            key, _, value = line.decode().rstrip("\n").partition(": ")
            if key == "event":
                name = value
            if key == "data":
                return name, json.loads(value)
        raise AssertionError("the stream ended")

    def close(self) -> None:
        self._response.close()
        self._connection.close()


class Running:
    def __init__(self, settings: Settings, port: int, told: list[str], server: Any) -> None:
        self.settings = settings
        self.port = port
        self.told = told
        self.server = server
        self._streams: list[Stream] = []

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def desk(self) -> Any:
        return self.server.pulse.desk

    def ask(self, path: str, method: str = "GET", **headers: str) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        with connection.getresponse() as response:
            reply = Reply(response)
        connection.close()
        return reply

    def listen(self, path: str, digest: str = "") -> Stream:
        """Open the news of a page as it is now; the first event, of the state now, is read."""
        stream = Stream(self.port, path, digest or self.ask(path).digest)
        self._streams.append(stream)
        return stream

    def until(self, path: str, holds: Callable[[Reply], bool]) -> Reply:
        """Ask until the answer is as awaited; at most two seconds."""
        end = time.monotonic() + 2
        while time.monotonic() < end:
            reply = self.ask(path)
            if holds(reply):
                return reply
            time.sleep(0.02)
        raise AssertionError(f"{path} answers {reply.status}: {reply.text[:2000]}")

    def close(self) -> None:
        for stream in self._streams:
            stream.close()


@contextmanager
def running(root: Path, **more: Any) -> Iterator[Running]:
    """Serve a project on a free port of the loopback while the context lasts."""
    settings = Settings(**{"root": str(root), "clock": CLOCK, "port": 0, "tree": "build"} | more)
    told: list[str] = []
    with bound_socket(settings) as listening:
        port = listening.getsockname()[1]
        server = prepared_server(settings, listening, told.append)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        serving = Running(settings, port, told, server)
        try:
            end = time.monotonic() + 10
            while not server.started:
                assert thread.is_alive()
                assert time.monotonic() < end
                time.sleep(0.01)
            yield serving
        finally:
            server.should_exit = True
            thread.join(10)
            serving.close()
            assert not thread.is_alive(), "open streams must not keep the server from stopping"
