"""Pictures behind halls that no plan shows any more are deleted, and those that never came to their commit."""

import asyncio
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
import structlog
from nats.errors import Error as NatsError
from nats.js.errors import NotFoundError

from services.fairs.models import Fair, table_of
from services.fairs.pictures import BACKDROPS, object_name
from shared.messaging import Ports
from shared.messaging.faults import DATABASE_AWAY

log = structlog.get_logger()

FAIR = table_of(Fair)
EVERY = 3600.0
"""Seconds between two looks."""
GRACE = timedelta(hours=1)
"""A picture is stored before its commit: younger ones may still be waiting for theirs."""


async def sweep_backdrops(ports: Ports) -> None:
    while True:
        try:
            await sweep(ports, before=datetime.now(UTC) - GRACE)
        except (*DATABASE_AWAY, NatsError, TimeoutError) as error:
            log.warning("backdrops are swept later", reason=str(error)[:200])
        await asyncio.sleep(EVERY)


async def sweep(ports: Ports, before: datetime) -> None:
    backdrops = await ports.jetstream.object_store(BACKDROPS)
    try:
        kept = await backdrops.list()
    except NotFoundError:
        return
    old = {info.name for info in kept if info.mtime and datetime.fromisoformat(info.mtime) < before}
    if not old:
        return
    async with ports.engine.connect() as connection:
        plans = (await connection.execute(_SHOWN)).all()
    shown = {object_name(plan.id, one.picture_id) for plan in plans for one in plan.backdrops}
    for name in old - shown:
        await backdrops.delete(name)


_SHOWN = sa.select(FAIR.c.id, FAIR.c.backdrops).where(FAIR.c.backdrops != [])
