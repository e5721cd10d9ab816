"""In which order suggestions stand, what each score was made of, and what past deliveries change."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from msgspec.structs import replace

from services.matching.fit import scored
from services.matching.past import NO_PAST
from services.matching.rejudging import KEPT, KEPT_OF_ONE, forget_old, judge_stale
from shared.contracts.deliveries import TellDelivery
from shared.contracts.matching import PutDemand
from shared.contracts.rankings import Exposure, GetExposure, GetJudgements, GetRanking, Judgement, Past
from shared.contracts.suggestions import GetSuggestions, SuggestionsFound
from tests.service.matching.agreed import agreed
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
from tests.support.eventually import eventually_async
from tests.support.surroundings import Surroundings, account

OFFICER = account("officer")


async def test_nobodys_second_product_comes_before_everybodys_first(matching: Surroundings) -> None:
    buyer, large, small = [await known(matching, kind) for kind in ("buyer", "coop", "coop")]
    product = a_product()
    demand = a_demand(product, buyer.id)
    demand = replace(demand, body=replace(demand.body, quantity=kilograms(1000)))
    await matching.ask(demand, speaker(buyer))
    many = [replace(a_card(product, large), capacity=monthly(2000), moq=kilograms(10)) for _ in range(14)]
    one = replace(a_card(product, small), capacity=monthly(2000), moq=kilograms(10))
    short = replace(a_card(product, small), capacity=monthly(900))
    await matching.tell_at_once([published(card) for card in (*many, short, one)])
    await matching.settled()

    page = await matching.ask(GetSuggestions(demand_id=demand.demand_id), speaker(buyer))
    places = [it.listing_id for it in page.items]
    assert one.id in places[:2]
    assert places[-1] == short.id, "what lacks something has no turn before what lacks nothing"

    ranking = await matching.ask(GetRanking(demand_id=demand.demand_id), OFFICER)
    assert [it.listing_id for it in ranking.items] == places
    assert [it.turn for it in ranking.items] == [0, 0, *range(1, 14), 0]
    assert [it.band for it in ranking.items] == [4] * 15 + [1]

    exposure = await matching.ask(GetExposure(), OFFICER)
    assert _seen(exposure, least=1) >= 1
    assert exposure.largest_share >= 11 / 12


async def test_every_score_can_be_made_again_from_what_is_kept(matching: Surroundings) -> None:
    buyer, coop = [await known(matching, kind) for kind in ("buyer", "coop")]
    product = a_product()
    demand = a_demand(product, buyer.id)
    demand = replace(demand, body=replace(demand.body, quantity=kilograms(1000)))
    await matching.ask(demand, speaker(buyer))
    card = a_card(product, coop)
    await matching.tell(published(card))
    await matching.settled()
    await matching.tell(published(replace(card, version=2)))
    await matching.settled()
    better = revised(replace(card, version=2), capacity=monthly(1500))
    await matching.tell(published(better))
    await matching.settled()

    asked = GetJudgements(demand_id=demand.demand_id, listing_id=card.id)
    kept = await matching.ask(asked, OFFICER)
    assert [it.basis and it.basis.listing_version for it in kept.items] == [3, 2], "what is the same is not kept twice"
    assert [it.until is None for it in kept.items] == [True, False]
    now, before = kept.items
    assert now.score > before.score
    assert [it.why for it in before.requirements if it.name == "capacity"] == ["capacity_not_stated"]
    for judgement in kept.items:
        assert judgement.basis is not None
        assert scored(judgement.band, judgement.basis.weighed) == judgement.score

    for actor in (speaker(buyer), speaker(coop)):
        assert (await matching.refusal(asked, actor)).code == "forbidden"
        assert (await matching.refusal(GetRanking(demand_id=demand.demand_id), actor)).code == "forbidden"
        assert (await matching.refusal(GetExposure(), actor)).code == "forbidden"


async def test_what_is_kept_for_audit_is_bounded(matching: Surroundings) -> None:
    buyer, coop = [await known(matching, kind) for kind in ("buyer", "coop")]
    product = a_product()
    demand = a_demand(product, buyer.id)
    demand = replace(demand, body=replace(demand.body, quantity=kilograms(1000)))
    await matching.ask(demand, speaker(buyer))
    card = a_card(product, coop)
    for version in range(1, KEPT_OF_ONE + 4):
        await matching.tell(published(replace(card, version=version, capacity=monthly(500 + version))))
        await matching.settled()
    asked = GetJudgements(demand_id=demand.demand_id, listing_id=card.id)
    now = datetime.now(UTC)
    await forget_old(matching.running.engine, now)
    assert len((await matching.ask(asked, OFFICER)).items) == 1 + KEPT_OF_ONE
    await forget_old(matching.running.engine, now + KEPT + timedelta(hours=1))
    assert len((await matching.ask(asked, OFFICER)).items) == 1


@pytest.mark.usefixtures("capacity")
async def test_what_was_agreed_and_kept_counts_a_little_for_both_sides(matching: Surroundings) -> None:
    agreement = await agreed(matching, 1000)
    deal = agreement.deal
    other_coop, other_buyer = [await known(matching, kind) for kind in ("coop", "buyer")]
    product = a_product()
    wants = [a_demand(product, buyer.id) for buyer in (deal.buyer, other_buyer)]
    for want, buyer in zip(wants, (deal.buyer, other_buyer), strict=True):
        await matching.ask(want, speaker(buyer))
    proven, unknown = a_card(product, deal.coop), a_card(product, other_coop)
    await matching.tell_at_once([published(proven), published(unknown)])
    await matching.settled()
    before = await _scores(matching, wants[1])
    assert before[proven.id] == before[unknown.id], "who has no past is neither better nor worse"

    asked = GetJudgements(demand_id=wants[0].demand_id, listing_id=proven.id)

    async def tell(coops: TellDelivery, buyers: TellDelivery, *, makes: Past, of_buyer: Past = NO_PAST) -> Judgement:
        await matching.ask(coops, speaker(deal.coop))
        await matching.ask(buyers, speaker(deal.buyer))

        async def judged_by_it() -> list[Judgement]:
            now = (await matching.ask(asked, OFFICER)).items[0]
            return [now] if now.basis and (now.basis.coop, now.basis.buyer) == (makes, of_buyer) else []

        return (await eventually_async(judged_by_it))[0]

    told = agreement.tell(deal.coop, 1000), agreement.tell(deal.buyer, 1000)
    now = await tell(*told, makes=Past(kept=1), of_buyer=Past(kept=1))
    kept = await _scores(matching, wants[1])
    assert kept[proven.id] > kept[unknown.id] == before[unknown.id]
    assert [it.why for it in now.requirements if it.name.startswith("past:")] == ["past_kept", "past_kept"]

    failed = (
        agreement.tell(deal.coop, 700, version=1, cause="quality"),
        agreement.tell(deal.buyer, 700, version=1, cause="quality"),
    )
    await tell(*failed, makes=Past(failed=1))
    sunk = await _scores(matching, wants[1])
    assert sunk[proven.id] < sunk[unknown.id]
    assert not matching.told(SuggestionsFound, wants[0].demand_id)[1:], "a changed score is no news"

    disputed = (
        agreement.tell(deal.coop, 700, version=2, cause="payment"),
        agreement.tell(deal.buyer, 700, version=2, cause="quality"),
    )
    await tell(*disputed, makes=NO_PAST)
    assert await _scores(matching, wants[1]) == before, "what each lays on the other counts for nobody"


async def test_other_weights_are_applied_at_the_next_start(matching: Surroundings) -> None:
    buyer, coop = [await known(matching, kind) for kind in ("buyer", "coop")]
    product = a_product()
    demand = a_demand(product, buyer.id)
    await matching.ask(demand, speaker(buyer))
    await matching.tell(published(a_card(product, coop)))
    await matching.settled()
    before = await _scores(matching, demand)
    async with matching.running.engine.begin() as connection:
        spoilt = f"UPDATE suggestion SET score = 0, band = 0 WHERE demand_id = '{demand.demand_id}'"  # noqa: S608
        await connection.exec_driver_sql(spoilt)
        await connection.exec_driver_sql(f"UPDATE demand SET weights = '0' WHERE id = '{demand.demand_id}'")  # noqa: S608
    await judge_stale(matching.running.engine, datetime.now(UTC))
    assert await _scores(matching, demand) == before


def _seen(exposure: Exposure, least: int) -> int:
    return next(it.seen for it in exposure.sizes if it.least == least)


async def _scores(matching: Surroundings, demand: PutDemand) -> dict[UUID, float]:
    ranking = await matching.ask(GetRanking(demand_id=demand.demand_id), OFFICER)
    return {it.listing_id: it.score for it in ranking.items}
