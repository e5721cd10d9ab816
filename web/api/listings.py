"""Listings over the API."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response
from litestar.params import Parameter

from shared.contracts.catalogue import CatalogueAnswer, CataloguePage, FindListings, Sort
from shared.contracts.listings import (
    GetListing,
    Listing,
    ListingBody,
    ListingStatus,
    Photo,
    PublishListing,
    PutListing,
    WithdrawListing,
)
from shared.contracts.readiness import Market
from shared.contracts.registry import ProvinceOfAnyTime
from shared.contracts.values import Category, Incoterm, Language, Named, Scheme, Unit
from web.addresses import PageSize
from web.api.answers import (
    IfMatch,
    RecordAnswer,
    answer,
    answer_as_said,
    expected_version,
    record_answer,
)
from web.api.operations import ending, reading_openly, stating_record
from web.kept_pages import may_be_kept
from web.shelf import CHANGED_BY
from web.visitor import AnyRequest, Visitor


class ListingPut(ListingBody, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A listing as it is stated. Without `organisation_id`: the one that the token's account speaks for."""

    organisation_id: UUID | None = None


class ListingShown(ListingBody, frozen=True, kw_only=True):
    """What is stated and what the system knows of it. `stars` counts only while the certificate is valid."""

    id: UUID
    version: int
    status: ListingStatus
    organisation: Named
    province: str | None
    stars: int | None
    photos: list[Photo]
    updated_at: datetime
    stale: list[str] = []
    called: dict[Language, str] = {}


@reading_openly("/listings")
async def find(
    visitor: Visitor,
    q: Annotated[str, Parameter(max_length=200)] = "",
    lang: Language | None = None,
    category: list[Category] | None = None,
    stars: list[Annotated[int, Parameter(ge=3, le=5)]] | None = None,
    province: list[ProvinceOfAnyTime] | None = None,
    certificate: list[Scheme] | None = None,
    hs: list[Annotated[str, Parameter(pattern="^[0-9]{2}$")]] | None = None,
    incoterm: list[Incoterm] | None = None,
    month: list[Annotated[int, Parameter(ge=1, le=12)]] | None = None,
    market: list[Market] | None = None,
    capacity_from: Decimal | None = None,
    capacity_unit: Unit = "KGM",
    price_from: Decimal | None = None,
    price_to: Decimal | None = None,
    currency: Annotated[str, Parameter(pattern="^[A-Z]{3}$")] = "VND",
    sort: Sort = "relevance",
    page_size: PageSize = 24,
    cursor: str | None = None,
    *,
    request: AnyRequest,
) -> Response[CataloguePage]:
    """The public catalogue. `province`: GSO codes of today, or as `2004-24` those of before July 2025. `capacity_from`:
    at least so much in one of the months, or in any. In another order than by relevance, what is only akin to the text
    is left out.
    """
    query = FindListings(
        q=q,
        lang=lang,
        category=category or [],
        stars=stars or [],
        province=province or [],
        certificate=certificate or [],
        hs=hs or [],
        incoterm=incoterm or [],
        month=month or [],
        market=market or [],
        capacity_from=capacity_from,
        capacity_unit=capacity_unit,
        price_from=price_from,
        price_to=price_to,
        currency=currency,
        sort=sort,
        page_size=page_size,
        cursor=cursor,
    )
    found = await visitor.ask_raw(query)
    if msgspec.json.decode(found, type=CatalogueAnswer).total:
        may_be_kept(request, CHANGED_BY)
    return answer_as_said(found)


@reading_openly("/listings/{listing_id:uuid}")
async def show(visitor: Visitor, listing_id: UUID, request: AnyRequest) -> Response[ListingShown]:
    """One listing."""
    listing = await visitor.ask(GetListing(listing_id=listing_id))
    may_be_kept(request, frozenset(map(str, (listing.id, listing.organisation.id))))
    return answer(_shown(listing), version=listing.version)


@stating_record("/listings/{listing_id:uuid}")
async def state(
    visitor: Visitor, listing_id: UUID, data: ListingPut, if_match: IfMatch = None
) -> Response[RecordAnswer]:
    """State a draft or its revision."""
    fields = msgspec.structs.asdict(data)
    organisation_id = fields.pop("organisation_id") or visitor.organisation_id
    command = PutListing(
        listing_id=listing_id,
        organisation_id=organisation_id,
        expected_version=expected_version(if_match),
        body=ListingBody(**fields),
    )
    return record_answer(await visitor.ask(command))


@stating_record("/listings/{listing_id:uuid}/publication")
async def publish(visitor: Visitor, listing_id: UUID) -> Response[RecordAnswer]:
    """Show the listing to buyers."""
    return record_answer(await visitor.ask(PublishListing(listing_id=listing_id)))


@ending("/listings/{listing_id:uuid}/publication")
async def withdraw(visitor: Visitor, listing_id: UUID) -> None:
    """Take the listing out of the catalogue."""
    await visitor.ask(WithdrawListing(listing_id=listing_id))


def _shown(listing: Listing) -> ListingShown:
    """One object."""
    facts = msgspec.structs.asdict(listing)
    return ListingShown(**msgspec.structs.asdict(facts.pop("body")), **facts)


HANDLERS = (find, show, state, publish, withdraw)
