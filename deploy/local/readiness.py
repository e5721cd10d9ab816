"""Asking a process over loopback whether it is ready."""

import asyncio

from deploy.local.ports import LOOPBACK

PATIENCE = 2.0
"""Seconds for one answer."""


async def answers_http(port: int, path: str) -> bool:
    """Whether GET is answered with success or a redirect."""
    request = f"GET {path} HTTP/1.1\r\nHost: {LOOPBACK}:{port}\r\nConnection: close\r\n\r\n"
    status = await _first_line(port, request.encode())
    return status.startswith(b"HTTP/") and status.split(b" ")[1][:1] in {b"2", b"3"}


async def answers_nats(port: int) -> bool:
    """A server greets first."""
    return (await _first_line(port, b"")).startswith(b"INFO ")


async def _first_line(port: int, request: bytes) -> bytes:
    """Empty when nobody answers in time."""
    try:
        async with asyncio.timeout(PATIENCE):
            reader, writer = await asyncio.open_connection(LOOPBACK, port)
            try:
                writer.write(request)
                return await reader.readline()
            finally:
                writer.close()
                await writer.wait_closed()
    except (OSError, TimeoutError, ValueError):
        return b""
