"""Background work that commits wake: LISTEN on one channel, by one process at a time."""

import asyncio
import zlib
from collections.abc import AsyncIterator

import sqlalchemy as sa
import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

log = structlog.get_logger()

SWEEP = 2.0
"""Seconds between looks without a wake-up. A connection that died silently costs no more than this."""

PAUSE = 0.5
"""Seconds before another connection is tried."""


async def wakeups(engine: AsyncEngine, channel: str) -> AsyncIterator[list[str] | None]:
    """What was notified, in lists; an empty one at each sweep. None: anything may have been missed until now."""
    while True:
        try:
            async with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
                heard = await _listen(connection, channel)
                await _lead(connection, channel)
                yield None
                while True:
                    yield await _gather(heard, connection)
        except (SQLAlchemyError, OSError) as error:
            log.warning("background work waits", channel=channel, reason=str(error)[:200])
            await asyncio.sleep(PAUSE)


async def _listen(connection: AsyncConnection, channel: str) -> asyncio.Queue[str | None]:
    """Payloads as they come; None when the connection has ended."""
    driver = (await connection.get_raw_connection()).driver_connection
    if driver is None:
        raise ConnectionError("no driver connection")
    heard: asyncio.Queue[str | None] = asyncio.Queue()
    await driver.add_listener(channel, lambda *notified: heard.put_nowait(notified[-1]))
    driver.add_termination_listener(lambda _: heard.put_nowait(None))
    return heard


async def _lead(connection: AsyncConnection, channel: str) -> None:
    lock = sa.select(sa.func.pg_try_advisory_lock(zlib.crc32(channel.encode())))
    while not await connection.scalar(lock):  # noqa: ASYNC110 - its holder may die without telling
        await asyncio.sleep(SWEEP)


async def _gather(heard: asyncio.Queue[str | None], connection: AsyncConnection) -> list[str]:
    try:
        async with asyncio.timeout(SWEEP):
            payloads = [await heard.get()]
    except TimeoutError:
        await connection.execute(sa.select(1))
        return []
    while not heard.empty():
        payloads.append(heard.get_nowait())
    if None in payloads:
        raise ConnectionError("the database has closed the connection")
    return [payload for payload in payloads if payload is not None]
