"""Organizers move exhibitors about: to another booth, into each other's, or another exhibitor in."""

from uuid import UUID

from services.fairs.models import ARRANGING, Organisation
from services.fairs.places import Place, locked_booths, locked_place, locked_places
from services.fairs.promotion import offer_to_next
from services.fairs.rights import must_hold
from services.fairs.telling_bookings import booking_moved, booking_transferred
from services.fairs.trail import record, was_done
from shared.contracts.fairs.bookings import MoveBooking, SwapBookings, TransferBooking
from shared.contracts.values import ActPut
from shared.errors import Rejected
from shared.messaging import Transaction


async def move_booking(command: MoveBooking, tx: Transaction) -> ActPut:
    """The booth that becomes free goes to who waits, as always."""
    tx.actor.must_be("organizer")
    if await was_done(command.change_id, "moved", command.booking_id, tx):
        return ActPut(id=command.change_id, outcome="repeated")
    [place] = await locked_places([command.booking_id], tx, also=[command.booth_id])
    await must_hold("plan", place.fair.id, tx)
    _must_be_arranged(place)
    target = (await locked_booths([command.booth_id], tx)).get(command.booth_id)
    if target is None or target.fair_id != place.fair.id:
        raise Rejected("booth_unknown", id=command.booth_id)
    target.must_be_offered()
    organisation = await tx.found(Organisation, place.booking.organisation_id, or_reject="organisation_unknown")
    place.booking.booth_id = target.id
    place.booking.version += 1
    record("moved", target, tx, booking=place.booking, change_id=command.change_id, note=place.booth.code)
    await tx.session.flush()
    tx.emit(booking_moved(place.booking, place.fair.name, target, place.booth, organisation.name))
    await offer_to_next(place.fair, place.booth, tx)
    return ActPut(id=command.change_id, outcome="created")


async def swap_bookings(command: SwapBookings, tx: Transaction) -> ActPut:
    tx.actor.must_be("organizer")
    if await was_done(command.change_id, "swapped", command.booking_id, tx):
        return ActPut(id=command.change_id, outcome="repeated")
    if command.booking_id == command.other_booking_id:
        raise Rejected("booking_unknown", id=command.other_booking_id)
    one, other = await locked_places([command.booking_id, command.other_booking_id], tx)
    await must_hold("plan", one.fair.id, tx)
    if one.fair.id != other.booking.fair_id:
        raise Rejected("booking_unknown", id=other.booking.id)
    for place in (one, other):
        _must_be_arranged(place)
    one.booking.ended_at = tx.now  # the index knows one live booking a booth, and looks at each row by itself
    await tx.session.flush()
    other.booking.booth_id = one.booth.id
    await tx.session.flush()
    one.booking.booth_id, one.booking.ended_at = other.booth.id, None
    await _tell_of_swap(one, other, command.change_id, tx)
    await _tell_of_swap(other, one, None, tx)
    return ActPut(id=command.change_id, outcome="created")


async def _tell_of_swap(place: Place, former_of: Place, change_id: UUID | None, tx: Transaction) -> None:
    """`place.booking` stands in the other's booth now."""
    organisation = await tx.found(Organisation, place.booking.organisation_id, or_reject="organisation_unknown")
    place.booking.version += 1
    record("swapped", former_of.booth, tx, booking=place.booking, change_id=change_id, note=place.booth.code)
    tx.emit(booking_moved(place.booking, place.fair.name, former_of.booth, place.booth, organisation.name))


async def transfer_booking(command: TransferBooking, tx: Transaction) -> ActPut:
    tx.actor.must_be("organizer")
    if await was_done(command.change_id, "transferred", command.booking_id, tx):
        return ActPut(id=command.change_id, outcome="repeated")
    place = await locked_place(command.booking_id, tx)
    await must_hold("people", place.fair.id, tx)
    _must_be_arranged(place)
    booking = place.booking
    former = await tx.found(Organisation, booking.organisation_id, or_reject="organisation_unknown")
    organisation = await tx.found(Organisation, command.organisation_id, or_reject="organisation_unknown")
    organisation.must_exhibit()
    booking.organisation_id = organisation.id
    booking.version += 1
    record("transferred", place.booth, tx, booking=booking, change_id=command.change_id, note=former.name)
    tx.emit(booking_transferred(booking, place.fair.name, place.booth.code, organisation.name, former.id))
    return ActPut(id=command.change_id, outcome="created")


def _must_be_arranged(place: Place) -> None:
    """A booking that stands, at a fair that is not over."""
    place.fair.must_be(*ARRANGING)
    place.booking.must_be_live()
    if place.booking.is_held:
        raise Rejected("not_confirmed", id=place.booking.id)
