"""What was told of attendees beside their names is erased some time after their fair."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from services.fairs.models import Fair, Particulars, table_of
from shared.contracts.fairs.attendees import DAYS_KEPT
from shared.messaging import Ports
from shared.messaging.schedule import keep_time

FAIR, PARTICULARS = table_of(Fair), table_of(Particulars)


async def forget_particulars(ports: Ports) -> None:
    await keep_time(ports, forget)


async def forget(engine: AsyncEngine, now: datetime) -> None:
    """By the end that a fair has now: one that was put off keeps them for longer."""
    over = sa.select(FAIR.c.id).where(FAIR.c.ends_at <= now - timedelta(days=DAYS_KEPT))
    async with engine.begin() as connection:
        await connection.execute(sa.delete(PARTICULARS).where(PARTICULARS.c.fair_id.in_(over)))
