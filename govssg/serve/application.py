"""The web application: paths to answers, and a stream of news for each open page."""

import asyncio
import traceback
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from importlib.resources import files
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from govssg.serve.addresses import HTML, media_type
from govssg.serve.answers import answer
from govssg.serve.guard import Guard
from govssg.serve.live import event, is_page, news, with_script
from govssg.serve.pages import error_page
from govssg.serve.pulse import Pulse
from govssg.serve.watch import watching

RETRY = b"retry: 500\n\n"
"""Milliseconds after which a browser asks again for a stream that broke."""
PING = b": still here\n\n"
SHIPPED = ("live.js", "live.css")
"""Files of ours that pages load."""


def application(pulse: Pulse, polling: Callable[[], None]) -> Guard:
    """Give the application that serves a desk.

    Args:
        pulse: the desk with its thread.
        polling: called if the system cannot watch all folders and polling takes over.
    """
    doors = _Doors(pulse)
    routes = [Route(f"/_govssg/{name}", doors.shipped) for name in SHIPPED]
    routes += [Route("/_govssg/events", doors.events), Route("/{path:path}", doors.page)]
    made = Starlette(
        routes=routes,
        lifespan=lambda _application: _life(pulse, polling),
        exception_handlers={OSError: doors.unsettled, Exception: doors.crashed},
    )
    made.router.redirect_slashes = False
    return Guard(made, pulse.desk.settings.host)


@asynccontextmanager
async def _running(pulse: Pulse, polling: Callable[[], None]) -> AsyncIterator[None]:
    loop = asyncio.get_running_loop()

    def touched(paths: frozenset[str]) -> None:
        with suppress(RuntimeError):  # the loop may have closed while an event was on its way
            loop.call_soon_threadsafe(pulse.touch, paths)

    following = asyncio.create_task(pulse.follow())
    try:
        with watching(pulse.desk.root, touched, polling):
            yield
    finally:
        following.cancel()
        pulse.stop()


def _life(pulse: Pulse, polling: Callable[[], None]) -> AbstractAsyncContextManager[None]:
    return _running(pulse, polling)


class _Doors:
    """One method per kind of request."""

    def __init__(self, pulse: Pulse) -> None:
        self._pulse = pulse

    async def page(self, request: Request) -> Response:
        """Answer a path of the portal."""
        path = request.scope["path"]
        given = await self._pulse.ask_settled(answer, path)
        if given.location:
            return Response(status_code=given.status, headers={"Location": quote(given.location)})
        body = with_script(given.body, path, given.digest) if is_page(given) else given.body
        return Response(body, given.status, media_type=given.media)

    async def shipped(self, request: Request) -> Response:
        """Give one of our own files."""
        name = request.url.path.rpartition("/")[2]
        data = files("govssg.serve").joinpath(name).read_bytes()
        return Response(data, media_type=media_type(name))

    async def events(self, request: Request) -> Response:
        """Stream the news for the page at ``?path=`` that is shown with ``?digest=``."""
        path = request.query_params.get("path", "/")
        digest = request.query_params.get("digest", "")
        headers = {"X-Accel-Buffering": "no"}
        return StreamingResponse(self._news(path, digest), 200, headers, "text/event-stream")

    async def _news(self, path: str, digest: str) -> AsyncIterator[bytes]:
        yield RETRY
        async for fresh in self._pulse.beats():
            if not fresh:
                yield PING
                continue
            asked = self._pulse.ask_settled(news, path, digest)
            [told] = await asyncio.gather(asked, return_exceptions=True)
            if isinstance(told, BaseException):
                yield PING  # the page itself says what went wrong when it is asked for
                continue
            digest = told.digest
            yield event(told)

    async def unsettled(self, _request: Request, error: Exception) -> Response:
        """Say that files keep moving."""
        return PlainTextResponse(f"{error}\n", 503, {"Retry-After": "1"})

    async def crashed(self, _request: Request, error: Exception) -> Response:
        """Show a mistake of ours instead of a page; the next state tries again."""
        told = "".join(traceback.format_exception(error))
        desk = self._pulse.desk
        body = error_page((), desk.language, title="crash", detail=told)
        return Response(with_script(body, _request.scope["path"], "crash"), 500, media_type=HTML)
