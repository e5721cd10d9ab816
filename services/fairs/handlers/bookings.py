"""Booths: who has which, at which fair."""

from typing import Any, Literal

import sqlalchemy as sa

from services.fairs.claim import Claim, locked_claim
from services.fairs.handlers.waiting import first_in_list, no_longer_waits
from services.fairs.models import ARRANGING, AnyRow, Booking, Booth, Fair, table_of
from services.fairs.telling import booking_ended
from shared.contracts.fairs import BookBooth, BookingConfirmed, BookingEnded, BookingMade, EndBooking
from shared.contracts.values import ActPut
from shared.errors import Rejected
from shared.messaging import Transaction

BOOKING = table_of(Booking)


async def book_booth(command: BookBooth, tx: Transaction) -> BookingMade:
    """Give the booth to the organisation, unless somebody has it. The same booking again changes nothing."""
    if not tx.actor.is_one_of("organizer"):
        tx.actor.must_act_for(command.organisation_id)
    return await book(command, tx)


async def book(wanted: BookBooth, tx: Transaction) -> BookingMade:
    """For whoever may ask. Bookings are read after the booth is locked, never before."""
    claim = await locked_claim(wanted.fair_id, wanted.booth_id, wanted.organisation_id, tx)
    own, holder = await _own_and_holder(wanted, tx)
    if own is not None:
        _must_be_the_same(own, wanted)
        return _made(wanted, claim, "repeated")
    claim.must_hold(by_organizer=tx.actor.is_one_of("organizer"))
    if holder is not None:
        raise Rejected("booth_taken", booth_code=claim.booth_code, may_wait=True)

    await (await tx.session.connection()).execute(_BOOK, _row(wanted, tx))
    if claim.waiting:
        await no_longer_waits(wanted.fair_id, wanted.organisation_id, tx)
    tx.emit(_confirmed(wanted, claim))
    return _made(wanted, claim, "created")


async def end_booking(command: EndBooking, tx: Transaction) -> ActPut:
    """Give the booth back. Ended again, nothing changes."""
    booking = await tx.locked(Booking, command.booking_id, or_reject="booking_unknown")
    if booking.fair_id != command.fair_id:
        raise Rejected("booking_unknown", id=command.booking_id)
    if not tx.actor.is_one_of("organizer"):
        tx.actor.must_act_for(booking.organisation_id)
    if booking.ended_at is not None:
        return ActPut(id=booking.id, outcome="repeated")
    booking.end(at=tx.now)
    tx.emit(await _ended(booking, tx))
    return ActPut(id=booking.id, outcome="created")


_BOOK = BOOKING.insert()
_OWN_AND_HOLDER = sa.select(BOOKING.c.id, BOOKING.c.booth_id, BOOKING.c.organisation_id, BOOKING.c.ended_at).where(
    sa.or_(
        BOOKING.c.id == sa.bindparam("booking"),
        sa.and_(BOOKING.c.booth_id == sa.bindparam("booth"), BOOKING.c.ended_at.is_(None)),
    )
)


async def _own_and_holder(wanted: BookBooth, tx: Transaction) -> tuple[AnyRow | None, AnyRow | None]:
    """The booking that has this id already, else the one that has the booth."""
    connection = await tx.session.connection()
    values = {"booking": wanted.booking_id, "booth": wanted.booth_id}
    found = {row.id: row for row in await connection.execute(_OWN_AND_HOLDER, values)}
    own = found.pop(wanted.booking_id, None)
    return own, next(iter(found.values()), None)


def _must_be_the_same(own: AnyRow, wanted: BookBooth) -> None:
    if (own.booth_id, own.organisation_id, own.ended_at) != (wanted.booth_id, wanted.organisation_id, None):
        raise Rejected("id_reused", id=wanted.booking_id)


def _row(wanted: BookBooth, tx: Transaction) -> dict[str, Any]:
    return {
        "id": wanted.booking_id,
        "fair_id": wanted.fair_id,
        "booth_id": wanted.booth_id,
        "organisation_id": wanted.organisation_id,
        "version": 1,
        "confirmed_at": tx.now,
    }


def _made(wanted: BookBooth, claim: Claim, outcome: Literal["created", "repeated"]) -> BookingMade:
    return BookingMade(
        id=wanted.booking_id, outcome=outcome, booth_id=wanted.booth_id, booth_code=claim.booth_code, version=1
    )


def _confirmed(wanted: BookBooth, claim: Claim) -> BookingConfirmed:
    return BookingConfirmed(
        id=wanted.booking_id,
        version=1,
        fair_id=wanted.fair_id,
        fair_name=claim.fair_name,
        booth_id=wanted.booth_id,
        booth_code=claim.booth_code,
        organisation_id=wanted.organisation_id,
        organisation_name=claim.organisation_name or "",
    )


async def _ended(booking: Booking, tx: Transaction) -> BookingEnded:
    """While the fair is being arranged it names who may take the place now."""
    fair = await tx.found(Fair, booking.fair_id, or_reject="fair_unknown")
    booth = await tx.found(Booth, booking.booth_id, or_reject="booth_unknown")
    following = await first_in_list(fair.id, tx) if fair.status in ARRANGING else None
    return booking_ended(booking, fair.name, booth.code, following=following)
