"""Whose badge it is: who registered it, and who had one of the same person that was joined to it."""

from uuid import UUID

import sqlalchemy as sa

from services.fairs.models import Enrolment, JoinedBadge, Registration, table_of
from shared.messaging import Reading

JOINED = table_of(JoinedBadge)


def owned_by(account_id: UUID | None, registration: sa.FromClause) -> sa.ColumnElement[bool]:
    joined = sa.select(JOINED.c.registration_id).where(JOINED.c.account_id == account_id)
    return sa.or_(registration.c.account_id == account_id, registration.c.id.in_(joined))


async def owns(registration: Registration | Enrolment, reading: Reading) -> bool:
    mine = reading.actor.account_id
    if registration.account_id == mine:
        return True
    joined = sa.exists().where(JOINED.c.registration_id == registration.id, JOINED.c.account_id == mine)
    return bool(await reading.scalar(sa.select(joined)))
