"""A closed loop of HTTP requests over keep-alive connections, and what they cost."""

import asyncio
import json
import time
from collections.abc import Callable, Iterable, Iterator
from statistics import quantiles
from typing import NamedTuple

from tests.bench.processes import Pid, cpu_seconds, tree

Request = bytes
"""A whole HTTP/1.1 request."""


class Cost(NamedTuple):
    """`cpu` in milliseconds of all server processes per request; `p50` and `p99` in milliseconds."""

    connections: int
    per_second: float
    cpu: float
    p50: float
    p99: float
    failed: int


def get(path: str, **headers: str) -> Request:
    return request("GET", path, b"", **headers)


def put(path: str, body: object, token: str) -> Request:
    """To the API, as whoever the token speaks for."""
    return request("PUT", f"/api/v1/{path}", json.dumps(body).encode(), Authorization=f"Bearer {token}")


def request(method: str, path: str, body: bytes, **headers: str) -> Request:
    lines = [
        f"{method} {path} HTTP/1.1",
        "Host: 127.0.0.1",
        *(f"{name.replace('_', '-')}: {v}" for name, v in headers.items()),
    ]
    if body:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


async def measure(
    port: int, requests: Iterator[Request], *, connections: int, count: int, roots: Callable[[], Iterable[Pid]]
) -> Cost:
    """Send the next `count` requests over so many connections; the servers are `roots` and their descendants."""
    left = iter(range(count))
    taken: list[float] = []
    failed = 0

    async def one_connection() -> None:
        nonlocal failed
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in left:
            began = time.perf_counter()
            writer.write(next(requests))
            status = await _answer(reader)
            taken.append((time.perf_counter() - began) * 1000)
            failed += status >= 400
        writer.close()

    pids = tree(roots())
    before, began = cpu_seconds(pids), time.perf_counter()
    await asyncio.gather(*(one_connection() for _ in range(connections)))
    elapsed = time.perf_counter() - began
    await asyncio.sleep(1)  # listeners finish what the requests caused
    cpu = (cpu_seconds(pids) - before) * 1000 / count
    cuts = quantiles(taken, n=100)
    return Cost(connections, count / elapsed, cpu, cuts[49], cuts[98], failed)


async def _answer(reader: asyncio.StreamReader) -> int:
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head.split(b" ", 2)[1])
    lowered = head.lower()
    if b"content-length:" in lowered:
        length = int(lowered.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
        await reader.readexactly(length)
    elif b"transfer-encoding: chunked" in lowered:
        while int(await reader.readline(), 16):
            await reader.readline()
        await reader.readline()
    return status
