"""What `listings` answers and tells of products."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.message import Command, Event, Query
from shared.contracts.readiness import Market, Verdict
from shared.contracts.trade import TradeFacts
from shared.contracts.values import (
    Capacity,
    Category,
    Certificate,
    Language,
    Line,
    Named,
    Ocop,
    PageNumber,
    Paragraphs,
    Price,
    Quantity,
    RecordPut,
    Season,
)

ListingStatus = Literal["draft", "published", "withdrawn"]
Sku = Annotated[str, Meta(min_length=1, max_length=100)]


class ListingBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a co-op says of a product. What is missing is unknown: no price is a price on request.

    `source`: the language that the others are translated from.
    """

    sku: Sku
    names: dict[Language, Line]
    category: Category | None = None
    descriptions: dict[Language, Paragraphs] = {}
    ocop: Ocop | None = None
    certificates: Annotated[list[Certificate], Meta(max_length=30)] = []
    price: Price | None = None
    moq: Quantity | None = None
    capacity: Capacity | None = None
    season: Season | None = None
    trade: TradeFacts | None = None
    source: Language = "vi"


class Photo(Struct, frozen=True, kw_only=True):
    """`width` and `height` in pixels of the large picture."""

    id: UUID
    width: int
    height: int
    alt: str = ""


class Listing(Struct, frozen=True, kw_only=True):
    """A listing as its page shows it. `stars` counts only while the certificate is valid. `stale`: translations, such
    as `names.ja`, whose source has changed since. `called`: what the lexicon calls such a thing in the languages in
    which the co-op has not named it, where its names say one thing only.
    """

    id: UUID
    version: int
    status: ListingStatus
    organisation: Named
    province: str | None
    body: ListingBody
    stars: int | None
    photos: list[Photo]
    updated_at: datetime
    stale: list[str] = []
    called: dict[Language, str] = {}


class ListingCard(Struct, frozen=True, kw_only=True):
    """A listing in a list; also the state that its events carry. `readiness`, in the catalogue: whether what a market
    requires by law is met, misses something, or only lacks something that is not stated. `called`, there too: what the
    lexicon calls such a thing in the language that was asked in, whatever names the co-op has given.
    """

    id: UUID
    version: int
    status: ListingStatus
    sku: str
    names: dict[Language, str]
    organisation: Named
    province: str | None
    category: Category | None
    stars: int | None
    ocop: Ocop | None
    certificates: list[Certificate]
    price: Price | None
    moq: Quantity | None
    capacity: Capacity | None
    photo_id: UUID | None
    readiness: dict[Market, Verdict] = {}
    called: str | None = None
    why: str | None = None


class OwnListings(Struct, frozen=True, kw_only=True):
    items: list[ListingCard]
    total: int


class SellerPage(Struct, frozen=True, kw_only=True):
    """What a co-op shows to everybody."""

    organisation: Named
    province: str | None
    items: list[ListingCard]
    total: int


# commands


class PutListing(Command[RecordPut], frozen=True, kw_only=True):
    """States the whole listing. `expected_version` is needed when this changes an existing one."""

    subject = "listings.v1.cmd.put_listing"
    listing_id: UUID
    organisation_id: UUID
    expected_version: int | None = None
    body: ListingBody


class PublishListing(Command[RecordPut], frozen=True, kw_only=True):
    """Only a verified co-op's listing is published."""

    subject = "listings.v1.cmd.publish_listing"
    listing_id: UUID


class WithdrawListing(Command[RecordPut], frozen=True, kw_only=True):
    subject = "listings.v1.cmd.withdraw_listing"
    listing_id: UUID


# queries


class GetListing(Query[Listing], frozen=True, kw_only=True):
    """Anybody a published one; its own co-op, officers and auditors also drafts and withdrawn ones."""

    subject = "listings.v1.qry.get_listing"
    anonymous = True
    listing_id: UUID


class FindOwnListings(Query[OwnListings], frozen=True, kw_only=True):
    subject = "listings.v1.qry.find_own_listings"
    organisation_id: UUID
    page: PageNumber = 1
    page_size: Annotated[int, Meta(ge=1, le=100)] = 50


class GetSellerPage(Query[SellerPage], frozen=True, kw_only=True):
    """A co-op's published listings, the newest first."""

    subject = "listings.v1.qry.get_seller_page"
    anonymous = True
    organisation_id: UUID
    page: PageNumber = 1
    page_size: Annotated[int, Meta(ge=1, le=100)] = 24


class GetCards(Query[OwnListings], frozen=True, kw_only=True):
    """Published cards by id, for services that were handed an id they had not heard of."""

    subject = "listings.v1.qry.get_cards"
    anonymous = True
    listing_ids: Annotated[list[UUID], Meta(max_length=100)]


# events


class ListingPublished(Event, frozen=True, kw_only=True):
    subject = "listings.v1.evt.listing_published"
    listing: ListingCard


class ListingRevised(Event, frozen=True, kw_only=True):
    """A change of a published listing."""

    subject = "listings.v1.evt.listing_revised"
    listing: ListingCard


class ListingWithdrawn(Event, frozen=True, kw_only=True):
    subject = "listings.v1.evt.listing_withdrawn"
    organisation_id: UUID
