"""Reading what a listing can supply, and has promised, in the months to come."""

from decimal import Decimal

import sqlalchemy as sa

from services.listings.access import reads_all_of
from services.listings.cards import LISTING, decode_body
from services.listings.promises import MONTH, capacity_in
from shared.contracts.capacity import GetCapacity, ListingCapacity, MonthCapacity
from shared.errors import Rejected
from shared.messaging import Reading
from shared.months import month_of, months_from

SHOWN = 12


async def get_capacity(query: GetCapacity, reading: Reading) -> ListingCapacity:
    listing = (await reading.execute(_BODY, {"listing": query.listing_id})).one_or_none()
    if listing is None or not (listing.status == "published" or reads_all_of(listing.organisation_id, reading.actor)):
        raise Rejected("listing_unknown", id=query.listing_id)
    body = decode_body(listing.body)
    if body.capacity is None:
        return ListingCapacity(unit=None, months=[])
    first = month_of(reading.today)
    kept = {row.month: row for row in await reading.execute(_KEPT, {"listing": query.listing_id, "first": first})}
    months = []
    for month in months_from(first, SHOWN):
        promised = kept[month].promised if month in kept else Decimal(0)
        months.append(MonthCapacity(month=month, capacity=capacity_in(body, month) or Decimal(0), promised=promised))
    return ListingCapacity(unit=body.capacity.unit, months=months)


_BODY = sa.select(LISTING.c.status, LISTING.c.organisation_id, sa.cast(LISTING.c.body, sa.Text).label("body")).where(
    LISTING.c.id == sa.bindparam("listing", type_=sa.Uuid)
)
_KEPT = sa.select(MONTH.c.month, MONTH.c.promised).where(
    MONTH.c.listing_id == sa.bindparam("listing", type_=sa.Uuid), MONTH.c.month >= sa.bindparam("first", type_=sa.Text)
)
