"""Waiting lists: first come, first served when a booth becomes free."""

from datetime import timedelta
from typing import Literal
from uuid import UUID

import sqlalchemy as sa

from services.fairs.ending import end
from services.fairs.models import ARRANGING, Booking, Fair, Organisation, WaitingEntry, table_of
from services.fairs.places import locked_booths, locked_fair, locked_place
from services.fairs.promotion import offer
from services.fairs.rights import holds, must_hold
from services.fairs.telling_bookings import waiting_list_joined
from shared.contracts.fairs.bookings import BookingMade
from shared.contracts.fairs.waiting import JoinWaitingList, LeaveWaitingList, OfferBooth, PrecedeInWaitingList
from shared.contracts.values import ActPut
from shared.errors import Rejected
from shared.messaging import Transaction

ENTRY, BOOKING = table_of(WaitingEntry), table_of(Booking)


async def join_waiting_list(command: JoinWaitingList, tx: Transaction) -> ActPut:
    """Put a co-op at the end of the list, once for each fair."""
    if not await holds("people", command.fair_id, tx):
        tx.actor.must_act_for(command.organisation_id)
    entry = WaitingEntry(
        id=command.entry_id,
        fair_id=command.fair_id,
        organisation_id=command.organisation_id,
        since=tx.now,
        quantity=command.quantity,
        booth_types=list(dict.fromkeys(command.booth_types)),
    )
    earlier = await tx.session.get(WaitingEntry, command.entry_id)
    if earlier is not None:
        if not earlier.asks_the_same_as(entry):
            raise Rejected("id_reused", id=entry.id)
        return ActPut(id=entry.id, outcome="repeated")
    fair = await tx.found(Fair, command.fair_id, or_reject="fair_unknown")
    fair.must_be_seen_by(staff=tx.actor.is_one_of("organizer"))
    fair.must_be("open")
    organisation = await tx.found(Organisation, command.organisation_id, or_reject="organisation_unknown")
    organisation.must_exhibit()
    tx.add(entry)
    tx.emit(waiting_list_joined(entry, fair.stated.name, organisation.name))
    return ActPut(id=command.entry_id, outcome="created")


async def leave_waiting_list(command: LeaveWaitingList, tx: Transaction) -> ActPut:
    """Give the place up, and with it an offer that is open. Left again, nothing changes."""
    entry = await tx.found(WaitingEntry, command.entry_id, or_reject="entry_unknown")
    if not tx.actor.speaks_for(entry.organisation_id) and not await holds("people", entry.fair_id, tx):
        raise Rejected("entry_unknown", id=command.entry_id)
    open_offer = await _open_offer(entry.id, tx)
    place = await locked_place(open_offer, tx) if open_offer is not None else None
    entry = await tx.locked(WaitingEntry, command.entry_id, or_reject="entry_unknown")
    if entry.left_at is not None:
        return ActPut(id=entry.id, outcome="repeated")
    entry.left_at = tx.now
    if place is not None and place.booking.is_held:
        await end(place, "refused", tx)
    return ActPut(id=entry.id, outcome="created")


async def _open_offer(entry_id: UUID, tx: Transaction) -> UUID | None:
    offered = sa.select(BOOKING.c.id).where(
        BOOKING.c.entry_id == entry_id, BOOKING.c.ended_at.is_(None), BOOKING.c.held_until.is_not(None)
    )
    found: UUID | None = await tx.scalar(offered)
    return found


async def precede_in_waiting_list(command: PrecedeInWaitingList, tx: Transaction) -> ActPut:
    tx.actor.must_be("organizer")
    entry = await tx.locked(WaitingEntry, command.entry_id, or_reject="entry_unknown")
    await must_hold("people", entry.fair_id, tx)
    entry.must_wait()
    outcome = ActPut(id=entry.id, outcome="repeated" if entry.precedence == command.precedence else "created")
    entry.precedence = command.precedence
    return outcome


async def offer_booth(command: OfferBooth, tx: Transaction) -> BookingMade:
    """By hand. The database refuses a second offer for the booth or to the entry, whoever makes it."""
    await must_hold("people", command.fair_id, tx)
    fair = await locked_fair(command.fair_id, tx)
    booth = (await locked_booths([command.booth_id], tx)).get(command.booth_id)
    if booth is None or booth.fair_id != fair.id:
        raise Rejected("booth_unknown", id=command.booth_id)
    booking = await tx.session.get(Booking, command.booking_id)
    outcome: Literal["created", "repeated"] = "created" if booking is None else "repeated"
    if booking is None:
        fair.must_be(*ARRANGING)
        booth.must_be_offered()
        entry = await tx.locked(WaitingEntry, command.entry_id, or_reject="entry_unknown")
        entry.must_wait()
        if entry.fair_id != fair.id:
            raise Rejected("entry_unknown", id=entry.id)
        booking = await offer(command.booking_id, entry, booth, fair, timedelta(minutes=command.minutes), tx)
    elif (booking.booth_id, booking.entry_id, booking.ended_at) != (command.booth_id, command.entry_id, None):
        raise Rejected("id_reused", id=booking.id)
    return BookingMade(
        id=booking.id,
        outcome=outcome,
        booth_id=booth.id,
        booth_code=booth.code,
        version=booking.version,
        held_until=booking.held_until,
    )
