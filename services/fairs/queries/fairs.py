"""Reading fairs and their floor plans. Anybody may, drafts only organizers and who reads everything."""

from collections.abc import Mapping, Sequence
from typing import Any, get_args
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from services.fairs.models import AnyRow, Booking, Booth, Fair, Organisation, table_of
from services.fairs.rights import oversees
from shared.contracts.fairs import fair as contract
from shared.contracts.fairs.booths import BoothStatus
from shared.contracts.fairs.fair import BoothCounts, FairBody, FairPage, FindFairs, GetFair
from shared.errors import Rejected
from shared.messaging import Reading

FAIR, BOOTH, BOOKING = table_of(Fair), table_of(Booth), table_of(Booking)
ORGANISATION = table_of(Organisation)
STATUSES = get_args(BoothStatus)
NO_BOOTHS = BoothCounts(free=0, held=0, confirmed=0, blocked=0)
SHOWN_IN_LISTS = 300  # characters of a description

LIVE = sa.and_(BOOKING.c.booth_id == BOOTH.c.id, BOOKING.c.ended_at.is_(None))
BOOTH_STATUS = sa.case(
    (BOOKING.c.held_until.is_not(None), "held"),
    (BOOKING.c.id.is_not(None), "confirmed"),
    (BOOTH.c.blocked, "blocked"),
    else_="free",
)


async def find_fairs(query: FindFairs, reading: Reading) -> FairPage:
    """The latest first."""
    visible = sa.true() if oversees(reading.actor) else FAIR.c.status != "draft"
    page = (
        sa.select(*_columns(_IN_SHORT))
        .where(visible)
        .order_by(FAIR.c.starts_at.desc(), FAIR.c.id)
        .limit(query.page_size)
        .offset((query.page - 1) * query.page_size)
    )
    total = await reading.count(FAIR, visible)
    rows = (await reading.execute(page)).all()
    counts = await booth_counts([row.id for row in rows], reading)
    return FairPage(items=[_fair(row, counts) for row in rows], total=total)


async def get_fair(query: GetFair, reading: Reading) -> contract.Fair:
    row = (await reading.execute(sa.select(*_columns({})).where(FAIR.c.id == query.fair_id))).one_or_none()
    if row is None or (row.status == "draft" and not oversees(reading.actor)):
        raise Rejected("fair_unknown", id=query.fair_id)
    return _fair(row, await booth_counts([row.id], reading))


_IN_SHORT: Mapping[str, sa.ColumnElement[Any]] = {
    "description": sa.func.left(FAIR.c.description, SHOWN_IN_LISTS),
    "descriptions": sa.literal({}, JSONB),
}


def _columns(instead: Mapping[str, sa.ColumnElement[Any]]) -> list[sa.ColumnElement[Any]]:
    stated = [field.name for field in msgspec.structs.fields(FairBody)]
    return [FAIR.c.id, FAIR.c.version, *(instead.get(name, FAIR.c[name]).label(name) for name in stated)]


def _fair(row: AnyRow, counts: dict[UUID, BoothCounts]) -> contract.Fair:
    return contract.Fair(
        id=row.id,
        version=row.version,
        body=msgspec.convert(row, FairBody, from_attributes=True),
        booths=counts.get(row.id, NO_BOOTHS),
    )


async def booth_counts(fair_ids: Sequence[UUID], reading: Reading) -> dict[UUID, BoothCounts]:
    number = sa.func.count()
    statement = (
        sa.select(
            BOOTH.c.fair_id,
            *(number.filter(status == BOOTH_STATUS).label(status) for status in STATUSES),
        )
        .outerjoin(BOOKING, LIVE)
        .where(BOOTH.c.fair_id.in_(fair_ids), BOOTH.c.standing)
        .group_by(BOOTH.c.fair_id)
    )
    rows = await reading.execute(statement)
    return {
        row.fair_id: BoothCounts(free=row.free, held=row.held, confirmed=row.confirmed, blocked=row.blocked)
        for row in rows
    }
