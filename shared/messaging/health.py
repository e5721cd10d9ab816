"""`/health/live`, `/health/ready` and `/metrics` of a service process, on a loopback port of its own."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterable
from wsgiref.simple_server import WSGIRequestHandler, make_server
from wsgiref.types import StartResponse, WSGIEnvironment

from prometheus_client import make_wsgi_app

from shared.messaging.faults import DATABASE_AWAY

Check = Callable[[], Awaitable[str | None]]
"""None when ready, else what is missing."""

PATIENCE = 2.0  # seconds


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Health checks are not news."""


def serve_health(port: int, check: Check) -> None:
    """Serve from a thread; `check` runs in the event loop of the caller."""
    loop = asyncio.get_running_loop()
    metrics = make_wsgi_app()

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == "/metrics":
            page: Iterable[bytes] = metrics(environ, start_response)
            return page
        if path == "/health/live":
            return _plain(start_response, "200 OK", "alive")
        if path == "/health/ready":
            missing = _ask(loop, check)
            return _plain(start_response, "503 Service Unavailable" if missing else "200 OK", missing or "ready")
        return _plain(start_response, "404 Not Found", "")

    server = make_server("127.0.0.1", port, app, handler_class=_Quiet)
    threading.Thread(target=server.serve_forever, args=(60,), daemon=True, name="health").start()


def _ask(loop: asyncio.AbstractEventLoop, check: Check) -> str | None:
    try:
        return asyncio.run_coroutine_threadsafe(_bounded(check), loop).result(PATIENCE + 1)
    except TimeoutError:
        return "no answer"
    except DATABASE_AWAY:
        return "database"


async def _bounded(check: Check) -> str | None:
    async with asyncio.timeout(PATIENCE):
        return await check()


def _plain(start_response: StartResponse, status: str, text: str) -> Iterable[bytes]:
    start_response(status, [("Content-Type", "text/plain; charset=utf-8")])
    return [text.encode()]
