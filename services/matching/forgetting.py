"""What people without an account wrote is kept no longer than it serves: unproved for days, the rest for a year."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from services.matching.models.inquiry import INQUIRY
from shared.messaging import Ports
from shared.messaging.schedule import keep_time

UNCONFIRMED_KEPT = timedelta(days=3)
KEPT = timedelta(days=365)


async def forget_inquiries(ports: Ports) -> None:
    await keep_time(ports, forget_due)


async def forget_due(engine: AsyncEngine, now: datetime) -> datetime | None:
    """Their links go with them. Returns when the next is due."""
    ends = sa.case((INQUIRY.c.status == "unconfirmed", UNCONFIRMED_KEPT), else_=KEPT)
    async with engine.begin() as connection:
        await connection.execute(sa.delete(INQUIRY).where(INQUIRY.c.written_at + ends <= now))
        following: datetime | None = await connection.scalar(sa.select(sa.func.min(INQUIRY.c.written_at + ends)))
    return following
