"""Pools that wait for people's words: a reminder a day before the time is over, then they end."""

from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from services.matching.models.pool import POOL, Pool
from services.matching.pool_moving import move
from services.matching.telling_pools import tell_pool
from services.matching.transacting import transaction
from shared.contracts.pools import PoolEnd, PoolReminded, PoolStatus
from shared.messaging import Ports
from shared.messaging.schedule import keep_time

REMINDED_BEFORE = timedelta(days=1)
UNANSWERED: dict[PoolStatus, PoolEnd] = {"offered": "lapsed", "awaiting_buyer": "unconfirmed"}
"""How it ends where nobody answers in time."""


async def keep_pool_deadlines(ports: Ports) -> None:
    await keep_time(ports, deadlines_due)


async def deadlines_due(engine: AsyncEngine, now: datetime) -> datetime | None:
    """Each in a transaction of its own; the worker then gives back what is held. Returns when the next is due."""
    waiting = sa.select(*POOL.c["id", "status", "answer_by", "reminded_at"]).where(POOL.c.status.in_(UNANSWERED))
    async with engine.connect() as connection:
        rows = (await connection.execute(waiting.order_by(POOL.c.answer_by))).all()
    following = []
    for row in rows:
        reminder = row.answer_by - REMINDED_BEFORE
        if row.answer_by <= now:
            await move(row.id, row.status, "releasing", engine, UNANSWERED[row.status])
            continue
        if row.reminded_at is None and reminder <= now:
            await _remind(row.id, engine, now)
        following.append(reminder if reminder > now else row.answer_by)
    return min(following, default=None)


async def _remind(pool_id: UUID, engine: AsyncEngine, now: datetime) -> None:
    async with transaction(engine, now) as tx:
        pool = await tx.locked(Pool, pool_id, or_reject="pool_unknown")
        if pool.must_be_reminded(before=REMINDED_BEFORE, at=now):
            pool.reminded_at = now
            await tell_pool(pool, PoolReminded, tx)
