"""What happens by the clock: each time is read from the database, so it comes also after a pause of this process."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.messaging.faults import DATABASE_AWAY
from shared.messaging.ports import Ports

log = structlog.get_logger()

Turn = Callable[[AsyncEngine, datetime], Awaitable[datetime | None]]
"""Does all that is due at a moment; returns when something is due next, as far as is known."""

LOOK = 20.0
"""Seconds after which a time that another process has written meanwhile is seen; nothing comes later than that."""


async def keep_time(ports: Ports, turn: Turn) -> None:
    while True:
        try:
            following = await turn(ports.engine, datetime.now(UTC))
        except DATABASE_AWAY as error:
            log.warning("the clock waits for the database", reason=str(error)[:200])
            following = None
        await asyncio.sleep(_pause(following))


def _pause(following: datetime | None) -> float:
    """Seconds."""
    if following is None:
        return LOOK
    return min(LOOK, max(0.0, (following - datetime.now(UTC)).total_seconds()))
