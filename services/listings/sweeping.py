"""Pictures that nobody shows any more are deleted, and what an upload left behind that never came to its commit."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
import structlog
from nats.errors import Error as NatsError
from nats.js.client import JetStreamContext
from nats.js.errors import NotFoundError

from services.listings.cards import PHOTO, PICTURE
from services.listings.pictures import PHOTOS, THUMBNAIL_SIDES, THUMBNAILS, thumbnail_key
from shared.messaging import Ports
from shared.messaging.faults import DATABASE_AWAY

log = structlog.get_logger()

EVERY = 600.0
"""Seconds between two looks."""
AT_ONCE = 50
GRACE = timedelta(hours=1)
"""An upload's files are stored before its commit: younger ones may still be waiting for theirs."""


async def sweep_pictures(ports: Ports) -> None:
    while True:
        try:
            await sweep(ports, datetime.now(UTC))
        except (*DATABASE_AWAY, NatsError, TimeoutError) as error:
            log.warning("pictures are swept later", reason=str(error)[:200])
        await asyncio.sleep(EVERY)


async def sweep(ports: Ports, now: datetime) -> None:
    while await _delete_unused(ports):
        pass
    await _delete_strays(ports, before=now - GRACE)


async def _delete_unused(ports: Ports) -> int:
    """Files first, then their row: after a crash in between it is done once more. The lock keeps new uses away."""
    shown = sa.exists().where(PHOTO.c.picture_id == PICTURE.c.id)
    unused = sa.select(PICTURE.c.id).where(~shown).limit(AT_ONCE).with_for_update(skip_locked=True)
    async with ports.engine.begin() as connection:
        ids = list((await connection.execute(unused)).scalars())
        for picture_id in ids:
            await _delete_files(picture_id, ports.jetstream)
        await connection.execute(sa.delete(PICTURE).where(PICTURE.c.id.in_(ids)))
    return len(ids)


async def _delete_strays(ports: Ports, before: datetime) -> None:
    try:
        kept = await (await ports.jetstream.object_store(PHOTOS)).list()
    except NotFoundError:
        return
    old = {UUID(info.name) for info in kept if info.mtime and datetime.fromisoformat(info.mtime) < before}
    async with ports.engine.connect() as connection:
        known = set((await connection.execute(sa.select(PICTURE.c.id).where(PICTURE.c.id.in_(old)))).scalars())
    for picture_id in old - known:
        await _delete_files(picture_id, ports.jetstream)


async def _delete_files(picture_id: UUID, jetstream: JetStreamContext) -> None:
    """The original last: as long as it is there, a sweep finds the picture."""
    thumbnails = await jetstream.key_value(THUMBNAILS)
    for side in THUMBNAIL_SIDES:
        await thumbnails.delete(thumbnail_key(picture_id, side))
    try:
        await (await jetstream.object_store(PHOTOS)).delete(str(picture_id))
    except NotFoundError:
        return
