"""A booth that is kept for somebody: letters lead here, to the two answers to it."""

import asyncio
from uuid import UUID

from litestar import Response, get

from shared.contracts.fairs.bookings import Booking, FindBookings
from shared.contracts.fairs.fair import GetFair
from shared.contracts.fairs.fees import Quote, QuoteBooth
from shared.errors import Rejected
from web.visitor import Person


@get("/{lang:str}/fairs/{fair_id:uuid}/bookings/{booking_id:uuid}/answer")
async def show(person: Person, fair_id: UUID, booking_id: UUID) -> Response[bytes]:
    """Also when it is over, or taken: letters are read late."""
    person.must_be_signed_in()
    own = FindBookings(organisation_id=person.organisation_id, fair_id=fair_id, with_ended=True)
    fair, found = await asyncio.gather(person.ask(GetFair(fair_id=fair_id)), person.ask(own))
    booking = next((one for one in found.items if one.id == booking_id), None)
    if booking is None:
        raise Rejected("booking_unknown", id=booking_id)
    return await person.page("fairs/offer.html", fair=fair, booking=booking, quote=await _quote(person, booking))


async def _quote(person: Person, booking: Booking) -> Quote | None:
    """What the booth costs whom it is kept for."""
    if booking.held_until is None or booking.ended_at is not None:
        return None
    return await person.ask(
        QuoteBooth(fair_id=booking.fair.id, booth_id=booking.booth_id, organisation_id=booking.organisation.id)
    )


HANDLERS = (show,)
