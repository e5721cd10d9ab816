"""What time alone brings about: holds and offers that nobody confirmed are released, fairs open, close, begin and end.

Every replica keeps time; a release locks its booking and looks again, so each happens once. After a stop all that fell
due meanwhile is done first.
"""

import asyncio
from datetime import UTC, datetime
from uuid import UUID

import msgspec
import sqlalchemy as sa
import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from services.fairs.ending import end
from services.fairs.models import Booking, Fair, WaitingEntry, table_of
from services.fairs.own_work import own_transaction
from services.fairs.places import locked_place
from services.fairs.telling import tell_fair
from shared.messaging import Ports
from shared.messaging.faults import DATABASE_AWAY

log = structlog.get_logger()

BOOKING, FAIR = table_of(Booking), table_of(Fair)
SWEEP = 5.0
"""Seconds between two looks at most: what another replica was asked to hold is seen no later."""
SOONEST = 0.05


async def keep_time(ports: Ports) -> None:
    """Until cancelled; a lost database is waited for."""
    while True:
        try:
            while (due := await _next_due(ports.engine)) is not None and due[1] <= datetime.now(UTC):
                await release(due[0], ports.engine)
            await live_on(ports.engine)
            left = SWEEP if due is None else (due[1] - datetime.now(UTC)).total_seconds()
        except DATABASE_AWAY as error:
            log.warning("the schedule waits", reason=str(error)[:200])
            left = SWEEP
        await asyncio.sleep(min(max(left, SOONEST), SWEEP))


async def _next_due(engine: AsyncEngine) -> tuple[UUID, datetime] | None:
    async with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        row = (await connection.execute(_NEXT)).first()
    return None if row is None else (row.id, row.held_until)


_NEXT = (
    sa.select(BOOKING.c.id, BOOKING.c.held_until)
    .where(BOOKING.c.ended_at.is_(None), BOOKING.c.held_until.is_not(None))
    .order_by(BOOKING.c.held_until)
    .limit(1)
)


async def release(booking_id: UUID, engine: AsyncEngine) -> None:
    """One hold, in one transaction with the offer to who comes next. Who let an offer pass leaves the list."""
    async with own_transaction(engine) as tx:
        place = await locked_place(booking_id, tx)
        until = place.booking.held_until
        if not place.booking.is_held or until is None or until > tx.now:
            return
        if place.booking.entry_id is not None:
            entry = await tx.locked(WaitingEntry, place.booking.entry_id, or_reject="entry_unknown")
            entry.left_at = entry.left_at or tx.now
        await end(place, "lapsed", tx)


async def live_on(engine: AsyncEngine) -> None:
    """By the moments that organizers stated. Who opened, closed or began a fair by hand before was first. A fair that
    several moments passed by goes through all of them.
    """
    async with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        due = (await connection.scalars(_CHANGING)).all()
    for fair_id in due:
        async with own_transaction(engine) as tx:
            fair = await tx.locked(Fair, fair_id, or_reject="fair_unknown")
            while (status := fair.due_status(tx.now)) is not None:
                was_opened, former = fair.opened_at is not None, fair.status
                fair.state(msgspec.structs.replace(fair.stated, status=status), at=tx.now)
                await tell_fair(fair, former, tx, was_opened=was_opened)


_CHANGING = sa.select(FAIR.c.id).where(
    sa.or_(
        sa.and_(FAIR.c.status == "draft", FAIR.c.opens_at <= sa.func.now(), FAIR.c.ends_at > sa.func.now()),
        sa.and_(FAIR.c.status.in_(("open", "closed")), FAIR.c.starts_at <= sa.func.now()),
        sa.and_(
            FAIR.c.status == "open",
            FAIR.c.closes_at <= sa.func.now(),
            FAIR.c.closes_at.is_distinct_from(FAIR.c.closed_for),
        ),
        sa.and_(FAIR.c.status == "running", FAIR.c.ends_at <= sa.func.now()),
    )
)
