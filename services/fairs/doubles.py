"""Nobody who comes back to the form gets a second badge by it."""

from uuid import UUID

import sqlalchemy as sa

from services.fairs.models import Enrolment, Registration, table_of
from shared.errors import Rejected
from shared.messaging import Reading

REGISTRATION, ENROLMENT = table_of(Registration), table_of(Enrolment)


async def must_be_new(one: Registration, reading: Reading) -> None:
    """Raises `registered_already` with the id of the badge, or of what waits to become one."""
    badge = sa.select(REGISTRATION.c.id).where(_same(REGISTRATION, one))
    queued = sa.select(ENROLMENT.c.id).where(_same(ENROLMENT, one), ENROLMENT.c.status.in_(("asked", "waiting")))
    for earlier, status in ((badge, "admitted"), (queued, "queued")):
        found: UUID | None = await reading.scalar(earlier.limit(1))
        if found is not None:
            raise Rejected("registered_already", id=found, status=status)


def _same(people: sa.FromClause, one: Registration) -> sa.ColumnElement[bool]:
    """By one account, of one name and one house, whatever the capitals."""
    return sa.and_(
        people.c.fair_id == one.fair_id,
        people.c.account_id == one.account_id,
        sa.func.lower(people.c.person_name) == one.person_name.lower(),
        people.c.organisation_id.is_not_distinct_from(one.organisation_id),
        sa.func.lower(people.c.organisation_name) == one.organisation_name.lower(),
    )
