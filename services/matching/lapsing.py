"""Requests that nobody answers: a reminder two days before their time is over, then they lapse."""

from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from services.matching.models import MATCH, MatchRequest
from services.matching.telling import tell
from services.matching.transacting import transaction
from shared.contracts.matching import MatchReminded
from shared.messaging import Ports
from shared.messaging.schedule import keep_time

REMINDED_BEFORE = timedelta(days=2)
AT_ONCE = 100


async def lapse_requests(ports: Ports) -> None:
    await keep_time(ports, lapse_due)


async def lapse_due(engine: AsyncEngine, now: datetime) -> datetime | None:
    """Each in a transaction of its own. Returns when the next is due."""
    for request_id in await _due(MATCH.c.answer_by <= now, engine):
        await _lapse(request_id, engine, now)
    unreminded = sa.and_(MATCH.c.reminded_at.is_(None), MATCH.c.answer_by <= now + REMINDED_BEFORE)
    for request_id in await _due(unreminded, engine):
        await _remind(request_id, engine, now)
    return await _next(engine)


async def _due(condition: sa.ColumnElement[bool], engine: AsyncEngine) -> list[UUID]:
    due = (
        sa.select(MATCH.c.id).where(MATCH.c.status == "requested", condition).order_by(MATCH.c.answer_by).limit(AT_ONCE)
    )
    async with engine.connect() as connection:
        return [*(await connection.execute(due)).scalars()]


async def _next(engine: AsyncEngine) -> datetime | None:
    moment = sa.case((MATCH.c.reminded_at.is_(None), MATCH.c.answer_by - REMINDED_BEFORE), else_=MATCH.c.answer_by)
    async with engine.connect() as connection:
        following: datetime | None = await connection.scalar(
            sa.select(sa.func.min(moment)).where(MATCH.c.status == "requested")
        )
    return following


async def _lapse(request_id: UUID, engine: AsyncEngine, now: datetime) -> None:
    async with transaction(engine, now) as tx:
        request = await tx.locked(MatchRequest, request_id, or_reject="match_unknown")
        if request.status == "requested" and request.answer_by <= now:
            request.lapse(at=now)
            await tell(request, tx)


async def _remind(request_id: UUID, engine: AsyncEngine, now: datetime) -> None:
    async with transaction(engine, now) as tx:
        request = await tx.locked(MatchRequest, request_id, or_reject="match_unknown")
        if request.status == "requested" and request.reminded_at is None:
            request.reminded_at = now
            await tell(request, tx, MatchReminded)
