"""Who is meant by a name that people write."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa

from services.fairs.models import Organisation, Registration, table_of
from shared.contracts.values import Named
from shared.messaging import Reading

ORGANISATION, REGISTRATION = table_of(Organisation), table_of(Registration)


def organisation_shown(badge: sa.FromClause) -> sa.Label[str]:
    """As it was given, else the organisation's own name."""
    given = sa.func.nullif(badge.c.organisation_name, "")
    return sa.func.coalesce(given, ORGANISATION.c.name, "").label("organisation_name")


async def coops_named(names: Sequence[str], reading: Reading) -> list[Named]:
    """Verified co-ops of exactly these names, whatever the capitals. Names that several bear are left out: nobody
    could say which is meant.
    """
    called = sa.func.lower(ORGANISATION.c.name)
    statement = sa.select(ORGANISATION.c.id, ORGANISATION.c.name).where(
        called.in_({name.lower() for name in names}),
        ORGANISATION.c.kind == "coop",
        ORGANISATION.c.status == "verified",
    )
    rows = (await reading.execute(statement)).all()
    times = Counter(row.name.lower() for row in rows)
    return [Named(id=row.id, name=row.name) for row in rows if times[row.name.lower()] == 1]


async def namesakes(people: Sequence[Registration], fair_id: UUID, reading: Reading) -> set[UUID]:
    """Those of `people` who share name and organisation with another badge of the fair."""
    same = ("name_folded", "organisation_id", "organisation_name")
    statement = sa.select(REGISTRATION.c.id, *(REGISTRATION.c[column] for column in same)).where(
        REGISTRATION.c.fair_id == fair_id,
        REGISTRATION.c.name_folded.in_({one.name_folded for one in people}),
    )
    rows = (await reading.execute(statement)).all()
    named = {(row.name_folded, row.organisation_id, row.organisation_name.lower()): row.id for row in rows}
    return {
        one.id
        for one in people
        if named.get((one.name_folded, one.organisation_id, one.organisation_name.lower()), one.id) != one.id
    }
