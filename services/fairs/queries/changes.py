"""Reading the audit trail of booths."""

import sqlalchemy as sa

from services.fairs.models import BoothChange, Organisation, table_of
from shared.contracts.fairs.changes import Change, ChangePage, FindChanges
from shared.contracts.fairs.team import OVERSEERS
from shared.contracts.values import Named
from shared.messaging import Reading

CHANGE, ORGANISATION = table_of(BoothChange), table_of(Organisation)


async def find_changes(query: FindChanges, reading: Reading) -> ChangePage:
    """The latest first."""
    reading.actor.must_be(*OVERSEERS)
    wanted = CHANGE.c.fair_id == query.fair_id
    if query.booth_id is not None:
        wanted = sa.and_(wanted, CHANGE.c.booth_id == query.booth_id)
    page = (
        sa.select(CHANGE, ORGANISATION.c.name)
        .outerjoin(ORGANISATION, ORGANISATION.c.id == CHANGE.c.organisation_id)
        .where(wanted)
        .order_by(CHANGE.c.at.desc(), CHANGE.c.id.desc())
        .limit(query.page_size)
        .offset((query.page - 1) * query.page_size)
    )
    total = await reading.count(CHANGE, wanted)
    items = [
        Change(
            id=row.id,
            kind=row.kind,
            at=row.at,
            account_id=row.account_id,
            booth_id=row.booth_id,
            booth_code=row.booth_code,
            booking_id=row.booking_id,
            organisation=None if row.organisation_id is None else Named(id=row.organisation_id, name=row.name or ""),
            note=row.note,
        )
        for row in await reading.execute(page)
    ]
    return ChangePage(items=items, total=total)
