"""How many requests a token or an address may send: a bucket that refills by the second, in each web process."""

import hashlib
import time

from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from shared.errors import Rejected

PER_SECOND = 2000.0
BURST = 4000.0
REMEMBERED = 20_000


class RequestLimit(ASGIMiddleware):
    scopes = (ScopeType.HTTP,)

    def __init__(self) -> None:
        self._buckets: dict[str, tuple[float, float]] = {}

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        self._take(_who(scope))
        await next_app(scope, receive, send)

    def _take(self, who: str) -> None:
        now = time.monotonic()
        left, since = self._buckets.get(who, (BURST, now))
        left = min(BURST, left + (now - since) * PER_SECOND)
        if len(self._buckets) >= REMEMBERED:
            self._buckets.clear()
        if left < 1:
            raise Rejected("too_many_requests")
        self._buckets[who] = (left - 1, now)


def _who(scope: Scope) -> str:
    """The token where there is one; loopback and proxies share an address, so tokens count alone."""
    for name, value in scope["headers"]:
        if name == b"authorization":
            return hashlib.sha256(value).hexdigest()
    client = scope.get("client")
    return client[0] if client else ""
