"""Who has been offered a booth, or has one kept by the organizers, and has not answered yet is reminded, once."""

from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from services.fairs.models import ARRANGING, Booking, Fair, table_of
from services.fairs.own_work import own_transaction
from services.fairs.places import locked_place
from services.fairs.telling_bookings import hold_reminded
from shared.messaging import Ports
from shared.messaging.schedule import keep_time

BOOKING, FAIR = table_of(Booking), table_of(Fair)
WORTH_IT = timedelta(hours=2)
"""What is kept for a shorter time needs no reminder."""
LONGEST = timedelta(days=1)


async def remind_in_time(ports: Ports) -> None:
    await keep_time(ports, remind)


async def remind(engine: AsyncEngine, now: datetime) -> datetime | None:
    async with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        waiting = (await connection.execute(_UNANSWERED, {"now": now})).all()
    for row in waiting:
        due: datetime = row.due
        if due > now:
            return due
        await _remind(row.id, engine)
    return None


_KEPT_FOR = BOOKING.c.held_until - BOOKING.c.confirmed_at
_DUE = BOOKING.c.held_until - sa.func.least(_KEPT_FOR.op("/", precedence=8)(sa.literal(4, sa.Integer)), LONGEST)
"""When a quarter of the time is left, a day before the end at the earliest."""
_UNANSWERED = (
    sa.select(BOOKING.c.id, _DUE.label("due"))
    .join(FAIR, FAIR.c.id == BOOKING.c.fair_id)
    .where(
        FAIR.c.status.in_(ARRANGING),
        BOOKING.c.ended_at.is_(None),
        BOOKING.c.held_until > sa.bindparam("now", type_=BOOKING.c.held_until.type),
        BOOKING.c.by_organizer,
        BOOKING.c.reminded_at.is_(None),
        _KEPT_FOR >= WORTH_IT,
    )
    .order_by(_DUE)
    .limit(100)
)


async def _remind(booking_id: UUID, engine: AsyncEngine) -> None:
    """Unless another replica did, or the answer has just come."""
    async with own_transaction(engine) as tx:
        place = await locked_place(booking_id, tx)
        if place.booking.is_held and place.booking.reminded_at is None:
            place.booking.reminded_at = tx.now
            tx.emit(hold_reminded(place.booking, place.fair, place.booth.code))
