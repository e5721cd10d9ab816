"""What a product still lacks for a market, and a co-op's list of such gaps."""

import asyncio
from uuid import UUID

from litestar import Response, get

from shared.contracts.listings import GetListing
from shared.contracts.readiness import FindGaps, GetReadiness
from web.addresses import Page
from web.visitor import Person


@get("/{lang:str}/listings/{listing_id:uuid}/readiness")
async def show(person: Person, listing_id: UUID) -> Response[bytes]:
    listing, readiness = await asyncio.gather(
        person.ask(GetListing(listing_id=listing_id)), person.ask(GetReadiness(listing_id=listing_id))
    )
    own = person.organisation is not None and person.organisation.id == listing.organisation.id
    return await person.page("listings/readiness.html", listing=listing, markets=readiness.markets, own=own)


@get("/{lang:str}/my/readiness")
async def gaps(person: Person, page: Page = 1) -> Response[bytes]:
    person.must_be_signed_in()
    found = await person.ask(FindGaps(organisation_id=person.organisation_id, page=page))
    return await person.page("listings/gaps.html", found=found, number=page)


HANDLERS = (show, gaps)
