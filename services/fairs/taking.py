"""Taking a free booth: the booking and its line in the audit trail, in one statement that the unique index decides."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from services.fairs.claim import Claim
from services.fairs.models import Booking, BoothChange, table_of
from shared.contracts.fairs.bookings import BookBooth, BookingConfirmed, BookingHeld
from shared.ids import uuid7
from shared.messaging import Transaction

BOOKING, CHANGE = table_of(Booking), table_of(BoothChange)


async def take(wanted: BookBooth, claim: Claim, tx: Transaction, *, until: datetime | None = None) -> bool:
    """Told when it is done. False when somebody has the booth, or the id stands for something already."""
    by_organizer = not tx.actor.speaks_for(wanted.organisation_id)
    values = {
        "booking": wanted.booking_id,
        "fair": wanted.fair_id,
        "booth": wanted.booth_id,
        "organisation": wanted.organisation_id,
        "now": tx.now,
        "until": until,
        "by_organizer": by_organizer,
        "change": uuid7(),
        "kind": "confirmed" if until is None else "held",
        "account": tx.actor.account_id,
        "code": claim.booth_code,
    }
    taken = await tx.scalar(_TAKE, values)
    if taken is not None:
        tx.emit(
            confirmed(wanted, claim, 1) if until is None else _held(wanted, claim, until, by_organizer=by_organizer)
        )
    return taken is not None


def confirmed(wanted: BookBooth, claim: Claim, version: int) -> BookingConfirmed:
    return BookingConfirmed(
        id=wanted.booking_id,
        version=version,
        fair_id=wanted.fair_id,
        fair_name=claim.fair_name,
        booth_id=wanted.booth_id,
        booth_code=claim.booth_code,
        organisation_id=wanted.organisation_id,
        organisation_name=claim.organisation_name or "",
    )


def _held(wanted: BookBooth, claim: Claim, until: datetime, *, by_organizer: bool) -> BookingHeld:
    return BookingHeld(
        id=wanted.booking_id,
        version=1,
        fair_id=wanted.fair_id,
        fair_name=claim.fair_name,
        zone=claim.zone,
        booth_id=wanted.booth_id,
        booth_code=claim.booth_code,
        organisation_id=wanted.organisation_id,
        organisation_name=claim.organisation_name or "",
        until=until,
        offered=False,
        by_organizer=by_organizer,
    )


def _statement() -> sa.Select[tuple[object]]:
    given = sa.bindparam
    booked = (
        insert(BOOKING)
        .values(
            id=given("booking"),
            fair_id=given("fair"),
            booth_id=given("booth"),
            organisation_id=given("organisation"),
            version=1,
            confirmed_at=given("now"),
            held_until=given("until"),
            by_organizer=given("by_organizer"),
            end_reason="",
        )
        .on_conflict_do_nothing()
        .returning(BOOKING.c.id, BOOKING.c.fair_id, BOOKING.c.booth_id, BOOKING.c.organisation_id)
        .cte("booked")
    )
    told = {
        "id": given("change", type_=sa.Uuid),
        "fair_id": booked.c.fair_id,
        "kind": given("kind", type_=sa.Text),
        "at": given("now", type_=CHANGE.c.at.type),
        "account_id": given("account", type_=sa.Uuid),
        "booth_id": booked.c.booth_id,
        "booth_code": given("code", type_=sa.Text),
        "booking_id": booked.c.id,
        "organisation_id": booked.c.organisation_id,
        "note": sa.literal("", sa.Text),
    }
    trail = insert(CHANGE).from_select([*told], sa.select(*told.values())).returning(CHANGE.c.id).cte("trail")
    return sa.select(booked.c.id).add_cte(trail)


_TAKE = _statement()
