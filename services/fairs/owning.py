"""Whose badge it is: who registered it, and who had one of the same person that was joined to it."""

from uuid import UUID

import sqlalchemy as sa

from services.fairs.models import Enrolment, JoinedBadge, Registration, table_of
from shared.messaging import Reading

JOINED, MADE = table_of(JoinedBadge), table_of(Registration).alias("made")


def owned_by(account_id: UUID | None, registration: sa.FromClause) -> sa.ColumnElement[bool]:
    """By two indexes; an OR would read all badges of the fair."""
    registered = sa.select(MADE.c.id).where(MADE.c.account_id == account_id)
    joined = sa.select(JOINED.c.registration_id).where(JOINED.c.account_id == account_id)
    return registration.c.id.in_(sa.union_all(registered, joined))


async def owns(registration: Registration | Enrolment, reading: Reading) -> bool:
    mine = reading.actor.account_id
    if registration.account_id == mine:
        return True
    joined = sa.exists().where(JOINED.c.registration_id == registration.id, JOINED.c.account_id == mine)
    return bool(await reading.scalar(sa.select(joined)))
