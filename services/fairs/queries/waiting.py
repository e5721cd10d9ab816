"""Reading waiting lists."""

import sqlalchemy as sa

from services.fairs.models import AnyRow, Booking, Booth, Organisation, WaitingEntry, table_of
from services.fairs.promotion import ORDER
from services.fairs.queries.exhibitors import must_read_of
from shared.contracts.fairs import waiting as contract
from shared.contracts.fairs.waiting import GetWaitingList, Offer, WaitingList
from shared.contracts.values import Named
from shared.messaging import Reading

BOOTH, BOOKING = table_of(Booth), table_of(Booking)
ORGANISATION, ENTRY = table_of(Organisation), table_of(WaitingEntry)


async def get_waiting_list(query: GetWaitingList, reading: Reading) -> WaitingList:
    """In its order. Ranks count everybody, also those whom the reader may not see."""
    must_read_of(query.organisation_id, reading)
    rank = sa.func.row_number().over(order_by=ORDER)
    ranked = (
        sa.select(ENTRY, rank.label("rank"))
        .where(ENTRY.c.fair_id == query.fair_id, ENTRY.c.left_at.is_(None))
        .subquery()
    )
    is_open = sa.and_(
        BOOKING.c.entry_id == ranked.c.id, BOOKING.c.ended_at.is_(None), BOOKING.c.held_until.is_not(None)
    )
    statement = (
        sa.select(ranked, ORGANISATION.c.name, BOOKING.c.id.label("offer_id"), BOOKING.c.held_until, BOOTH.c.code)
        .join(ORGANISATION, ORGANISATION.c.id == ranked.c.organisation_id)
        .outerjoin(BOOKING, is_open)
        .outerjoin(BOOTH, BOOTH.c.id == BOOKING.c.booth_id)
        .order_by(ranked.c.rank)
    )
    if query.organisation_id is not None:
        statement = statement.where(ranked.c.organisation_id == query.organisation_id)
    items = [_entry(row) for row in await reading.execute(statement)]
    return WaitingList(items=items, total=len(items))


def _entry(row: AnyRow) -> contract.WaitingEntry:
    return contract.WaitingEntry(
        id=row.id,
        rank=row.rank,
        organisation=Named(id=row.organisation_id, name=row.name),
        since=row.since,
        quantity=row.quantity,
        got=row.got,
        booth_types=row.booth_types,
        precedence=row.precedence,
        offer=None
        if row.offer_id is None
        else Offer(booking_id=row.offer_id, booth_code=row.code, until=row.held_until),
    )
