"""From the waiting list to a booth: who is next, and the offer. Once, whether the schedule, a person or both want it.

An offer is a hold for an entry of the list, so nobody else can take the booth meanwhile, and the database knows of no
second one for the same booth or the same entry.
"""

from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from services.fairs.models import (
    ARRANGING,
    Application,
    Booking,
    Booth,
    Fair,
    Organisation,
    WaitingEntry,
    table_of,
)
from services.fairs.telling_bookings import booking_held
from services.fairs.trail import record
from shared.ids import uuid7
from shared.messaging import Transaction

ENTRY, BOOKING, APPLICATION = table_of(WaitingEntry), table_of(Booking), table_of(Application)
ORGANISATION = table_of(Organisation)
LEAST = timedelta(hours=1)
"""For an answer. An offer that was to last longer ends when the fair begins: then no booth is to stand empty."""
ORDER = (ENTRY.c.precedence.desc(), ENTRY.c.position)


async def tells_next(fair: Fair, tx: Transaction) -> UUID | None:
    """Whom a fair that offers nothing by itself tells of a free booth."""
    if fair.promotion == "automatic" or fair.status not in ARRANGING:
        return None
    first = sa.select(ENTRY.c.organisation_id).where(_waits_at(fair.id)).order_by(*ORDER).limit(1)
    found: UUID | None = await tx.scalar(first)
    return found


async def offer_to_next(fair: Fair, booth: Booth, tx: Transaction) -> None:
    """The booth is locked and free. Nobody is passed over: who comes first and may have it gets the offer."""
    if fair.promotion != "automatic" or fair.status not in ARRANGING or booth.blocked or not booth.standing:
        return
    await tx.execute(_TURN, {"waiting_list": str(fair.id)})
    candidate = (
        select(WaitingEntry)
        .join(Organisation, col(Organisation.id) == col(WaitingEntry.organisation_id))
        .where(_may_have(fair, booth))
        .order_by(*ORDER)
        .limit(1)
        .with_for_update(of=ENTRY)
    )
    entry = (await tx.session.exec(candidate)).first()
    if entry is not None:
        await offer(uuid7(), entry, booth, fair, timedelta(hours=fair.offer_hours), tx)


async def offer(
    booking_id: UUID, entry: WaitingEntry, booth: Booth, fair: Fair, lasting: timedelta, tx: Transaction
) -> Booking:
    organisation = await tx.found(Organisation, entry.organisation_id, or_reject="organisation_unknown")
    until = min(tx.now + lasting, max(fair.starts_at, tx.now + LEAST))
    booking = Booking(
        id=booking_id,
        fair_id=fair.id,
        booth_id=booth.id,
        organisation_id=entry.organisation_id,
        confirmed_at=tx.now,
        held_until=until,
        by_organizer=True,
        entry_id=entry.id,
    )
    tx.add(booking)
    record("offered", booth, tx, booking=booking)
    await tx.session.flush()
    tx.emit(booking_held(booking, fair.name, fair.zone, booth.code, organisation.name, until))
    return booking


_TURN = sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtextextended(sa.bindparam("waiting_list"), 0)))
"""One promotion at a time in each list: two at once would both see the same first entry, and one would fail."""


def _waits_at(fair_id: UUID) -> sa.ColumnElement[bool]:
    return sa.and_(ENTRY.c.fair_id == fair_id, ENTRY.c.left_at.is_(None))


def _may_have(fair: Fair, booth: Booth) -> sa.ColumnElement[bool]:
    """Verified still, wants this type, has no offer open, and was not offered this very booth before."""
    offers = sa.select(BOOKING.c.id).where(BOOKING.c.entry_id == ENTRY.c.id)
    is_open = sa.and_(BOOKING.c.ended_at.is_(None), BOOKING.c.held_until.is_not(None))
    rules = [
        _waits_at(fair.id),
        ORGANISATION.c.status == "verified",
        sa.or_(
            sa.func.cardinality(ENTRY.c.booth_types) == 0, sa.literal(booth.booth_type) == sa.any_(ENTRY.c.booth_types)
        ),
        ~offers.where(sa.or_(is_open, BOOKING.c.booth_id == booth.id)).exists(),
    ]
    if fair.booking == "approval":
        accepted = sa.select(APPLICATION.c.id).where(
            APPLICATION.c.fair_id == fair.id,
            APPLICATION.c.organisation_id == ENTRY.c.organisation_id,
            APPLICATION.c.status.in_(["accepted", "waitlisted"]),
        )
        rules.append(accepted.exists())
    return sa.and_(*rules)
