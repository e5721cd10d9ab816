"""HEAD is a GET whose answer has no body (RFC 9110 §9.3.2); Litestar answers it 405 where only GET is told.

Outside the application, because that finds the route before any middleware runs.
"""

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

ON_THEIR_OWN = ("/upload", "/live")
"""How addresses end whose HEAD has an answer of its own, or whose GET has no end."""


def answering_heads(app: ASGIApp) -> ASGIApp:
    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        async def without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {"type": "http.response.body", "body": b"", "more_body": message["more_body"]}
            await send(message)

        if scope["type"] == ScopeType.HTTP and scope["method"] == "HEAD" and not scope["path"].endswith(ON_THEIR_OWN):
            scope["method"] = "GET"
            await app(scope, receive, without_body)
        else:
            await app(scope, receive, send)

    return answer
