"""Serving: a socket on the loopback, a desk behind it, until somebody presses Ctrl-C."""

import errno
import socket
import sys
import webbrowser
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from govssg.serve.application import application
from govssg.serve.desk import Desk
from govssg.serve.pulse import Pulse
from govssg.serve.settings import LOOPBACK, Settings, origin
from govssg.serve.words import say

Teller = Callable[[str], None]
"""Shows the editor one line."""


class PortTakenError(OSError):
    """The port cannot be used; its text says what to do, in the settings' language."""


class Server(uvicorn.Server):
    """Serves one desk; ends the streams of news before it waits for connections to close."""

    def __init__(self, pulse: Pulse, tell: Teller) -> None:
        desk = pulse.desk
        polling = say("polling", desk.language)
        made = application(pulse, lambda: tell(polling))
        super().__init__(
            uvicorn.Config(
                made, log_level="warning", access_log=False, lifespan="on", server_header=False
            )
        )
        self.pulse = pulse
        self._tell = tell

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, and say so."""
        await super().startup(sockets)
        desk = self.pulse.desk
        if self.started:
            self._tell(say("ready", desk.language, url=f"{desk.base_url}/"))
        if self.started and desk.settings.open_browser:
            webbrowser.open(f"{desk.base_url}/")

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End all streams, then the server."""
        await self.pulse.close()
        await super().shutdown(sockets)


def serve(settings: Settings, tell: Teller | None = None) -> None:
    """Serve a project until Ctrl-C.

    Args:
        settings: what to serve and where.
        tell: shows the editor a line; standard error if not given.

    Raises:
        PortTakenError: another program listens there.
        OSError: the address cannot be listened on.
    """
    tell = tell or _to_standard_error
    with bound_socket(settings) as listening:
        server = prepared_server(settings, listening, tell)
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listening])


def prepared_server(settings: Settings, listening: socket.socket, tell: Teller) -> Server:
    """Give a server over a bound socket, its first state already made."""
    desk = Desk(settings, origin(settings.host, listening.getsockname()[1]))
    if settings.host not in LOOPBACK:
        tell(say("exposed", desk.language, host=settings.host))
    desk.refresh(jobs=0)

    def refreshed(count: int, seconds: float) -> None:
        values = {"count": count, "milliseconds": round(seconds * 1000)}
        tell(say("rebuilt", desk.language, **values, generation=desk.generation))

    return Server(Pulse(desk, refreshed), tell)


def bound_socket(settings: Settings) -> socket.socket:
    """Give a socket that holds the address to serve on.

    Raises:
        PortTakenError: another program listens there.
        OSError: the address cannot be listened on.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((settings.host, settings.port))
    except OSError as error:
        made.close()
        if error.errno != errno.EADDRINUSE:
            raise
        values = {"port": settings.port, "other": settings.port + 1}
        raise PortTakenError(say("taken", settings.language, **values)) from error
    return made


def _to_standard_error(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
