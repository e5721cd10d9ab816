"""Reading one listing, a co-op's own listings, and cards by id. The catalogue's search is in `search.py`."""

from uuid import UUID

import sqlalchemy as sa

from services.listings.cards import (
    LISTING,
    ORGANISATION,
    PHOTO,
    PICTURE,
    card_columns,
    card_of,
    cards_by_id,
    decode_body,
)
from shared.contracts import listings as contract
from shared.contracts.listings import FindOwnListings, GetCards, GetListing, OwnListings
from shared.contracts.values import Named
from shared.errors import Rejected
from shared.messaging import Reading
from shared.ocop import valid_stars


async def get_listing(query: GetListing, reading: Reading) -> contract.Listing:
    connection = await reading.session.connection()
    statement = (
        sa.select(LISTING, sa.cast(LISTING.c.body, sa.Text).label("json"), ORGANISATION.c.name, ORGANISATION.c.province)
        .join(ORGANISATION, ORGANISATION.c.id == LISTING.c.organisation_id)
        .where(LISTING.c.id == query.listing_id)
    )
    row = (await connection.execute(statement)).one_or_none()
    if row is None or not _may_see(row.status, row.organisation_id, reading):
        raise Rejected("listing_unknown", id=query.listing_id)
    body = decode_body(row.json)
    return contract.Listing(
        id=row.id,
        version=row.version,
        status=row.status,
        organisation=Named(id=row.organisation_id, name=row.name),
        province=row.province,
        body=body,
        stars=valid_stars(body.ocop, reading.now.date()),
        photos=await _photos(row.id, reading),
        updated_at=row.updated_at,
    )


def _may_see(status: str, organisation_id: UUID, reading: Reading) -> bool:
    actor = reading.actor
    return status == "published" or actor.speaks_for(organisation_id) or actor.is_one_of("officer", "auditor", "admin")


async def _photos(listing_id: UUID, reading: Reading) -> list[contract.Photo]:
    statement = (
        sa.select(PICTURE.c.id, PICTURE.c.width, PICTURE.c.height, PHOTO.c.alt)
        .join(PICTURE, PICTURE.c.id == PHOTO.c.picture_id)
        .where(PHOTO.c.listing_id == listing_id)
        .order_by(PHOTO.c.position)
    )
    rows = await (await reading.session.connection()).execute(statement)
    return [contract.Photo(id=row.id, width=row.width, height=row.height, alt=row.alt) for row in rows]


async def find_own_listings(query: FindOwnListings, reading: Reading) -> OwnListings:
    """A co-op's listings in every state, the last touched first."""
    if not reading.actor.is_one_of("officer", "auditor", "admin"):
        reading.actor.must_act_for(query.organisation_id)
    own = LISTING.c.organisation_id == query.organisation_id
    page = (
        card_columns()
        .where(own)
        .order_by(LISTING.c.updated_at.desc(), LISTING.c.id)
        .limit(query.page_size)
        .offset((query.page - 1) * query.page_size)
    )
    connection = await reading.session.connection()
    total = await connection.scalar(sa.select(sa.func.count()).select_from(LISTING).where(own))
    return OwnListings(items=[card_of(row, reading) for row in await connection.execute(page)], total=total or 0)


async def get_cards(query: GetCards, reading: Reading) -> OwnListings:
    cards = await cards_by_id(query.listing_ids, reading)
    return OwnListings(items=cards, total=len(cards))
