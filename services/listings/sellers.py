"""What a co-op shows to everybody, and what it takes home of its own."""

import sqlalchemy as sa

from services.listings.access import must_read_all_of
from services.listings.cards import LISTING, ORGANISATION, card_columns, card_of, decode_body
from shared.contracts.importing import ExportedListing, ExportedListings, ExportListings
from shared.contracts.listings import GetSellerPage, SellerPage
from shared.contracts.values import Named
from shared.errors import Rejected
from shared.messaging import Reading

EXPORTED = 50
"""Listings at once: with descriptions in five languages they stay below the bus's mebibyte."""


async def get_seller_page(query: GetSellerPage, reading: Reading) -> SellerPage:
    seller = (await reading.execute(sa.select(ORGANISATION).where(ORGANISATION.c.id == query.organisation_id))).first()
    if seller is None or seller.kind != "coop" or seller.status != "verified":
        raise Rejected("organisation_unknown", id=query.organisation_id)
    shown = sa.and_(LISTING.c.organisation_id == query.organisation_id, LISTING.c.status == "published")
    page = (
        card_columns()
        .where(shown)
        .order_by(LISTING.c.updated_at.desc(), LISTING.c.id)
        .limit(query.page_size)
        .offset((query.page - 1) * query.page_size)
    )
    total = await reading.count(LISTING, shown)
    return SellerPage(
        organisation=Named(id=seller.id, name=seller.name),
        province=seller.province,
        items=[card_of(row, reading) for row in await reading.execute(page)],
        total=total,
    )


async def export_listings(query: ExportListings, reading: Reading) -> ExportedListings:
    must_read_all_of(query.organisation_id, reading.actor)
    own = LISTING.c.organisation_id == query.organisation_id
    after = own if query.after is None else sa.and_(own, LISTING.c.id > query.after)
    body = sa.cast(LISTING.c.body, sa.Text).label("body")
    page = sa.select(LISTING.c.id, LISTING.c.version, LISTING.c.status, body).where(after)
    rows = (await reading.execute(page.order_by(LISTING.c.id).limit(EXPORTED))).all()
    items = [
        ExportedListing(id=row.id, version=row.version, status=row.status, body=decode_body(row.body)) for row in rows
    ]
    return ExportedListings(items=items, after=rows[-1].id if len(rows) == EXPORTED else None)
