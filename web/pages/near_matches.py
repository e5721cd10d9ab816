"""What would make a co-op's products match, from its desk: the demand, what is missing, and where to state it."""

from collections.abc import Mapping

from litestar import Response, get

from shared.contracts.listings import FindOwnListings
from shared.contracts.near_matches import FindNearMatches, NearMatches
from web.visitor import Person

ANCHORS: Mapping[str, str] = {
    "capacity": "capacity_unit",
    "moq": "moq_amount",
    "price": "price_amount",
    "incoterm": "price_amount",
    "ocop": "ocop_stars",
    "certificate": "certificate_scheme_0",
    "registration": "certificate_scheme_0",
}
"""The field of a listing's form where a requirement's fact is stated."""
LISTINGS = 100


@get("/{lang:str}/my/near-matches")
async def index(person: Person) -> Response[bytes]:
    person.must_be_signed_in()
    own = await person.ask(FindOwnListings(organisation_id=person.organisation_id, page_size=LISTINGS))
    ids = [card.id for card in own.items if card.status == "published"]
    found = NearMatches(items=[])
    if ids:
        found = await person.ask(FindNearMatches(organisation_id=person.organisation_id, listing_ids=ids))
    return await person.page("matches/near.html", found=found, anchors=ANCHORS)


HANDLERS = (index,)
