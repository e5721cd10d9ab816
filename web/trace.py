"""Every request carries one trace from the click to the last consumer; its time is measured."""

import time

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from prometheus_client import Histogram

from shared.bus.metrics import BUCKETS
from shared.bus.trace import traced

answered = Histogram("chophien_http_seconds", "Time to answer", ("method", "status"), buckets=BUCKETS)


def traced_requests(app: ASGIApp) -> ASGIApp:
    async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await app(scope, receive, send)
            return
        began = time.perf_counter()

        async def measured(message: Message) -> None:
            if message["type"] == "http.response.start":
                answered.labels(scope["method"], message["status"]).observe(time.perf_counter() - began)
            await send(message)

        given = dict(scope["headers"]).get(b"traceparent", b"").decode("latin-1")
        with traced({"traceparent": given}):
            await app(scope, receive, measured)

    return middleware
