"""The end of a booking or a hold, and to whom its booth goes next: one transaction."""

from services.fairs.places import Place
from services.fairs.promotion import offer_to_next, tells_next
from services.fairs.telling_bookings import booking_ended
from services.fairs.trail import record
from shared.contracts.fairs.bookings import EndReason
from shared.messaging import Transaction


async def end(place: Place, reason: EndReason, tx: Transaction) -> None:
    """The first in the waiting list is told of it, or gets the booth offered, as the fair wants."""
    place.booking.end(reason, at=tx.now)
    record("ended", place.booth, tx, booking=place.booking, note=reason)
    await tx.session.flush()
    following = await tells_next(place.fair, tx)
    tx.emit(booking_ended(place.booking, place.fair.name, place.booth.code, following=following))
    await offer_to_next(place.fair, place.booth, tx)
