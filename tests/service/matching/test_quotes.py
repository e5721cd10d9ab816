import asyncio
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from msgspec.structs import replace

from shared.contracts.agreements import AgreementReached, QuoteAccepted
from shared.contracts.quotes import AcceptQuote, GetThread, MessagePosted, PostMessage, QuoteMade, Thread
from shared.contracts.registry import Organisation
from shared.contracts.values import Quantity
from shared.ids import uuid7
from tests.service.matching.builders import known, speaker
from tests.service.matching.deals import Deal, Ledger, a_deal, terms
from tests.support.eventually import eventually_async
from tests.support.surroundings import Surroundings, account


async def thread_of(deal: Deal, matching: Surroundings, who: Organisation | None = None) -> Thread:
    return await matching.ask(GetThread(match_request_id=deal.id), speaker(who or deal.buyer))


async def test_both_sides_write_to_each_other(matching: Surroundings) -> None:
    deal = await a_deal(matching)
    said = PostMessage(
        message_id=uuid7(), match_request_id=deal.id, organisation_id=deal.coop.id, text="Gửi mẫu\u200b tuần sau."
    )
    assert await matching.outcome(said, speaker(deal.coop)) == "created"
    assert await matching.outcome(said, speaker(deal.coop)) == "repeated"
    assert (await matching.refusal(replace(said, text="Khác"), speaker(deal.coop))).code == "id_reused"
    answer = replace(said, message_id=uuid7(), organisation_id=deal.buyer.id, text="ありがとうございます")
    await matching.ask(answer, speaker(deal.buyer))
    thread = await thread_of(deal, matching)
    assert [(one.side, one.text) for one in thread.messages] == [
        ("coop", "Gửi mẫu tuần sau."),
        ("buyer", "ありがとうございます"),
    ]
    await matching.settled()
    [event] = matching.told(MessagePosted, said.message_id)
    assert (event.match_request_id, event.side, event.buyer_id) == (deal.id, "coop", deal.buyer.id)


async def test_a_counter_quote_takes_the_place_of_the_open_one(matching: Surroundings) -> None:
    deal = await a_deal(matching)
    first = deal.quote()
    assert await matching.outcome(first, speaker(deal.coop)) == "created"
    assert await matching.outcome(first, speaker(deal.coop)) == "repeated"
    counter = replace(deal.quote(deal.buyer, place="Kobe"), answers=first.quote_id)
    await matching.ask(counter, speaker(deal.buyer))
    late = replace(deal.quote(), answers=first.quote_id)
    assert (await matching.refusal(late, speaker(deal.coop))).code == "quote_overtaken"
    overtaken = deal.acceptance(first)
    assert (await matching.refusal(overtaken, speaker(deal.buyer))).code == "quote_overtaken"
    thread = await thread_of(deal, matching)
    assert [(one.number, one.side, one.status) for one in thread.quotes] == [
        (1, "coop", "replaced"),
        (2, "buyer", "open"),
    ]
    assert [line.value for line in thread.quotes[0].lines] == [Decimal("3458.46"), Decimal(6000)]
    assert thread.quotes[0].total == Decimal("9458.46")
    await matching.settled()
    [event] = matching.told(QuoteMade, counter.quote_id)
    assert (event.number, event.total, event.currency) == (2, Decimal("9458.46"), "USD")


async def test_an_exception_from_the_smallest_order_is_said_and_orderable(
    matching: Surroundings, capacity: Ledger
) -> None:
    deal = await a_deal(matching, moq=Quantity(amount=Decimal(3), unit="TNE"))
    quote = deal.quote()
    refusal = await matching.refusal(quote, speaker(deal.coop))
    assert (refusal.code, refusal.details) == ("invalid", {"below_moq": "below_moq"})
    exception = replace(quote, terms=replace(quote.terms, below_moq=True))
    await matching.ask(exception, speaker(deal.coop))
    await matching.ask(deal.acceptance(quote), speaker(deal.buyer))
    await reached(matching, quote.quote_id)
    [shown] = (await thread_of(deal, matching)).quotes
    assert (shown.terms.below_moq, shown.moq) == (True, deal.card.moq)
    assert capacity.statuses(deal.card.id) == ["confirmed", "confirmed"]


async def reached(matching: Surroundings, key: object) -> AgreementReached:
    async def told() -> list[AgreementReached]:
        return [event for event in matching.told(AgreementReached) if event.id == key]

    [event] = await eventually_async(told)
    return event


async def test_of_many_acceptances_at_once_one_makes_the_agreement(matching: Surroundings, capacity: Ledger) -> None:
    deal = await a_deal(matching)
    quote = deal.quote()
    await matching.ask(quote, speaker(deal.coop))
    answers = await asyncio.gather(*(matching.outcome(deal.acceptance(quote), speaker(deal.buyer)) for _ in range(20)))
    assert sorted(answers) == ["created"] + ["repeated"] * 19
    await reached(matching, quote.quote_id)
    await matching.settled()
    assert len(matching.told(QuoteAccepted, quote.quote_id)) == 1
    assert len(matching.told(AgreementReached, quote.quote_id)) == 1
    assert len(capacity.statuses(deal.card.id)) == 2
    again = deal.quote()
    assert (await matching.refusal(again, speaker(deal.coop))).code == "agreement_exists"


@pytest.mark.usefixtures("capacity")
async def test_an_acceptance_and_a_counter_quote_at_once_do_not_both_count(matching: Surroundings) -> None:
    for _ in range(8):
        deal = await a_deal(matching)
        quote = deal.quote()
        await matching.ask(quote, speaker(deal.coop))
        counter = deal.quote(deal.coop, place="Kobe")
        taken, countered = await asyncio.gather(
            matching.outcome(deal.acceptance(quote), speaker(deal.buyer)),
            matching.outcome(counter, speaker(deal.coop)),
        )
        assert (taken, countered) in {("created", "agreement_exists"), ("quote_overtaken", "created")}
        agreements = await matching.rows("SELECT id FROM agreement WHERE match_request_id = :id", id=deal.id)
        assert [row.id for row in agreements] == ([quote.quote_id] if taken == "created" else [])


async def test_a_quote_that_has_ended_is_not_accepted(matching: Surroundings) -> None:
    deal = await a_deal(matching)
    quote = deal.quote(valid_until=datetime.now(UTC) + timedelta(milliseconds=300))
    await matching.ask(quote, speaker(deal.coop))

    async def ended() -> bool:
        return datetime.now(UTC) >= quote.terms.valid_until

    await eventually_async(ended)
    assert (await matching.refusal(deal.acceptance(quote), speaker(deal.buyer))).code == "quote_expired"
    rows = await matching.rows("SELECT 1 FROM agreement WHERE id = :id", id=quote.quote_id)
    assert rows == []


async def test_who_may_not(matching: Surroundings) -> None:
    deal, other = await a_deal(matching), await known(matching, "buyer")
    quote = deal.quote()
    await matching.ask(quote, speaker(deal.coop))
    taking = deal.acceptance(quote)
    assert (await matching.refusal(deal.acceptance(quote, deal.coop), speaker(deal.coop))).code == "quote_own"
    officer = account("officer")
    for message in (deal.quote(), taking):
        assert (await matching.refusal(message, speaker(other))).code == "match_unknown"
        assert (await matching.refusal(message, officer)).code == "forbidden"
        assert (await matching.refusal(message)).code == "unauthenticated"
    foreign = AcceptQuote(quote_id=quote.quote_id, match_request_id=deal.id, organisation_id=other.id)
    assert (await matching.refusal(foreign, speaker(other))).code == "match_unknown"
    assert (await matching.refusal(GetThread(match_request_id=deal.id), speaker(other))).code == "match_unknown"
    assert (await matching.ask(GetThread(match_request_id=deal.id), officer)).quotes


async def test_the_terms_of_a_quote_are_judged(matching: Surroundings) -> None:
    deal = await a_deal(matching)
    refusal = await matching.refusal(deal.quote(place="", tiers=terms().tiers[:0]), speaker(deal.coop))
    assert refusal.code == "malformed"
    assert (await matching.refusal(deal.quote(place=" "), speaker(deal.coop))).details == {"place": "required"}
