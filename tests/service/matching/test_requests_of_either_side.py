from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from services.matching.lapsing import lapse_due
from shared.actor import Actor
from shared.contracts.matching import (
    DecideMatch,
    GetMatch,
    MatchAccepted,
    MatchDeclined,
    MatchLapsed,
    MatchReminded,
    MatchRequested,
    RequestMatch,
)
from shared.ids import uuid7
from tests.service.matching.builders import a_card, a_demand, a_product, known, published, speaker
from tests.support.surroundings import Surroundings


async def an_offer(matching: Surroundings) -> tuple[RequestMatch, Actor, Actor]:
    """A co-op's, for a buyer's demand."""
    buyer, coop = [await known(matching, kind) for kind in ("buyer", "coop")]
    product = a_product()
    demand = a_demand(product, buyer.id)
    await matching.ask(demand, speaker(buyer))
    card = a_card(product, coop)
    await matching.tell(published(card))
    await matching.settled()
    offer = RequestMatch(
        match_request_id=uuid7(),
        demand_id=demand.demand_id,
        listing_id=card.id,
        asked_by="coop",
        message="Chào anh chị",
    )
    return offer, speaker(buyer), speaker(coop)


async def test_a_coop_offers_and_the_buyer_answers(matching: Surroundings) -> None:
    offer, buyer, coop = await an_offer(matching)
    other = speaker(await known(matching, "coop"))
    assert (await matching.refusal(offer, other)).code == "forbidden"
    assert (await matching.refusal(offer, buyer)).code == "forbidden"
    assert await matching.outcome(offer, coop) == "created"
    assert await matching.outcome(offer, coop) == "repeated"
    asked = replace(offer, match_request_id=uuid7(), asked_by="buyer")
    assert (await matching.refusal(asked, buyer)).code == "match_exists"
    answer = DecideMatch(match_request_id=offer.match_request_id, accepted=True)
    assert (await matching.refusal(answer, coop)).code == "forbidden"
    assert await matching.outcome(answer, buyer) == "created"
    await matching.settled()
    [requested] = matching.told(MatchRequested, offer.match_request_id)
    [accepted] = matching.told(MatchAccepted, offer.match_request_id)
    assert (requested.asked_by, accepted.asked_by) == ("coop", "coop")


async def test_silence_is_reminded_of_once_and_recorded_as_silence(matching: Surroundings) -> None:
    offer, buyer, coop = await an_offer(matching)
    await matching.ask(offer, coop)
    match = await matching.ask(GetMatch(match_request_id=offer.match_request_id), buyer)
    assert match.answer_by is not None
    engine = matching.running.engine
    for moment in (timedelta(days=-2, seconds=-1), timedelta(days=-2), timedelta(days=-1)):
        following = await lapse_due(engine, match.answer_by + moment)
        assert following is not None
    await matching.settled()
    [reminded] = matching.told(MatchReminded, offer.match_request_id)
    assert reminded.answer_by == match.answer_by
    assert matching.told(MatchLapsed, offer.match_request_id) == []
    for _ in range(2):
        await lapse_due(engine, match.answer_by)
    await matching.settled()
    [lapsed] = matching.told(MatchLapsed, offer.match_request_id)
    assert (lapsed.reason, matching.told(MatchDeclined, offer.match_request_id)) == ("", [])
    now = await matching.ask(GetMatch(match_request_id=offer.match_request_id), coop)
    assert (now.status, now.decided_at) == ("lapsed", match.answer_by)
    late = DecideMatch(match_request_id=offer.match_request_id, accepted=True)
    assert (await matching.refusal(late, buyer)).code == "already_decided"
    again = replace(offer, match_request_id=uuid7())
    assert await matching.outcome(again, coop) == "created"


async def test_an_answer_in_time_is_not_lapsed(matching: Surroundings) -> None:
    offer, buyer, coop = await an_offer(matching)
    await matching.ask(offer, coop)
    await matching.ask(DecideMatch(match_request_id=offer.match_request_id, accepted=True), buyer)
    await lapse_due(matching.running.engine, datetime.now(UTC) + timedelta(days=30))
    now = await matching.ask(GetMatch(match_request_id=offer.match_request_id), coop)
    assert now.status == "accepted"
