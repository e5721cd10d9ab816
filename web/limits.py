"""How many requests an account or an address may send: a bucket that refills by the second, in each web process."""

import time

from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from shared.errors import Rejected
from web.site import Site

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
    """The account where the token is known to stand for one, else the address: guessed tokens share their guesser's."""
    site: Site = scope["litestar_app"].state.site
    given = dict(scope["headers"]).get(b"authorization", b"").decode("latin-1").partition(" ")[2].strip()
    account_id = site.identities.account_of("token", given) if given else None
    client = scope.get("client")
    return str(account_id or (client[0] if client else ""))
