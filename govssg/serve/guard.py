"""The guard at the door: reading only, and only for browsers that mean this very server.

A page of a foreign site can make a name of its own point at 127.0.0.1 (DNS rebinding) and then
read drafts with its visitor's browser; the Host header gives it away.
"""

from ipaddress import ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from govssg.serve.settings import LOOPBACK, WILDCARD

METHODS = frozenset({"GET", "HEAD"})

HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
}
"""Sent with everything."""


class Guard:
    """Lets requests through to an application that only reads."""

    def __init__(self, application: ASGIApp, host: str) -> None:
        self._application = application
        self._host = host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._application(scope, receive, send)
            return
        refusal = self._refusal(scope)
        await (refusal or self._application)(scope, receive, _with_headers(send))

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        if scope["method"] not in METHODS:
            return PlainTextResponse("read only\n", 405, {"Allow": "GET, HEAD"})
        if not host_allowed(Headers(scope=scope).get("host", ""), self._host):
            return PlainTextResponse("unknown host\n", 421)
        return None


def host_allowed(header: str, host: str) -> bool:
    """Tell whether a Host header names this server.

    Args:
        header: the header's value, with or without a port.
        host: the host the server listens on; a wildcard allows every address, but no name.
    """
    name = header.rpartition(":")[0] if not header.endswith("]") and ":" in header else header
    name = name.removeprefix("[").removesuffix("]").lower()
    return name in {*LOOPBACK, host.lower()} - WILDCARD or (host in WILDCARD and _is_address(name))


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(HEADERS)
        await send(message)

    return sending
