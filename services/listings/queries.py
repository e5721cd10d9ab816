"""Reading one listing, a co-op's own listings, and cards by id. The catalogue's search is in `search.py`."""

from functools import cache
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import aggregate_order_by

from services.listings import models
from services.listings.access import must_read_all_of, reads_all_of
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
from services.listings.models import table_of
from services.listings.reasons import called_elsewhere
from shared.contracts import listings as contract
from shared.contracts.catalogue import FindListings
from shared.contracts.listings import FindOwnListings, GetCards, GetListing, OwnListings
from shared.contracts.photos import GetPhotoAccess, PhotoAccess
from shared.contracts.searching import FindSavedSearches, SavedSearch, SavedSearches
from shared.contracts.values import Named
from shared.errors import Rejected
from shared.messaging import Reading
from shared.ocop import valid_stars

MOST_OWNERS = 20
SEARCH = table_of(models.SavedSearch)
_decode_search = msgspec.json.Decoder(FindListings).decode
_decode_photos = msgspec.json.Decoder(list[contract.Photo]).decode


async def get_listing(query: GetListing, reading: Reading) -> contract.Listing:
    row = (await reading.execute(_whole(), {"listing_id": query.listing_id})).one_or_none()
    if row is None or not _may_see(row.status, row.organisation_id, reading):
        raise Rejected("listing_unknown", id=query.listing_id)
    body = decode_body(row.body)
    return contract.Listing(
        id=row.id,
        version=row.version,
        status=row.status,
        organisation=Named(id=row.organisation_id, name=row.name),
        province=row.province,
        body=body,
        stars=valid_stars(body.ocop, reading.today),
        photos=_decode_photos(row.photos or "[]"),
        updated_at=row.updated_at,
        stale=row.stale,
        called=called_elsewhere(body.names),
    )


@cache
def _whole() -> sa.Select[Any]:
    """A listing with its co-op, its photos as JSON."""
    photo = sa.func.json_build_object(
        "id", PICTURE.c.id, "width", PICTURE.c.width, "height", PICTURE.c.height, "alt", PHOTO.c.alt
    )
    photos = (
        sa.select(sa.cast(sa.func.json_agg(aggregate_order_by(photo, PHOTO.c.position)), sa.Text))
        .join(PICTURE, PICTURE.c.id == PHOTO.c.picture_id)
        .where(PHOTO.c.listing_id == LISTING.c.id)
    )
    whole = sa.select(
        *(LISTING.c[name] for name in ("id", "version", "status", "organisation_id", "updated_at", "stale")),
        sa.cast(LISTING.c.body, sa.Text).label("body"),
        ORGANISATION.c.name,
        ORGANISATION.c.province,
        photos.scalar_subquery().label("photos"),
    )
    owned = whole.join(ORGANISATION, ORGANISATION.c.id == LISTING.c.organisation_id)
    return owned.where(LISTING.c.id == sa.bindparam("listing_id"))


def _may_see(status: str, organisation_id: UUID, reading: Reading) -> bool:
    return status == "published" or reads_all_of(organisation_id, reading.actor)


async def get_photo_access(query: GetPhotoAccess, reading: Reading) -> PhotoAccess:
    """Published listings first: a drawn picture of the demo is at hundreds."""
    public = LISTING.c.status == "published"
    owners = (
        sa.select(LISTING.c.status, LISTING.c.organisation_id)
        .join(PHOTO, PHOTO.c.listing_id == LISTING.c.id)
        .where(PHOTO.c.picture_id == query.photo_id)
        .order_by(public.desc())
        .limit(MOST_OWNERS)
    )
    rows = (await reading.execute(owners)).all()
    if not any(_may_see(row.status, row.organisation_id, reading) for row in rows):
        raise Rejected("photo_unknown", id=query.photo_id)
    return PhotoAccess(public=rows[0].status == "published")


async def find_own_listings(query: FindOwnListings, reading: Reading) -> OwnListings:
    """A co-op's listings in every state, the last touched first."""
    must_read_all_of(query.organisation_id, reading.actor)
    own = LISTING.c.organisation_id == query.organisation_id
    page = (
        card_columns()
        .where(own)
        .order_by(LISTING.c.updated_at.desc(), LISTING.c.id)
        .limit(query.page_size)
        .offset((query.page - 1) * query.page_size)
    )
    total = await reading.count(LISTING, own)
    return OwnListings(items=[card_of(row, reading) for row in await reading.execute(page)], total=total)


async def get_cards(query: GetCards, reading: Reading) -> OwnListings:
    cards = await cards_by_id(query.listing_ids, reading)
    return OwnListings(items=cards, total=len(cards))


async def find_saved_searches(_: FindSavedSearches, reading: Reading) -> SavedSearches:
    own = SEARCH.c.account_id == reading.actor.must_be_account()
    columns = sa.select(
        SEARCH.c.id, sa.cast(SEARCH.c.search, sa.Text).label("search"), SEARCH.c.found, SEARCH.c.saved_at
    )
    rows = await reading.execute(columns.where(own).order_by(SEARCH.c.saved_at.desc()))
    return SavedSearches(
        items=[
            SavedSearch(id=row.id, search=_decode_search(row.search), found=row.found, saved_at=row.saved_at)
            for row in rows
        ]
    )
