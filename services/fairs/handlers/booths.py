"""Booths that organizers keep out of the market."""

import sqlalchemy as sa

from services.fairs.models import Booking, Booth, table_of
from services.fairs.places import locked_booths, locked_fair
from services.fairs.promotion import offer_to_next
from services.fairs.rights import must_hold
from services.fairs.telling import booth_blocked
from services.fairs.trail import record
from shared.contracts.fairs.booths import BlockBooth
from shared.contracts.values import ActPut
from shared.errors import Rejected
from shared.messaging import Transaction

BOOKING = table_of(Booking)


async def block_booth(command: BlockBooth, tx: Transaction) -> ActPut:
    """Keep a free booth back, or give it to the market again."""
    tx.actor.must_be("organizer")
    booth = await tx.found(Booth, command.booth_id, or_reject="booth_unknown")
    await must_hold("plan", booth.fair_id, tx)
    fair = await locked_fair(booth.fair_id, tx)
    await locked_booths([booth.id], tx)
    booth.must_stand()
    if booth.blocked == command.blocked:
        return ActPut(id=booth.id, outcome="repeated")
    if command.blocked and await _is_booked(booth, tx):
        raise Rejected("booth_taken", booth_code=booth.code, may_wait=False)
    booth.blocked = command.blocked
    booth.version += 1
    record("blocked" if booth.blocked else "released", booth, tx)
    await tx.session.flush()
    tx.emit(booth_blocked(booth))
    await offer_to_next(fair, booth, tx)
    return ActPut(id=booth.id, outcome="created")


async def _is_booked(booth: Booth, tx: Transaction) -> bool:
    live = sa.exists().where(BOOKING.c.booth_id == booth.id, BOOKING.c.ended_at.is_(None))
    return bool(await tx.scalar(sa.select(live)))
