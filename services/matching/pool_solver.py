"""One run of the solver in a process of its own: its progress is told, and it ends when the buyer cancels."""

import asyncio
import sys
from collections.abc import Awaitable, Callable

import msgspec

from services.matching.pooling.market import Lot, Market
from shared.errors import Unavailable

SECONDS = 20.0
"""For the solver; a demand among a thousand offers is proved in about one."""
LOOK = 1.0
"""Seconds between looks whether it is still wanted, while it runs."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    lots: tuple[Lot, ...]
    proved: bool
    said: tuple[str, ...] = ()


async def solve(
    market: Market, hear: Callable[[str], Awaitable[None]], is_wanted: Callable[[], Awaitable[bool]]
) -> Answer | None:
    """None when it is no longer wanted."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "services.matching.pooling", str(SECONDS)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    if process.stdin is None or process.stdout is None or process.stderr is None:
        raise RuntimeError("no pipes")
    work = asyncio.gather(
        _send(process.stdin, msgspec.json.encode(market)), process.stdout.read(), _listen(process.stderr, hear)
    )
    try:
        while not work.done():
            await asyncio.wait([work], timeout=LOOK)
            if not work.done() and not await is_wanted():
                return None
        _, answer, _ = work.result()
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        work.cancel()
    if process.returncode:
        raise Unavailable("solver")
    return msgspec.json.decode(answer, type=Answer)


async def _send(pipe: asyncio.StreamWriter, body: bytes) -> None:
    pipe.write(body)
    await pipe.drain()
    pipe.close()


async def _listen(pipe: asyncio.StreamReader, hear: Callable[[str], Awaitable[None]]) -> None:
    async for line in pipe:
        await hear(line.decode(errors="replace").strip()[:200])
