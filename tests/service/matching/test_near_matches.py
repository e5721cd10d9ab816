from msgspec.structs import replace

from shared.contracts.listings import ListingRevised
from shared.contracts.near_matches import FindNearMatches
from tests.service.matching.builders import (
    a_card,
    a_demand,
    a_product,
    kilograms,
    known,
    monthly,
    published,
    revised,
    speaker,
)
from tests.support.surroundings import Surroundings


async def test_a_co_op_is_told_what_is_missing_until_it_states_it(matching: Surroundings) -> None:
    buyer, coop, other = [await known(matching, kind) for kind in ("buyer", "coop", "coop")]
    product = a_product()
    command = a_demand(product, buyer.id)
    body = replace(command.body, quantity=kilograms(500), certificates_wished=["JAS"])
    await matching.ask(replace(command, body=body), speaker(buyer))
    near = replace(a_card(product, coop), capacity=monthly(900))
    far = a_card(a_product(), coop)
    await matching.tell(published(near), published(far))
    await matching.settled()
    query = FindNearMatches(organisation_id=coop.id, listing_ids=[near.id, far.id])
    [found] = (await matching.ask(query, speaker(coop))).items
    assert (found.demand_id, found.listing_id, found.what) == (command.demand_id, near.id, product)
    assert [(it.name, it.verdict) for it in found.missing] == [("moq", "unknown")]

    await matching.tell(ListingRevised(id=near.id, version=2, listing=revised(near, moq=kilograms(100))))
    await matching.settled()
    assert not (await matching.ask(query, speaker(coop))).items
    assert (await matching.refusal(query, speaker(other))).code == "forbidden"
    theirs = replace(query, organisation_id=other.id)
    assert not (await matching.ask(theirs, speaker(other))).items


async def test_demands_for_the_invited_are_not_told(matching: Surroundings) -> None:
    buyer, coop = [await known(matching, kind) for kind in ("buyer", "coop")]
    product = a_product()
    command = a_demand(product, buyer.id)
    body = replace(command.body, quantity=kilograms(500), visibility="invited")
    await matching.ask(replace(command, body=body), speaker(buyer))
    card = replace(a_card(product, coop), capacity=monthly(900))
    await matching.tell(published(card))
    await matching.settled()
    query = FindNearMatches(organisation_id=coop.id, listing_ids=[card.id])
    assert not (await matching.ask(query, speaker(coop))).items
