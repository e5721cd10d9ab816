from msgspec.structs import replace

from shared.contracts.listings import ListingRevised
from shared.contracts.questions import AskFact, FactAsked
from shared.contracts.suggestions import GetSuggestions
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
from tests.support.surroundings import Surroundings, account


async def test_an_unknown_fact_is_asked_and_judged_anew_when_it_is_stated(matching: Surroundings) -> None:
    buyer, coop, other = [await known(matching, kind) for kind in ("buyer", "coop", "buyer")]
    product = a_product()
    command = a_demand(product, buyer.id)
    body = replace(command.body, quantity=kilograms(500))
    await matching.ask(replace(command, body=body), speaker(buyer))
    card = replace(a_card(product, coop), capacity=monthly(900))
    await matching.tell(published(card))
    await matching.settled()

    question = AskFact(demand_id=command.demand_id, listing_id=card.id, requirement="moq")
    first = await matching.ask(question, speaker(buyer))
    again = await matching.ask(question, speaker(buyer))
    assert first == again
    await matching.settled()
    told = matching.told(FactAsked, first.id)
    assert {(it.coop_id, it.buyer_name, it.requirement, it.version) for it in told} == {(coop.id, buyer.name, "moq", 1)}

    known_fact = replace(question, requirement="capacity")
    assert (await matching.refusal(known_fact, speaker(buyer))).code == "fact_known"
    for actor in (speaker(other), speaker(coop), account("officer")):
        assert (await matching.refusal(question, actor)).code == "demand_unknown"

    await matching.tell(ListingRevised(id=card.id, version=2, listing=revised(card, moq=kilograms(100))))
    await matching.settled()
    [found] = (await matching.ask(GetSuggestions(demand_id=command.demand_id), speaker(buyer))).items
    assert {it.verdict for it in found.requirements} == {"met"}
    assert (await matching.refusal(question, speaker(buyer))).code == "fact_known"
