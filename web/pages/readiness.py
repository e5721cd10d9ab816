"""What a product still lacks for a market, and a co-op's list of such gaps."""

import asyncio
from collections.abc import Mapping
from uuid import UUID

from litestar import Response, get

from shared.contracts.listings import GetListing
from shared.contracts.readiness import Fact, FindGaps, GetReadiness
from web.addresses import Page
from web.gaps import questions, steps
from web.visitor import Person

FIELDS: Mapping[Fact, str] = {
    "residue_test": "goods_residue_test",
    "growing_area": "goods_growing_area",
    "packing_house": "goods_packing_house",
    "name_ja": "name_ja",
    "name_ko": "name_ko",
    "name_he": "name_he",
    "allergens": "goods_allergens",
    "on_arrival": "packing_on_arrival",
    "gtin": "goods_gtin",
    "storage": "packing_lowest",
    "migration_test": "goods_migration_test",
    "catch_certificate": "goods_catch_certificate",
    "ocop": "ocop_stars",
    "hs6": "goods_hs6",
    "category": "category",
}
"""Where the form of a listing asks for a fact: the address of that place opens the fold that it is in."""


@get("/{lang:str}/listings/{listing_id:uuid}/readiness")
async def show(person: Person, listing_id: UUID) -> Response[bytes]:
    listing, readiness = await asyncio.gather(
        person.ask(GetListing(listing_id=listing_id)), person.ask(GetReadiness(listing_id=listing_id))
    )
    own = person.speaks_for(listing.organisation.id)
    return await person.page("listings/readiness.html", listing=listing, readiness=readiness, own=own, fields=FIELDS)


@get("/{lang:str}/my/readiness")
async def gaps(person: Person, page: Page = 1) -> Response[bytes]:
    person.must_be_signed_in()
    found = await person.ask(FindGaps(organisation_id=person.organisation_id, page=page))
    return await person.page(
        "listings/gaps.html",
        found=found,
        number=page,
        steps=steps(found.items),
        questions=questions(found.items),
        fields=FIELDS,
    )


HANDLERS = (show, gaps)
