"""Places in sessions."""

from uuid import UUID

import sqlalchemy as sa

from services.fairs.models import Seat, Session, table_of
from shared.messaging import Reading

SEAT, SESSION = table_of(Seat), table_of(Session)


async def taken(session_id: UUID, reading: Reading) -> int:
    return await reading.count(SEAT, SEAT.c.session_id == session_id)


async def elsewhere(registration_id: UUID, session: Session, reading: Reading) -> str | None:
    """The title of another session in which that badge has a place at the same time."""
    other = (
        sa.select(SESSION.c.title)
        .join(SEAT, SEAT.c.session_id == SESSION.c.id)
        .where(
            SEAT.c.registration_id == registration_id,
            SESSION.c.id != session.id,
            SESSION.c.starts_at < session.ends_at,
            SESSION.c.ends_at > session.starts_at,
        )
        .limit(1)
    )
    title: str | None = await reading.scalar(other)
    return title
