"""Up to four products side by side."""

import asyncio
from typing import Annotated
from uuid import UUID

from litestar import Response, get
from litestar.params import Parameter

from shared.contracts.catalogue import FindListings
from shared.contracts.listings import GetListing, Listing, ListingCard
from shared.errors import Rejected
from shared.ports import PORTS
from web.visitor import Person

MOST = 4
OFFERED = 6


@get("/{lang:str}/compare")
async def compare(
    person: Person,
    product: list[UUID] | None = None,
    q: Annotated[str, Parameter(max_length=200)] = "",
) -> Response[bytes]:
    """The address holds what is compared, so it can be sent to a colleague."""
    chosen = [*dict.fromkeys(product or [])][:MOST]
    found = [one for one in await asyncio.gather(*(_shown(person, key) for key in chosen)) if one is not None]
    offered: list[ListingCard] = []
    if q.strip() and len(found) < MOST:
        page = await person.ask(FindListings(q=q, page_size=OFFERED + MOST))
        offered = [card for card in page.items if card.id not in chosen][:OFFERED]
    return await person.page("listings/compare.html", found=found, offered=offered, q=q, most=MOST, ports=PORTS)


async def _shown(person: Person, listing_id: UUID) -> Listing | None:
    """What is no longer shown leaves its column."""
    try:
        return await person.ask(GetListing(listing_id=listing_id))
    except Rejected:
        return None


HANDLERS = (compare,)
