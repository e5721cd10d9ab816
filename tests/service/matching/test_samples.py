import pytest
from msgspec.structs import replace

from shared.contracts.matching import DecideMatch, RequestMatch
from shared.contracts.samples import AskForSample, GetSamples, JudgeSample, ReceiveSample, SampleChanged, SendSample
from shared.ids import uuid7
from tests.service.matching.builders import a_card, a_demand, a_product, known, published, speaker
from tests.service.matching.deals import Deal, a_deal
from tests.support.surroundings import Surroundings, account


async def a_deal_with_sample_first(matching: Surroundings) -> Deal:
    buyer, coop = [await known(matching, kind) for kind in ("buyer", "coop")]
    product = a_product()
    demand = a_demand(product, buyer.id)
    await matching.ask(replace(demand, body=replace(demand.body, sample_first=True)), speaker(buyer))
    card = a_card(product, coop)
    await matching.tell(published(card))
    await matching.settled()
    request = RequestMatch(match_request_id=uuid7(), demand_id=demand.demand_id, listing_id=card.id)
    await matching.ask(request, speaker(buyer))
    await matching.ask(DecideMatch(match_request_id=request.match_request_id, accepted=True), speaker(coop))
    return Deal(buyer, coop, card, request.match_request_id)


@pytest.mark.usefixtures("capacity")
async def test_no_quote_counts_before_the_sample_that_the_demand_wants(matching: Surroundings) -> None:
    deal = await a_deal_with_sample_first(matching)
    buyer, coop = speaker(deal.buyer), speaker(deal.coop)
    quote = deal.quote()
    await matching.ask(quote, coop)
    taking = deal.acceptance(quote)
    assert (await matching.refusal(taking, buyer)).code == "sample_required"

    async def a_sample(*, approved: bool, verdict: str = "") -> None:
        ask = AskForSample(sample_id=uuid7(), match_request_id=deal.id, what="500 g")
        judge = JudgeSample(sample_id=ask.sample_id, approved=approved, verdict=verdict)
        send = SendSample(sample_id=ask.sample_id, carrier="EMS", waybill="EE123456789VN")
        receive = ReceiveSample(sample_id=ask.sample_id)
        assert (await matching.refusal(send, coop)).code == "sample_unknown"
        assert await matching.outcome(ask, buyer) == "created"
        assert (await matching.refusal(receive, buyer)).code == "sample_not_there"
        for step, who in ((send, coop), (receive, buyer), (judge, buyer)):
            assert await matching.outcome(step, who) == "created"
            assert await matching.outcome(step, who) == "repeated"
        assert (await matching.refusal(replace(send, waybill="other"), coop)).code == "id_reused"

    await a_sample(approved=False, verdict="Quá mềm")
    assert (await matching.refusal(taking, buyer)).code == "sample_required"
    await a_sample(approved=True)
    assert await matching.outcome(taking, buyer) == "created"
    samples = await matching.ask(GetSamples(match_request_id=deal.id), coop)
    assert samples.required
    assert [(one.status, one.verdict) for one in samples.items] == [("rejected", "Quá mềm"), ("approved", "")]
    await matching.settled()
    told = matching.told(SampleChanged, samples.items[1].id)
    assert [(event.status, event.side) for event in told] == [
        ("asked", "buyer"),
        ("sent", "coop"),
        ("received", "buyer"),
        ("approved", "buyer"),
    ]


async def test_whose_step_it_is(matching: Surroundings) -> None:
    deal, stranger = await a_deal(matching), speaker(await known(matching, "buyer"))
    buyer, coop = speaker(deal.buyer), speaker(deal.coop)
    ask = AskForSample(sample_id=uuid7(), match_request_id=deal.id)
    assert (await matching.refusal(ask, stranger)).code == "match_unknown"
    assert (await matching.refusal(ask, coop)).code == "forbidden"
    await matching.ask(ask, buyer)
    send = SendSample(sample_id=ask.sample_id, carrier="EMS", waybill=" ")
    assert (await matching.refusal(send, coop)).details == {"waybill": "required"}
    for step in (send, ReceiveSample(sample_id=ask.sample_id), JudgeSample(sample_id=ask.sample_id, approved=True)):
        assert (await matching.refusal(step, stranger)).code == "sample_unknown"
        assert (await matching.refusal(step, account("officer"))).code == "forbidden"
    assert (await matching.refusal(send, buyer)).code == "forbidden"
    assert (await matching.refusal(GetSamples(match_request_id=deal.id), stranger)).code == "match_unknown"
    rejection = JudgeSample(sample_id=ask.sample_id, approved=False)
    assert (await matching.refusal(rejection, buyer)).details == {"verdict": "required"}
