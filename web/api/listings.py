"""Listings over the API."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response, delete, get, put
from litestar.params import Parameter

from shared.contracts.listings import (
    FindListings,
    GetListing,
    Listing,
    ListingBody,
    PublishListing,
    PutListing,
    WithdrawListing,
)
from shared.contracts.values import Category, Language, Scheme
from web.addresses import PageSize
from web.api.put import answer, answer_as_said, body_of, expected_version, record_answer
from web.visitor import AnyRequest, Visitor


class ListingPut(ListingBody, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A listing as it is stated. Without `organisation_id`: the one that the token's account speaks for."""

    organisation_id: UUID | None = None


@get("/listings")
async def find(
    visitor: Visitor,
    q: Annotated[str, Parameter(max_length=200)] = "",
    lang: Language | None = None,
    category: list[Category] | None = None,
    stars: list[Annotated[int, Parameter(ge=3, le=5)]] | None = None,
    province: list[str] | None = None,
    certificate: list[Scheme] | None = None,
    page_size: PageSize = 24,
    cursor: str | None = None,
) -> Response[bytes]:
    """The public catalogue."""
    query = FindListings(
        q=q,
        lang=lang,
        category=category or [],
        stars=stars or [],
        province=province or [],
        certificate=certificate or [],
        page_size=page_size,
        cursor=cursor,
    )
    return answer_as_said(await visitor.ask_raw(query))


@get("/listings/{listing_id:uuid}")
async def show(visitor: Visitor, listing_id: UUID) -> Response[bytes]:
    listing = await visitor.ask(GetListing(listing_id=listing_id))
    return answer(_flat(listing), version=listing.version)


@put("/listings/{listing_id:uuid}")
async def state(visitor: Visitor, listing_id: UUID, request: AnyRequest) -> Response[bytes]:
    """State a draft or its revision."""
    stated = await body_of(request, ListingPut)
    fields = msgspec.structs.asdict(stated)
    organisation_id = fields.pop("organisation_id") or visitor.organisation_id
    command = PutListing(
        listing_id=listing_id,
        organisation_id=organisation_id,
        expected_version=expected_version(request),
        body=ListingBody(**fields),
    )
    return record_answer(await visitor.ask(command))


@put("/listings/{listing_id:uuid}/publication")
async def publish(visitor: Visitor, listing_id: UUID) -> Response[bytes]:
    """Show the listing to buyers."""
    return record_answer(await visitor.ask(PublishListing(listing_id=listing_id)))


@delete("/listings/{listing_id:uuid}/publication", status_code=HTTPStatus.NO_CONTENT)
async def withdraw(visitor: Visitor, listing_id: UUID) -> None:
    """Take the listing out of the catalogue."""
    await visitor.ask(WithdrawListing(listing_id=listing_id))


def _flat(listing: Listing) -> dict[str, object]:
    """One object: what is stated and what the system knows of it."""
    facts = {field: getattr(listing, field) for field in listing.__struct_fields__ if field != "body"}
    return {**facts, **msgspec.structs.asdict(listing.body)}


HANDLERS = (find, show, state, publish, withdraw)
