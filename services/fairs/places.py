"""Bookings that are there already, locked with all that they stand on: the fair, then booths by id, then bookings."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from services.fairs.models import Booking, Booth, Fair
from shared.errors import Rejected
from shared.messaging import Transaction


@dataclass(frozen=True)
class Place:
    """The booking's booth is ours alone until the commit; the fair cannot change until then."""

    booking: Booking
    booth: Booth
    fair: Fair


async def locked_place(booking_id: UUID, tx: Transaction) -> Place:
    [place] = await locked_places([booking_id], tx)
    return place


async def locked_places(booking_ids: Sequence[UUID], tx: Transaction, also: Collection[UUID] = ()) -> list[Place]:
    """In the order asked for. `also`: further booths to lock with them.

    When somebody moved meanwhile the locks are let go before others are taken: their order would not hold.
    """
    while True:
        attempt = await tx.session.begin_nested()
        found = [await tx.found(Booking, key, or_reject="booking_unknown") for key in booking_ids]
        fair = await locked_fair(found[0].fair_id, tx)
        booths = await locked_booths({*(booking.booth_id for booking in found), *also}, tx)
        bookings = {key: await tx.locked(Booking, key, or_reject="booking_unknown") for key in sorted(booking_ids)}
        if all(booking.booth_id in booths for booking in bookings.values()):
            await attempt.commit()
            return [Place(bookings[key], booths[bookings[key].booth_id], fair) for key in booking_ids]
        await attempt.rollback()


async def locked_fair(fair_id: UUID, tx: Transaction) -> Fair:
    """Shared: it stays as it is until the commit."""
    shared = select(Fair).where(col(Fair.id) == fair_id).with_for_update(read=True, key_share=True)
    fair = (await tx.session.exec(shared.execution_options(populate_existing=True))).one_or_none()
    if fair is None:
        raise Rejected("fair_unknown", id=fair_id)
    return fair


async def locked_booths(booth_ids: Collection[UUID], tx: Transaction) -> dict[UUID, Booth]:
    """By id, so that two who want the same ones never wait for each other."""
    mine = select(Booth).where(col(Booth.id).in_(booth_ids)).order_by(col(Booth.id)).with_for_update()
    found = await tx.session.exec(mine.execution_options(populate_existing=True))
    return {booth.id: booth for booth in found}
