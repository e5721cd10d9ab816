"""Pictures that nobody shows any more are deleted, scans that no paper has any more, and what an upload left behind
that never came to its end or its commit.
"""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
import structlog
from nats.errors import Error as NatsError
from nats.js.api import ObjectInfo
from nats.js.client import JetStreamContext
from nats.js.errors import NotFoundError
from nats.js.object_store import ObjectStore

from services.listings.cards import PHOTO, PICTURE
from services.listings.models import Evidence
from services.listings.pictures import PHOTOS, THUMBNAILS, thumbnail_keys
from services.listings.scans import EVIDENCE
from shared.messaging import Ports
from shared.messaging.faults import DATABASE_AWAY
from shared.messaging.uploads import UPLOADS

SCAN = Evidence.metadata.tables["evidence"]

log = structlog.get_logger()

EVERY = 600.0
"""Seconds between two looks."""
AT_ONCE = 50
GRACE = timedelta(hours=1)
"""An upload's files are stored before its commit: younger ones may still be waiting for theirs."""
UPLOADS_WAIT = timedelta(hours=6)
"""For the rest of them, when they come in parts."""


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
    await _delete_removed_scans(ports, before=now - GRACE)
    await _delete_old_uploads(ports, before=now - UPLOADS_WAIT)


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
    for picture_id in await _strays(ports, PHOTOS, PICTURE, before):
        await _delete_files(picture_id, ports.jetstream)


async def _delete_removed_scans(ports: Ports, before: datetime) -> None:
    """A scan that came again under its id since it was seen to be nobody's is young, and stays."""
    for evidence_id in await _strays(ports, EVIDENCE, SCAN, before):
        evidence = await ports.jetstream.object_store(EVIDENCE)
        try:
            if _is_older(await evidence.get_info(str(evidence_id)), before):
                await evidence.delete(str(evidence_id))
        except NotFoundError:
            continue


async def _delete_old_uploads(ports: Ports, before: datetime) -> None:
    uploads = await ports.jetstream.object_store(UPLOADS)
    for info in await _kept(uploads):
        if _is_older(info, before):
            await uploads.delete(info.name)


async def _strays(ports: Ports, bucket: str, table: sa.Table, before: datetime) -> set[UUID]:
    """Files older than `before` without a row."""
    kept = await _kept(await ports.jetstream.object_store(bucket))
    old = {UUID(info.name) for info in kept if _is_older(info, before)}
    async with ports.engine.connect() as connection:
        known = set((await connection.execute(sa.select(table.c.id).where(table.c.id.in_(old)))).scalars())
    return old - known


async def _kept(store: ObjectStore) -> list[ObjectInfo]:
    try:
        return await store.list(ignore_deletes=True)
    except NotFoundError:
        return []


def _is_older(info: ObjectInfo, before: datetime) -> bool:
    """What was deleted has no time any more."""
    return datetime.fromisoformat(info.mtime) < before if info.mtime else False


async def _delete_files(picture_id: UUID, jetstream: JetStreamContext) -> None:
    """The original last: as long as it is there, a sweep finds the picture."""
    thumbnails = await jetstream.key_value(THUMBNAILS)
    for key in thumbnail_keys(picture_id):
        await thumbnails.delete(key)
    try:
        await (await jetstream.object_store(PHOTOS)).delete(str(picture_id))
    except NotFoundError:
        return
