from datetime import timedelta

from shared import home
from shared.contracts.deliveries import GetTradeReport
from shared.contracts.dismissals import DismissSuggestion, RestoreSuggestion
from shared.contracts.matching import GetDemand
from shared.contracts.overviews import GetDemandOverview
from shared.contracts.suggestions import GetSuggestions
from tests.service.matching.builders import a_card, a_demand, a_product, known, published, speaker
from tests.support.surroundings import Surroundings, account


async def test_what_a_buyer_sets_aside_is_hidden_from_its_list_and_counted(matching: Surroundings) -> None:
    buyer, coop = await known(matching, "buyer"), await known(matching, "coop")
    product = a_product()
    demand = a_demand(product, buyer.id)
    await matching.ask(demand, speaker(buyer))
    kept, unwanted = a_card(product, coop), a_card(product, coop)
    for card in (kept, unwanted):
        await matching.tell(published(card))
    await matching.settled()
    before = await _too_dear(matching)

    word = DismissSuggestion(demand_id=demand.demand_id, listing_id=unwanted.id, reason="other")
    await matching.ask(word, speaker(buyer))
    last_word = DismissSuggestion(demand_id=demand.demand_id, listing_id=unwanted.id, reason="too_dear", note="3x")
    await matching.ask(last_word, speaker(buyer))

    found = await matching.ask(GetSuggestions(demand_id=demand.demand_id), speaker(buyer))
    overview = await matching.ask(GetDemandOverview(demand_id=demand.demand_id), speaker(buyer))
    assert [it.listing_id for it in found.items] == [it.listing_id for it in overview.suggestions] == [kept.id]
    assert found.total == overview.demand.suggestions == 1
    assert await _too_dear(matching) == before + 1

    await matching.ask(RestoreSuggestion(demand_id=demand.demand_id, listing_id=unwanted.id), speaker(buyer))
    assert (await matching.ask(GetDemand(demand_id=demand.demand_id), speaker(buyer))).suggestions == 2
    assert await _too_dear(matching) == before


async def test_only_the_buyer_may_set_aside_and_only_what_was_suggested(matching: Surroundings) -> None:
    buyer, coop, other = [await known(matching, kind) for kind in ("buyer", "coop", "buyer")]
    product = a_product()
    demand = a_demand(product, buyer.id)
    await matching.ask(demand, speaker(buyer))
    card, unrelated = a_card(product, coop), a_card(a_product(), coop)
    for one in (card, unrelated):
        await matching.tell(published(one))
    await matching.settled()
    word = DismissSuggestion(demand_id=demand.demand_id, listing_id=card.id, reason="other")
    back = RestoreSuggestion(demand_id=demand.demand_id, listing_id=card.id)
    for actor in (speaker(other), speaker(coop), account("officer")):
        assert (await matching.refusal(word, actor)).code == "demand_unknown"
        assert (await matching.refusal(back, actor)).code == "demand_unknown"
    unsuggested = DismissSuggestion(demand_id=demand.demand_id, listing_id=unrelated.id, reason="other")
    assert (await matching.refusal(unsuggested, speaker(buyer))).code == "listing_unknown"


async def _too_dear(matching: Surroundings) -> int:
    today = home.today()
    days = {"since": today - timedelta(days=2), "until": today + timedelta(days=2)}
    report = await matching.ask(GetTradeReport(**days), account("officer"))
    return next((it.suggestions for it in report.dismissed if it.reason == "too_dear"), 0)
