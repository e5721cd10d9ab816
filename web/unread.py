"""A body that was refused unread is read to its end before the answer goes out.

Else the server closes a connection on which data is still arriving, TCP resets it, and the person who sent too large a
photo sees a broken connection instead of the page that says so (RFC 9110 §10.1.1, RFC 9112 §9.6).
"""

from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPReceiveMessage, Message, Receive, Scope, Send, WebSocketReceiveMessage

MOST = 128 * 2**20
"""Bytes; who goes on beyond them is cut off."""


def unread_bodies(app: ASGIApp) -> ASGIApp:
    async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or scope["method"] in {"GET", "HEAD"}:
            await app(scope, receive, send)
            return
        is_read = False

        async def noted() -> HTTPReceiveMessage | WebSocketReceiveMessage:
            nonlocal is_read
            message = await receive()
            is_read = message["type"] != "http.request" or not message["more_body"]
            return message

        async def after_reading(message: Message) -> None:
            left = MOST
            while message["type"] == "http.response.start" and not is_read and left > 0:
                part = await noted()
                left -= len(part["body"]) if part["type"] == "http.request" else left
            await send(message)

        await app(scope, noted, after_reading)

    return middleware
