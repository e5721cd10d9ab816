import asyncio

from msgspec.structs import replace

from shared.contracts.listings import GetCards, OwnListings
from shared.contracts.matching import (
    DecideMatch,
    FindMatches,
    GetMatch,
    MatchAccepted,
    MatchChanged,
    MatchDeclined,
    MatchRequested,
)
from shared.contracts.operations import Republish
from shared.contracts.registry import GetOrganisation
from shared.contracts.suggestions import GetSuggestions
from shared.contracts.values import ActPut
from shared.errors import Rejected
from shared.ids import uuid7
from tests.service.matching.builders import (
    a_card,
    a_demand,
    a_product,
    an_organisation,
    known,
    speaker,
    withdrawn,
)
from tests.service.matching.pairs import Pair, decision, introduced
from tests.support.surroundings import OPERATOR, Surroundings


async def test_a_buyer_asks_and_the_coop_accepts(matching: Surroundings) -> None:
    pair = await introduced(matching)
    request = pair.request()
    assert (await matching.ask(request, speaker(pair.buyer))).outcome == "created"
    assert (await matching.ask(decision(request), speaker(pair.coop))).outcome == "created"
    await matching.settled()
    for kind, version in ((MatchRequested, 1), (MatchAccepted, 2)):
        [event] = matching.told(kind, request.match_request_id)
        assert event == kind(
            id=request.match_request_id,
            version=version,
            demand_id=pair.demand.demand_id,
            listing_id=pair.card.id,
            buyer_id=pair.buyer.id,
            coop_id=pair.coop.id,
            buyer_name=pair.buyer.name,
            coop_name=pair.coop.name,
            what=pair.demand.body.what,
            listing_names=pair.card.names,
            answer_by=event.answer_by,
        )
        assert event.answer_by is not None
    match = await matching.ask(GetMatch(match_request_id=request.match_request_id), speaker(pair.coop))
    assert (match.status, match.message, match.version) == ("accepted", "Samples?", 2)
    assert (match.buyer.name, match.coop.name, match.listing) == (pair.buyer.name, pair.coop.name, pair.card)
    assert match.demand.body == pair.demand.body
    assert match.demand.country == "JP"
    assert [requirement.name for requirement in match.requirements] == ["product"]
    page = await matching.ask(GetSuggestions(demand_id=pair.demand.demand_id), speaker(pair.buyer))
    assert [(item.match_request_id, item.match_status) for item in page.items] == [(match.id, "accepted")]


async def test_declining_needs_a_reason(matching: Surroundings) -> None:
    pair = await introduced(matching)
    request = pair.request()
    await matching.ask(request, speaker(pair.buyer))
    refusal = await matching.refusal(decision(request, accepted=False, reason=" \u200b"), speaker(pair.coop))
    assert (refusal.code, refusal.details) == ("invalid", {"reason": "required"})
    await matching.ask(decision(request, accepted=False, reason="Sold out"), speaker(pair.coop))
    await matching.settled()
    [event] = matching.told(MatchDeclined, request.match_request_id)
    assert (event.reason, event.version) == ("Sold out", 2)


async def test_the_same_request_again_changes_nothing(matching: Surroundings) -> None:
    pair = await introduced(matching)
    request = pair.request()
    await matching.ask(request, speaker(pair.buyer))
    await matching.tell(withdrawn(pair.card))
    await matching.settled()
    assert (await matching.ask(request, speaker(pair.buyer))).outcome == "repeated"
    other = replace(request, message="Something else")
    assert (await matching.refusal(other, speaker(pair.buyer))).code == "id_reused"
    await matching.settled()
    assert len(matching.told(MatchRequested, request.match_request_id)) == 1


async def test_one_request_stands_for_a_demand_and_a_listing(matching: Surroundings) -> None:
    pair = await introduced(matching)
    requests = [pair.request() for _ in range(20)]
    answers = await asyncio.gather(
        *(matching.ask(request, speaker(pair.buyer)) for request in requests), return_exceptions=True
    )
    refused = [answer.code for answer in answers if isinstance(answer, Rejected)]
    assert refused == ["match_exists"] * 19
    page = await matching.ask(FindMatches(organisation_id=pair.buyer.id), speaker(pair.buyer))
    assert page.total == 1
    # after a refusal the buyer may ask again
    [standing] = page.items
    decline = DecideMatch(match_request_id=standing.id, accepted=False, reason="No")
    await matching.ask(decline, speaker(pair.coop))
    assert (await matching.ask(pair.request(), speaker(pair.buyer))).outcome == "created"


async def test_one_request_sent_many_times_at_once_is_made_once(matching: Surroundings) -> None:
    pair = await introduced(matching)
    request = pair.request()
    answers = await asyncio.gather(*(matching.ask(request, speaker(pair.buyer)) for _ in range(20)))
    assert sorted(answer.outcome for answer in answers) == ["created"] + ["repeated"] * 19


def outcome(answer: ActPut | BaseException) -> str:
    if isinstance(answer, Rejected):
        return answer.code
    assert isinstance(answer, ActPut)
    return answer.outcome


async def test_a_decision_is_taken_once(matching: Surroundings) -> None:
    pair = await introduced(matching)
    request = pair.request()
    await matching.ask(request, speaker(pair.buyer))
    decisions = [decision(request), decision(request, accepted=False, reason="No")] * 10
    answers = await asyncio.gather(
        *(matching.ask(one, speaker(pair.coop)) for one in decisions), return_exceptions=True
    )
    assert sorted(map(outcome, answers)) == ["already_decided"] * 10 + ["created"] + ["repeated"] * 9
    await matching.settled()
    told: list[MatchChanged] = [
        *matching.told(MatchAccepted, request.match_request_id),
        *matching.told(MatchDeclined, request.match_request_id),
    ]
    assert len(told) == 1


async def test_a_listing_that_matching_has_not_heard_of_is_asked_for_once(matching: Surroundings) -> None:
    buyer, coop = await known(matching, "buyer"), an_organisation("coop")
    product = a_product()
    demand = a_demand(product, buyer.id)
    await matching.ask(demand, speaker(buyer))
    pair = Pair(buyer, coop, demand, a_card(product, coop))
    request = pair.request()
    cards = OwnListings(items=[pair.card], total=1)
    async with (
        matching.answering(GetCards, lambda _: cards) as for_cards,
        matching.answering(GetOrganisation, lambda _: coop) as for_coops,
    ):
        for outcome in ("created", "repeated"):
            assert (await matching.ask(request, speaker(buyer))).outcome == outcome
    assert [question.listing_ids for question in for_cards] == [[pair.card.id]]
    assert [question.organisation_id for question in for_coops] == [coop.id]
    # what was fetched is matched as if it had been heard
    page = await matching.ask(GetSuggestions(demand_id=demand.demand_id), speaker(buyer))
    assert [item.match_status for item in page.items] == ["requested"]


async def test_only_a_published_listing_can_be_asked_for(matching: Surroundings) -> None:
    pair = await introduced(matching)
    async with matching.answering(GetCards, lambda _: OwnListings(items=[], total=0)):
        unknown = replace(pair.request(), listing_id=uuid7())
        assert (await matching.refusal(unknown, speaker(pair.buyer))).code == "listing_unknown"
    await matching.tell(withdrawn(pair.card))
    await matching.settled()
    async with matching.answering(GetCards, lambda _: OwnListings(items=[], total=0)):
        assert (await matching.refusal(pair.request(), speaker(pair.buyer))).code == "listing_unknown"


async def test_a_closed_demand_asks_for_nothing(matching: Surroundings) -> None:
    pair = await introduced(matching)
    closed = replace(pair.demand, expected_version=1, body=replace(pair.demand.body, status="closed"))
    await matching.ask(closed, speaker(pair.buyer))
    assert (await matching.refusal(pair.request(), speaker(pair.buyer))).code == "demand_closed"


async def test_the_undecided_come_first_then_the_newest(matching: Surroundings) -> None:
    buyer, coop = [await known(matching, kind) for kind in ("buyer", "coop")]
    requests = []
    for _ in range(4):
        requests.append((await introduced(matching, buyer, coop)).request())
        await matching.ask(requests[-1], speaker(buyer))
    first, second, third, fourth = requests
    await matching.ask(decision(fourth), speaker(coop))
    await matching.ask(decision(second, accepted=False, reason="No"), speaker(coop))
    expected = [request.match_request_id for request in (third, first, fourth, second)]
    for organisation in (buyer, coop):
        page = await matching.ask(FindMatches(organisation_id=organisation.id), speaker(organisation))
        assert ([match.id for match in page.items], page.total) == (expected, 4)
    accepted = await matching.ask(FindMatches(organisation_id=buyer.id, status="accepted"), speaker(buyer))
    assert [match.id for match in accepted.items] == [fourth.match_request_id]


async def test_matches_are_told_again(matching: Surroundings) -> None:
    pair = await introduced(matching)
    request = pair.request()
    await matching.ask(request, speaker(pair.buyer))
    await matching.ask(decision(request), speaker(pair.coop))
    await matching.settled()
    await matching.ask(Republish(service="matching", entity="matches"), OPERATOR)
    await matching.settled()
    first, again = matching.told(MatchAccepted, request.match_request_id)
    assert first == again
