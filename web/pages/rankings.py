"""For the Alliance: in which order a demand's products stand, how each came by its place, and which co-ops are seen."""

from collections.abc import Mapping
from uuid import UUID

from litestar import Response, get

from shared.contracts.rankings import GetExposure, GetJudgements, GetRanking
from shared.i18n import N_
from web.addresses import Page
from web.visitor import Person

BANDS: Mapping[int, str] = {
    4: N_("meets everything"),
    3: N_("something is unknown, or a wish is not met"),
    2: N_("may be another product"),
    1: N_("one requirement is not met"),
    0: N_("of use in a group only"),
}


@get("/{lang:str}/demands/{demand_id:uuid}/ranking")
async def ranking(person: Person, demand_id: UUID) -> Response[bytes]:
    person.must_be_signed_in()
    found = await person.ask(GetRanking(demand_id=demand_id))
    return await person.page("rankings/show.html", found=found, bands=BANDS)


@get("/{lang:str}/demands/{demand_id:uuid}/ranking/{listing_id:uuid}")
async def judgements(person: Person, demand_id: UUID, listing_id: UUID) -> Response[bytes]:
    person.must_be_signed_in()
    found = await person.ask(GetJudgements(demand_id=demand_id, listing_id=listing_id))
    return await person.page("rankings/judgements.html", found=found, bands=BANDS)


@get("/{lang:str}/exposure")
async def exposure(person: Person, page: Page = 1) -> Response[bytes]:
    person.must_be_signed_in()
    query = GetExposure(page=page)
    return await person.page("rankings/exposure.html", found=await person.ask(query), query=query)


HANDLERS = (ranking, judgements, exposure)
