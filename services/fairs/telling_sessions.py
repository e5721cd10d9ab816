"""What the others learn of a session, and those who have a place in it."""

from uuid import UUID

import sqlalchemy as sa

from services.fairs.groups import PART
from services.fairs.models import ARRANGING, Fair, Registration, Seat, Session, table_of
from services.fairs.seats import taken
from shared.contracts.fairs.agenda import SeatsMoved, SessionBody, SessionChanged
from shared.messaging import Reading, Transaction

REGISTRATION, SEAT = table_of(Registration), table_of(Seat)


async def tell_session(session: Session, tx: Transaction) -> None:
    await tx.session.flush()
    session.told += 1
    tx.emit(
        SessionChanged(
            id=session.id,
            version=session.told,
            fair_id=session.fair_id,
            title=session.title,
            starts_at=session.starts_at,
            removed=session.removed,
            taken=await taken(session.id, tx),
        )
    )


def is_elsewhere(former: SessionBody, body: SessionBody) -> bool:
    return (former.starts_at, former.ends_at, former.place) != (body.starts_at, body.ends_at, body.place)


async def tell_holders(session: Session, fair: Fair, tx: Transaction) -> None:
    """Of a session that is still to come, to the accounts that took its places. Each event has a version of its own."""
    if session.ends_at <= tx.now or fair.status not in ARRANGING:
        return
    ids = await _holders(session.id, tx)
    for start in range(0, len(ids), PART):
        session.told += 1
        tx.emit(
            SeatsMoved(
                id=session.id,
                version=session.told,
                fair_id=fair.id,
                fair_name=fair.name,
                title=session.title,
                starts_at=session.starts_at,
                ends_at=session.ends_at,
                zone=fair.zone,
                place=session.place,
                removed=session.removed,
                account_ids=ids[start : start + PART],
            )
        )


async def _holders(session_id: UUID, reading: Reading) -> list[UUID]:
    """Who walked in has no account: the row names the gate's."""
    found = (
        sa.select(REGISTRATION.c.account_id)
        .join(SEAT, SEAT.c.registration_id == REGISTRATION.c.id)
        .where(SEAT.c.session_id == session_id, REGISTRATION.c.walked_in.is_(False))
        .distinct()
    )
    return sorted((await reading.execute(found)).scalars())
