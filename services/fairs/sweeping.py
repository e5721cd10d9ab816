"""Pictures behind halls and logos are deleted when nothing shows them any more, or when they came to no commit."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
import structlog
from nats.errors import Error as NatsError
from nats.js.errors import NotFoundError
from sqlalchemy.ext.asyncio import AsyncConnection

from services.fairs.logos import LOGOS
from services.fairs.models import Fair, Partner, table_of
from services.fairs.pictures import BACKDROPS, object_name
from shared.messaging import Ports
from shared.messaging.faults import DATABASE_AWAY

log = structlog.get_logger()

FAIR, PARTNER = table_of(Fair), table_of(Partner)
EVERY = 3600.0
"""Seconds between two looks."""
GRACE = timedelta(hours=1)
"""A picture is stored before its commit: younger ones may still be waiting for theirs."""


async def sweep_pictures(ports: Ports) -> None:
    while True:
        try:
            await sweep(ports, before=datetime.now(UTC) - GRACE)
        except (*DATABASE_AWAY, NatsError, TimeoutError) as error:
            log.warning("pictures are swept later", reason=str(error)[:200])
        await asyncio.sleep(EVERY)


async def sweep(ports: Ports, before: datetime) -> None:
    for bucket, shown in SHOWN.items():
        await _sweep(bucket, shown, ports, before)


async def _sweep(
    bucket: str, shown: Callable[[AsyncConnection], Awaitable[set[str]]], ports: Ports, before: datetime
) -> None:
    store = await ports.jetstream.object_store(bucket)
    try:
        kept = await store.list()
    except NotFoundError:
        return
    old = {info.name for info in kept if info.mtime and datetime.fromisoformat(info.mtime) < before}
    if not old:
        return
    async with ports.engine.connect() as connection:
        unused = old - await shown(connection)
    for name in unused:
        await store.delete(name)


async def _backdrops(connection: AsyncConnection) -> set[str]:
    plans = await connection.execute(sa.select(FAIR.c.id, FAIR.c.backdrops).where(FAIR.c.backdrops != []))
    return {object_name(plan.id, one.picture_id) for plan in plans for one in plan.backdrops}


async def _logos(connection: AsyncConnection) -> set[str]:
    shown = sa.select(PARTNER.c.logo_id).where(PARTNER.c.logo_id.is_not(None), PARTNER.c.removed.is_(False))
    return {str(logo_id) for logo_id in await connection.scalars(shown)}


SHOWN: Mapping[str, Callable[[AsyncConnection], Awaitable[set[str]]]] = {BACKDROPS: _backdrops, LOGOS: _logos}
"""Bucket → the names of what is shown of it."""
