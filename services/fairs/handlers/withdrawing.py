"""A co-op that applied does not come: what it had at the fair is free for others."""

import sqlalchemy as sa

from services.fairs.ending import end
from services.fairs.models import Application, Booking, Fair, Organisation, WaitingEntry, table_of
from services.fairs.places import Place, locked_places
from services.fairs.telling import application_withdrawn
from shared.contracts.fairs.applications import WithdrawApplication
from shared.contracts.message import Done
from shared.errors import Rejected
from shared.messaging import Transaction

BOOKING, ENTRY = table_of(Booking), table_of(WaitingEntry)


async def withdraw_application(command: WithdrawApplication, tx: Transaction) -> Done:
    """Who waits no more is not offered one of its own booths."""
    application = await tx.locked(Application, command.application_id, or_reject="application_unknown")
    if not tx.actor.speaks_for(application.organisation_id):
        raise Rejected("application_unknown", id=application.id)
    if application.status == "withdrawn":
        return Done()
    fair = await tx.found(Fair, application.fair_id, or_reject="fair_unknown")
    fair.must_be("open", "closed")
    organisation = await tx.found(Organisation, application.organisation_id, or_reject="organisation_unknown")
    application.withdraw()
    places = await _places(application, tx)
    left = sa.and_(_of(application, ENTRY), ENTRY.c.left_at.is_(None))
    await tx.execute(sa.update(ENTRY).where(left).values(left_at=tx.now))
    for place in places:
        await end(place, place.booking.reason_of_its_holder, tx)
    codes = sorted(place.booth.code for place in places)
    tx.emit(application_withdrawn(application, fair.name, organisation.name, codes))
    return Done()


async def _places(application: Application, tx: Transaction) -> list[Place]:
    """Its bookings and what is kept for it or offered, locked."""
    live = sa.select(BOOKING.c.id).where(_of(application, BOOKING), BOOKING.c.ended_at.is_(None))
    ids = [row.id for row in await tx.execute(live.order_by(BOOKING.c.id))]
    places = await locked_places(ids, tx) if ids else []
    return [place for place in places if place.booking.ended_at is None]


def _of(application: Application, table: sa.Table) -> sa.ColumnElement[bool]:
    return sa.and_(table.c.fair_id == application.fair_id, table.c.organisation_id == application.organisation_id)
