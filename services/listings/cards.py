"""The card of a listing, read in one way for lists, searches and events."""

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa

from services.listings.models import Listing, Organisation, Photo, Picture
from shared.contracts.listings import ListingBody, ListingCard
from shared.contracts.readiness import Market, Verdict
from shared.contracts.values import Named
from shared.messaging import Reading
from shared.ocop import valid_stars

LISTING = Listing.metadata.tables["listing"]
ORGANISATION = Organisation.metadata.tables["organisation"]
PHOTO = Photo.metadata.tables["photo"]
PICTURE = Picture.metadata.tables["picture"]

UNSAID: Mapping[Market, Verdict] = MappingProxyType({})
NOT_ON_CARDS = "ARRAY['descriptions', 'season', 'trade']"

decode_body = msgspec.json.Decoder(ListingBody).decode


@cache
def card_columns() -> sa.Select[Any]:
    """What a card is made of, one row a listing."""
    first_photo = (
        sa.select(PHOTO.c.picture_id).where(PHOTO.c.listing_id == LISTING.c.id).order_by(PHOTO.c.position).limit(1)
    )
    return sa.select(
        LISTING.c.id,
        LISTING.c.version,
        LISTING.c.status,
        sa.cast(LISTING.c.body.op("-")(sa.text(NOT_ON_CARDS)), sa.Text).label("body"),
        ORGANISATION.c.id.label("organisation_id"),
        ORGANISATION.c.name.label("organisation_name"),
        ORGANISATION.c.province,
        first_photo.scalar_subquery().label("photo_id"),
    ).join(ORGANISATION, ORGANISATION.c.id == LISTING.c.organisation_id)


def card_of(row: sa.Row[Any], reading: Reading, readiness: Mapping[Market, Verdict] = UNSAID) -> ListingCard:
    body = decode_body(row.body)
    return ListingCard(
        id=row.id,
        version=row.version,
        status=row.status,
        sku=body.sku,
        names=body.names,
        organisation=Named(id=row.organisation_id, name=row.organisation_name),
        province=row.province,
        category=body.category,
        stars=valid_stars(body.ocop, reading.today),
        ocop=body.ocop,
        certificates=body.certificates,
        price=body.price,
        moq=body.moq,
        capacity=body.capacity,
        photo_id=row.photo_id,
        readiness=dict(readiness),
    )


def card_json(card: ListingCard) -> bytes:
    """Without what belongs to a search: `as_found` adds it."""
    facts = {field: getattr(card, field) for field in card.__struct_fields__ if field not in {"called", "why"}}
    return msgspec.json.encode(facts)


def as_found(card: bytes, called: str | None, why: str | None) -> msgspec.Raw:
    return msgspec.Raw(card[:-1] + b"," + msgspec.json.encode({"called": called, "why": why})[1:])


async def cards_by_id(ids: Sequence[UUID], reading: Reading) -> list[ListingCard]:
    """Cards of published listings in the order of `ids`."""
    statement = card_columns().where(LISTING.c.id.in_(ids), LISTING.c.status == "published")
    rows = {row.id: row for row in await reading.execute(statement)}
    return [card_of(rows[key], reading) for key in ids if key in rows]
