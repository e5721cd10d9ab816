"""Booths that organizers keep out of the market."""

import sqlalchemy as sa

from services.fairs.models import Booking, Booth, table_of
from services.fairs.telling import booth_blocked
from shared.contracts.fairs import BlockBooth
from shared.contracts.values import ActPut
from shared.errors import Rejected
from shared.messaging import Transaction

BOOKING = table_of(Booking)


async def block_booth(command: BlockBooth, tx: Transaction) -> ActPut:
    """Keep a free booth back, or give it to the market again."""
    tx.actor.must_be("organizer")
    booth = await tx.locked(Booth, command.booth_id, or_reject="booth_unknown")
    booth.must_stand()
    if booth.blocked == command.blocked:
        return ActPut(id=booth.id, outcome="repeated")
    if command.blocked and await _is_booked(booth, tx):
        raise Rejected("booth_taken", booth_code=booth.code, may_wait=False)
    booth.blocked = command.blocked
    booth.version += 1
    tx.emit(booth_blocked(booth))
    return ActPut(id=booth.id, outcome="created")


async def _is_booked(booth: Booth, tx: Transaction) -> bool:
    live = sa.exists().where(BOOKING.c.booth_id == booth.id, BOOKING.c.ended_at.is_(None))
    return bool(await (await tx.session.connection()).scalar(sa.select(live)))
