"""Reservations that nobody confirmed in time give back what they held."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from services.listings import promises
from services.listings.models import TABLES
from services.listings.promises import RESERVATION
from shared.actor import Actor
from shared.contracts.capacity import ReservationExpired
from shared.messaging import Ports, Transaction
from shared.messaging.schedule import keep_time
from shared.messaging.transaction import open_session

AT_ONCE = 100


async def expire_reservations(ports: Ports) -> None:
    await keep_time(ports, expire_due)


async def expire_due(engine: AsyncEngine, now: datetime) -> datetime | None:
    """Each in a transaction of its own, as locks are held for one month at a time. Returns when the next is due."""
    while True:
        async with engine.connect() as connection:
            due = (await connection.execute(_DUE)).all()
        if not due or due[0].expires_at > now:
            return due[0].expires_at if due else None
        for row in due:
            if row.expires_at <= now:
                await _expire(row.id, engine, now)


async def _expire(reservation_id: UUID, engine: AsyncEngine, now: datetime) -> None:
    async with open_session(engine) as session:
        tx = Transaction(session, Actor(kind="service", service="listings"), now)
        month = await promises.end(reservation_id, "expired", tx)
        if month is not None:
            tx.emit(ReservationExpired(id=reservation_id, version=2, listing_id=month.listing_id, month=month.month))
        await tx.commit(TABLES, "listings")


_DUE = (
    sa.select(RESERVATION.c.id, RESERVATION.c.expires_at)
    .where(RESERVATION.c.status == "held")
    .order_by(RESERVATION.c.expires_at)
    .limit(AT_ONCE)
)
