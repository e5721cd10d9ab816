"""Reading readiness: one listing requirement by requirement, a co-op's listings by their marks."""

import sqlalchemy as sa
from msgspec import convert

from services.listings.cards import LISTING, decode_body
from services.listings.models import Listing
from services.listings.readiness.keeping import READINESS
from services.listings.readiness.rules import readiness, rules_on
from shared.contracts.readiness import FindGaps, GapList, Gaps, GetReadiness, Mark, Market, Readiness
from shared.errors import Rejected
from shared.messaging import Reading


async def get_readiness(query: GetReadiness, reading: Reading) -> Readiness:
    listing = await reading.found(Listing, query.listing_id, or_reject="listing_unknown")
    actor = reading.actor
    seen = listing.status == "published" or actor.speaks_for(listing.organisation_id)
    if not seen and not actor.is_one_of("officer", "auditor", "admin"):
        raise Rejected("listing_unknown", id=query.listing_id)
    return Readiness(markets=readiness(listing.stated, rules_on(reading.today), reading.today))


async def find_gaps(query: FindGaps, reading: Reading) -> GapList:
    if not reading.actor.is_one_of("officer", "auditor", "admin"):
        reading.actor.must_act_for(query.organisation_id)
    own = READINESS.c.organisation_id == query.organisation_id
    page = (
        sa.select(LISTING.c.id, sa.cast(LISTING.c.body, sa.Text).label("body"), READINESS.c.marks)
        .join(LISTING, LISTING.c.id == READINESS.c.listing_id)
        .where(own)
        .order_by(READINESS.c.missing.desc(), LISTING.c.id)
        .limit(query.page_size)
        .offset((query.page - 1) * query.page_size)
    )
    connection = await reading.session.connection()
    total = await connection.scalar(sa.select(sa.func.count()).select_from(READINESS).where(own))
    items = [
        Gaps(listing_id=row.id, names=decode_body(row.body).names, marks=convert(row.marks, dict[Market, Mark]))
        for row in await connection.execute(page)
    ]
    return GapList(items=items, total=total or 0)
