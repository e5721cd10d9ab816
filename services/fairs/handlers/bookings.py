"""Booths: who has which, at which fair."""

from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

import sqlalchemy as sa

from services.fairs.claim import Claim, locked_claim
from services.fairs.ending import end
from services.fairs.models import AnyRow, Booking, table_of
from services.fairs.places import Place, locked_place
from services.fairs.rights import holds, must_hold
from services.fairs.serving import serve
from services.fairs.taking import confirmed, take
from services.fairs.telling_bookings import booking_ended
from services.fairs.trail import record
from shared.contracts.fairs.bookings import HOLD_MINUTES, BookBooth, BookingMade, EndBooking, EndReason, HoldBooth
from shared.contracts.values import ActPut
from shared.errors import Invalid, Rejected
from shared.messaging import Transaction

BOOKING = table_of(Booking)
MOST_HOLDS = 2
"""That a co-op may have at one fair; organizers keep as many as they like."""


async def book_booth(command: BookBooth, tx: Transaction) -> BookingMade:
    """Give the booth to the organisation, unless somebody has it. The same booking again changes nothing."""
    if not await holds("people", command.fair_id, tx):
        tx.actor.must_act_for(command.organisation_id)
    return await book(command, tx)


async def book(wanted: BookBooth, tx: Transaction) -> BookingMade:
    """For whoever may ask. Bookings are read after the booth is locked, never before."""
    claim = await locked_claim(wanted.fair_id, wanted.booth_id, wanted.organisation_id, tx)
    objection = claim.objection(by_organizer=tx.actor.is_one_of("organizer"))
    if objection is None and await take(wanted, claim, tx):
        return await _served(wanted, claim, tx)
    own, holder = await _own_and_holder(wanted, tx)
    if own is not None:
        _must_be_the_same(own, wanted)
        if own.held_until is None:
            return _made(wanted, claim, "repeated", version=own.version)
        return await _confirm(wanted, claim, tx)
    if objection is not None:
        raise objection
    if holder is None or holder.held_until is None or holder.organisation_id != wanted.organisation_id:
        raise Rejected("booth_taken", booth_code=claim.booth_code, may_wait=True)
    await _replace(holder.id, tx)
    await take(wanted, claim, tx)
    return await _served(wanted, claim, tx)


async def hold_booth(command: HoldBooth, tx: Transaction) -> BookingMade:
    """Keep the booth for the organisation. Unless it is confirmed in time, the schedule releases it."""
    is_organizer = await holds("people", command.fair_id, tx)
    if not is_organizer:
        tx.actor.must_act_for(command.organisation_id)
        if command.minutes > HOLD_MINUTES:
            raise Invalid({"minutes": "out_of_range"})
    wanted = BookBooth(
        booking_id=command.booking_id,
        fair_id=command.fair_id,
        booth_id=command.booth_id,
        organisation_id=command.organisation_id,
    )
    claim = await locked_claim(wanted.fair_id, wanted.booth_id, wanted.organisation_id, tx)
    own, holder = await _own_and_holder(wanted, tx)
    if own is not None:
        _must_be_the_same(own, wanted)
        return _made(wanted, claim, "repeated", version=own.version, until=own.held_until)
    if (objection := claim.objection(by_organizer=is_organizer)) is not None:
        raise objection
    if holder is not None:
        raise Rejected("booth_taken", booth_code=claim.booth_code, may_wait=True)
    if not is_organizer and await _holds(wanted, tx) >= MOST_HOLDS:
        raise Rejected("too_many_holds", most=MOST_HOLDS)
    until = tx.now + timedelta(minutes=command.minutes)
    await take(wanted, claim, tx, until=until)
    return _made(wanted, claim, "created", until=until)


async def end_booking(command: EndBooking, tx: Transaction) -> ActPut:
    """Give the booth back. Ended again, nothing changes."""
    place = await locked_place(command.booking_id, tx)
    booking = place.booking
    if booking.fair_id != command.fair_id:
        raise Rejected("booking_unknown", id=command.booking_id)
    if command.no_show:
        await must_hold("people", booking.fair_id, tx)
    elif not await holds("people", booking.fair_id, tx):
        tx.actor.must_act_for(booking.organisation_id)
    if booking.ended_at is not None:
        return ActPut(id=booking.id, outcome="repeated")
    await end(place, _reason(place, tx, no_show=command.no_show), tx)
    return ActPut(id=booking.id, outcome="created")


def _reason(place: Place, tx: Transaction, *, no_show: bool) -> EndReason:
    if no_show:
        return "no_show"
    if not tx.actor.speaks_for(place.booking.organisation_id):
        return "by_organizer"
    return place.booking.reason_of_its_holder


_OWN_AND_HOLDER = sa.select(
    *(BOOKING.c.id, BOOKING.c.booth_id, BOOKING.c.organisation_id, BOOKING.c.version),
    *(BOOKING.c.held_until, BOOKING.c.ended_at, BOOKING.c.end_reason),
).where(
    sa.or_(
        BOOKING.c.id == sa.bindparam("booking"),
        sa.and_(BOOKING.c.booth_id == sa.bindparam("booth"), BOOKING.c.ended_at.is_(None)),
    )
)


async def _own_and_holder(wanted: BookBooth, tx: Transaction) -> tuple[AnyRow | None, AnyRow | None]:
    """The booking that has this id already, else the one that has the booth."""
    values = {"booking": wanted.booking_id, "booth": wanted.booth_id}
    found = {row.id: row for row in await tx.execute(_OWN_AND_HOLDER, values)}
    own = found.pop(wanted.booking_id, None)
    return own, next(iter(found.values()), None)


def _must_be_the_same(own: AnyRow, wanted: BookBooth) -> None:
    if (own.booth_id, own.organisation_id) != (wanted.booth_id, wanted.organisation_id):
        raise Rejected("id_reused", id=wanted.booking_id)
    if own.ended_at is not None:
        raise Rejected("hold_lapsed" if own.end_reason == "lapsed" else "id_reused", id=wanted.booking_id)


async def _confirm(wanted: BookBooth, claim: Claim, tx: Transaction) -> BookingMade:
    """A hold becomes a booking; what organizers kept for somebody may also be confirmed while the fair is closed."""
    booking = await tx.locked(Booking, wanted.booking_id, or_reject="booking_unknown")
    by_organizer = booking.by_organizer or tx.actor.is_one_of("organizer")
    if (objection := claim.objection(by_organizer=by_organizer, kept=booking.by_organizer)) is not None:
        raise objection
    place = await locked_place(booking.id, tx)
    booking.confirm(at=tx.now)
    record("confirmed", place.booth, tx, booking=booking)
    tx.emit(confirmed(wanted, claim, booking.version))
    return await _served(wanted, claim, tx, version=booking.version)


async def _replace(holding_id: UUID, tx: Transaction) -> None:
    """The holder takes the booth by another booking."""
    place = await locked_place(holding_id, tx)
    place.booking.end("replaced", at=tx.now)
    record("ended", place.booth, tx, booking=place.booking, note="replaced")
    tx.emit(booking_ended(place.booking, place.fair.name, place.booth.code, following=None))
    await tx.session.flush()


async def _holds(wanted: BookBooth, tx: Transaction) -> int:
    mine = sa.select(sa.func.count()).where(
        BOOKING.c.fair_id == wanted.fair_id,
        BOOKING.c.organisation_id == wanted.organisation_id,
        BOOKING.c.ended_at.is_(None),
        BOOKING.c.held_until.is_not(None),
        ~BOOKING.c.by_organizer,
    )
    return await tx.scalar(mine) or 0


async def _served(wanted: BookBooth, claim: Claim, tx: Transaction, *, version: int = 1) -> BookingMade:
    if claim.waiting:
        await serve(wanted.fair_id, wanted.organisation_id, tx)
    return _made(wanted, claim, "created", version=version)


def _made(
    wanted: BookBooth,
    claim: Claim,
    outcome: Literal["created", "repeated"],
    *,
    version: int = 1,
    until: datetime | None = None,
) -> BookingMade:
    return BookingMade(
        id=wanted.booking_id,
        outcome=outcome,
        booth_id=wanted.booth_id,
        booth_code=claim.booth_code,
        version=version,
        held_until=until,
    )
