"""Middleware: anonymous readers get public pages, and the API's public answers, from the cache; and 304 where they have
them already (RFC 9110 §13).
"""

import hashlib
from dataclasses import replace
from http import HTTPStatus
from time import monotonic
from typing import Any

from litestar import Request
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, HTTPResponseStartEvent, Message, Receive, Scope, Send
from prometheus_client import Counter

from web.packing import CODING, SHORTEST, takes_gzip
from web.page_cache import LONGEST, Kept
from web.site import Site

SHOWS = "shows"
"""In the request's state."""
_answered = Counter("chophien_public_pages_total", "Public pages answered to anonymous readers", ("source",))
_from_cache, _made_now = _answered.labels("cache"), _answered.labels("made")
OF_A_BODY = frozenset({b"content-length", b"content-type", b"content-encoding"})


def may_be_kept(request: Request[Any, Any, Any], shows: frozenset[str]) -> None:
    """Said by the handler of what is the same for everybody who is not signed in; any name of `shows` drops it."""
    request.state[SHOWS] = shows


class KeptPages(ASGIMiddleware):
    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        if scope["type"] != ScopeType.HTTP or scope["method"] != "GET" or not _is_anonymous(scope):
            await next_app(scope, receive, send)
            return
        site: Site = scope["litestar_app"].state.site
        address = scope["raw_path"] + b"?" + scope["query_string"]
        kept = site.page_cache.get(address)
        if kept is None or not (kept.is_fresh or not site.connection.is_connected):
            kept = await _made(site, address, scope, receive, send, next_app)
            if kept is not None:
                await _answer(kept, scope, send)
        else:
            _from_cache.inc()
            await _answer(_for_a_slow_line(kept, scope), scope, send)


async def _made(
    site: Site, address: bytes, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp
) -> Kept | None:
    """None when the answer is none to be kept and has gone out."""
    started: HTTPResponseStartEvent | None = None
    kept: Kept | None = None

    async def collect(message: Message) -> None:
        """Pages are whole: their body comes as one message."""
        nonlocal started, kept
        shows: frozenset[str] | None = scope["state"].get(SHOWS)
        if message["type"] == "http.response.start" and message["status"] == HTTPStatus.OK and shows is not None:
            started = message
        elif message["type"] == "http.response.body" and started is not None and shows is not None:
            kept = _as_kept(started, message["body"], shows)
        else:
            await send(message)

    with site.page_cache.making() as making:
        await next_app(scope, receive, collect)
        if kept is not None:
            _made_now.inc()
            site.page_cache.keep(address, kept, making)
    return kept


def _as_kept(start: HTTPResponseStartEvent, body: bytes, shows: frozenset[str]) -> Kept:
    """A record's own tag is its version: it says nothing of the names in it that others own."""
    if any(name == b"etag" for name, _ in start["headers"]):
        return Kept(start, body, None, shows, monotonic() + LONGEST)
    etag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    weakly = "W/" if _is_page(start) else ""  # the same page, packed or not
    headers = [*start["headers"], (b"etag", f"{weakly}{etag}".encode())]
    return Kept({**start, "headers": headers}, body, etag, shows, monotonic() + LONGEST)


async def _answer(kept: Kept, scope: Scope, send: Send) -> None:
    if not _has_already(kept, scope):
        await send(kept.start)
        await send({"type": "http.response.body", "body": kept.body, "more_body": False})
        return
    headers = [(name, value) for name, value in kept.start["headers"] if name not in OF_A_BODY]
    await send({"type": "http.response.start", "status": HTTPStatus.NOT_MODIFIED, "headers": headers})
    await send({"type": "http.response.body", "body": b"", "more_body": False})


def _for_a_slow_line(kept: Kept, scope: Scope) -> Kept:
    """From the second reader on; the first waits for nothing but the page."""
    if len(kept.body) < SHORTEST or not _is_page(kept.start):
        return kept
    if not any(name == b"accept-encoding" and takes_gzip(value.decode("latin-1")) for name, value in scope["headers"]):
        return kept
    headers = [(name, value) for name, value in kept.start["headers"] if name != b"content-length"]
    headers += [
        (b"content-encoding", CODING),
        (b"content-length", str(len(kept.packed)).encode()),
    ]
    return replace(kept, start={**kept.start, "headers": headers}, body=kept.packed)


def _is_page(start: HTTPResponseStartEvent) -> bool:
    return any(name == b"content-type" and value.startswith(b"text/html") for name, value in start["headers"])


def _has_already(kept: Kept, scope: Scope) -> bool:
    for name, value in scope["headers"]:
        if name == b"if-none-match" and kept.etag is not None:
            told = value.decode("latin-1")
            return told == "*" or kept.etag in (tag.strip().removeprefix("W/") for tag in told.split(","))
    return False


def _is_anonymous(scope: Scope) -> bool:
    return not any(
        name == b"authorization" or (name == b"cookie" and b"session=" in value) for name, value in scope["headers"]
    )
