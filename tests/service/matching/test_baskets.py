"""A buyer's basket: its own people's alone, bounded, and one request for several products of one co-op."""

import asyncio

from msgspec.structs import replace

from shared.contracts.baskets import MOST_IN_BASKET, AddToBasket, GetBasket, GetBasketSize, TakeFromBasket
from shared.contracts.listings import GetCards, ListingCard, OwnListings
from shared.contracts.matching import GetMatch, RequestMatch
from shared.contracts.registry import Organisation
from shared.errors import Rejected
from shared.ids import uuid7
from tests.service.matching.builders import a_card, a_demand, a_product, known, published, speaker, withdrawn
from tests.support.surroundings import Surroundings


async def shown(around: Surroundings, coop: Organisation, count: int) -> list[ListingCard]:
    cards = [a_card(a_product(), coop) for _ in range(count)]
    for card in cards:
        await around.tell(published(card))
    await around.settled()
    return cards


def put(buyer: Organisation, card: ListingCard) -> AddToBasket:
    return AddToBasket(organisation_id=buyer.id, listing_id=card.id)


async def test_what_is_put_in_stays_in_order_until_it_is_taken_out(matching: Surroundings) -> None:
    buyer, coop = await known(matching, "buyer"), await known(matching, "coop")
    one, two, gone = await shown(matching, coop, 3)
    for card in (two, one, gone, two):
        await matching.ask(put(buyer, card), speaker(buyer))
    await matching.tell(withdrawn(gone))
    await matching.settled()
    basket = await matching.ask(GetBasket(organisation_id=buyer.id), speaker(buyer))
    assert ([card.id for card in basket.items], basket.gone) == ([two.id, one.id], [gone.id])
    for _ in range(2):
        await matching.ask(TakeFromBasket(organisation_id=buyer.id, listing_id=two.id), speaker(buyer))
    assert (await matching.ask(GetBasketSize(organisation_id=buyer.id), speaker(buyer))).size == 2


async def test_it_holds_so_many_also_for_two_at_once(matching: Surroundings) -> None:
    buyer, coop = await known(matching, "buyer"), await known(matching, "coop")
    cards = await shown(matching, coop, MOST_IN_BASKET + 5)

    async def outcome(card: ListingCard) -> str:
        try:
            await matching.ask(put(buyer, card), speaker(buyer))
        except Rejected as refusal:
            return refusal.code
        return "in"

    outcomes = await asyncio.gather(*map(outcome, cards))
    assert sorted(outcomes) == ["basket_full"] * 5 + ["in"] * MOST_IN_BASKET


async def test_who_may_not_and_what_may_not(matching: Surroundings) -> None:
    buyer, coop = await known(matching, "buyer"), await known(matching, "coop")
    [card] = await shown(matching, coop, 1)
    stranger = speaker(await known(matching, "buyer"))
    for message in (
        put(buyer, card),
        TakeFromBasket(organisation_id=buyer.id, listing_id=card.id),
        GetBasket(organisation_id=buyer.id),
        GetBasketSize(organisation_id=buyer.id),
    ):
        assert (await matching.refusal(message, stranger)).code == "forbidden"
    assert (await matching.refusal(put(coop, card), speaker(coop))).code == "forbidden"
    async with matching.answering(GetCards, lambda _: OwnListings(items=[], total=0)):
        unknown = replace(put(buyer, card), listing_id=uuid7())
        assert (await matching.refusal(unknown, speaker(buyer))).code == "listing_unknown"


async def test_one_request_is_about_several_products_of_one_co_op(matching: Surroundings) -> None:
    buyer, coop = await known(matching, "buyer"), await known(matching, "coop")
    one, two, three = await shown(matching, coop, 3)
    [other] = await shown(matching, await known(matching, "coop"), 1)
    demand = a_demand(a_product(), buyer.id)
    await matching.ask(demand, speaker(buyer))
    request = RequestMatch(
        match_request_id=uuid7(), demand_id=demand.demand_id, listing_id=one.id, further=[three.id, two.id]
    )
    mixed = replace(request, further=[other.id])
    assert (await matching.refusal(mixed, speaker(buyer))).code == "not_of_one_coop"
    for outcome in ("created", "repeated"):
        assert (await matching.ask(request, speaker(buyer))).outcome == outcome
    fewer = replace(request, further=[three.id])
    assert (await matching.refusal(fewer, speaker(buyer))).code == "id_reused"
    match = await matching.ask(GetMatch(match_request_id=request.match_request_id), speaker(coop))
    assert [card.id for card in match.further] == [three.id, two.id]
