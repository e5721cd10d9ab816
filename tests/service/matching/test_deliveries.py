from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from msgspec.structs import replace

from services.matching.asking_after import ask_after_due
from services.matching.queries.figures import added
from shared import home
from shared.actor import Actor
from shared.contracts.agreements import AgreementBody, AgreementReached, ConfirmAgreement, GetAgreement, StateAgreement
from shared.contracts.deliveries import (
    Cause,
    DeliveryBody,
    DeliveryDue,
    DeliveryRecorded,
    GetDeliveries,
    GetTradeReport,
    TellDelivery,
    TradeFigures,
    TradeReport,
)
from shared.contracts.fairs.fair import BoothCounts, Fair, FairBody, GetFair
from shared.contracts.open_agreements import FindOpenAgreements
from shared.contracts.quotes import MonthlyQuantity
from shared.contracts.registry import Organisation
from shared.contracts.traded import FindTraded
from shared.home import HOME
from shared.ids import uuid7
from tests.service.matching.builders import known, speaker
from tests.service.matching.deals import Deal, Ledger, a_deal
from tests.support.eventually import eventually_async
from tests.support.surroundings import Surroundings, account

OFFICER = account("officer")


def today() -> date:
    return home.today()


def months(*amounts: int) -> list[MonthlyQuantity]:
    """From this month on."""
    present = today().year * 12 + today().month - 1
    names = [f"{(present + ahead) // 12}-{(present + ahead) % 12 + 1:02d}" for ahead in range(len(amounts))]
    return [MonthlyQuantity(month=name, amount=Decimal(amount)) for name, amount in zip(names, amounts, strict=True)]


class Agreed(NamedTuple):
    deal: Deal
    id: UUID

    def tell(
        self, by: Organisation, delivered: int, version: int | None = None, cause: Cause | None = None, at: int = 0
    ) -> TellDelivery:
        body = DeliveryBody(delivered=Decimal(delivered), accepted=Decimal(delivered), paid=Decimal(7), cause=cause)
        return TellDelivery(
            agreement_id=self.id,
            organisation_id=by.id,
            month=months(*[1] * (at + 1))[at].month,
            expected_version=version,
            body=body,
        )


async def agreed(matching: Surroundings, *amounts: int, deal: Deal | None = None) -> Agreed:
    deal = deal or await a_deal(matching)
    quote = deal.quote(months=months(*amounts))
    await matching.ask(quote, speaker(deal.coop))
    await matching.ask(deal.acceptance(quote), speaker(deal.buyer))

    async def reached() -> Sequence[AgreementReached]:
        return matching.told(AgreementReached, quote.quote_id)

    await eventually_async(reached)
    return Agreed(deal, quote.quote_id)


async def test_each_side_tells_its_own_word(matching: Surroundings, capacity: Ledger) -> None:
    del capacity
    agreement = await agreed(matching, 1000, 500)
    deal, (buyer, coop) = agreement.deal, (speaker(agreement.deal.buyer), speaker(agreement.deal.coop))
    told = agreement.tell(deal.coop, 1000)
    assert await matching.outcome(told, coop) == "created"
    assert await matching.outcome(told, coop) == "unchanged"
    less = agreement.tell(deal.buyer, 900)
    assert (await matching.refusal(less, buyer)).details == {"cause": "required"}
    assert await matching.outcome(agreement.tell(deal.buyer, 900, cause="quality"), buyer) == "created"
    assert (await matching.refusal(agreement.tell(deal.buyer, 950, cause="quality"), buyer)).code == "version_required"
    assert await matching.outcome(agreement.tell(deal.buyer, 950, version=1, cause="quality"), buyer) == "revised"
    deliveries = await matching.ask(GetDeliveries(agreement_id=agreement.id), buyer)
    first, second = deliveries.months
    assert (first.promised, first.executed, second.executed) == (Decimal(1000), Decimal(950), None)
    assert first.coop is not None
    assert first.coop.body.delivered == 1000
    assert deliveries.due == [first.month]
    await matching.settled()
    words = [event for event in matching.told(DeliveryRecorded) if event.agreement_id == agreement.id]
    assert [(event.side, event.version, event.body.cause) for event in words] == [
        ("coop", 1, None),
        ("buyer", 1, "quality"),
        ("buyer", 2, "quality"),
    ]


async def test_who_may_tell_what(matching: Surroundings, capacity: Ledger) -> None:
    del capacity
    agreement = await agreed(matching, 1000, 500)
    deal, stranger = agreement.deal, await known(matching, "buyer")
    told = agreement.tell(deal.coop, 1000)
    for nobody in (speaker(stranger), OFFICER):
        assert (await matching.refusal(told, nobody)).code == "agreement_unknown"
    assert (await matching.refusal(told, speaker(deal.buyer))).code == "forbidden"
    later = agreement.tell(deal.coop, 500, at=1)
    assert (await matching.refusal(later, speaker(deal.coop))).details == {"month": "in_the_future"}
    never = agreement.tell(deal.coop, 500, at=2)
    assert (await matching.refusal(never, speaker(deal.coop))).details == {"month": "unknown"}
    assert (await matching.refusal(GetDeliveries(agreement_id=agreement.id), speaker(stranger))).code == (
        "agreement_unknown"
    )
    report = GetTradeReport(since=today(), until=today())
    assert (await matching.refusal(report, speaker(deal.coop))).code == "forbidden"


async def test_who_is_silent_is_asked_once(matching: Surroundings, capacity: Ledger) -> None:
    del capacity
    agreement = await agreed(matching, 1000)
    await matching.ask(agreement.tell(agreement.deal.coop, 1000), speaker(agreement.deal.coop))
    end = (today().replace(day=1) + timedelta(days=32)).replace(day=1)
    engine = matching.running.engine

    async def asked_on(day: int) -> list[list[str]]:
        await ask_after_due(engine, datetime(end.year, end.month, day, 9, tzinfo=HOME))
        await matching.settled()
        return [[*event.silent] for event in matching.told(DeliveryDue) if event.agreement_id == agreement.id]

    assert await asked_on(2) == []
    assert await asked_on(3) == [["buyer"]]
    assert await asked_on(4) == [["buyer"]]


async def at_a_fair(agreement: Agreed, matching: Surroundings, name: str) -> UUID:
    fair_id = uuid7()
    moment = datetime.now(UTC)
    fair = Fair(
        id=fair_id,
        version=1,
        body=FairBody(name=name, starts_at=moment, ends_at=moment, zone="Asia/Ho_Chi_Minh"),
        booths=BoothCounts(free=0, held=0, confirmed=0, blocked=0),
    )
    found = await matching.ask(GetAgreement(agreement_id=agreement.id), speaker(agreement.deal.buyer))
    async with matching.answering(GetFair, lambda _: fair):
        stated = StateAgreement(
            agreement_id=agreement.id, expected_version=found.version, body=AgreementBody(fair_id=fair_id)
        )
        await matching.ask(stated, speaker(agreement.deal.buyer))
    return fair_id


async def test_the_figures_of_the_alliance_add_up(matching: Surroundings, capacity: Ledger) -> None:
    del capacity
    before = await report(matching, OFFICER)
    first = await agreed(matching, 1000, 500)
    second = await agreed(matching, 300)
    fair_id = await at_a_fair(first, matching, "Phiên kết nối")
    for agreement, delivered in ((first, 800), (second, 300)):
        deal = agreement.deal
        cause: Cause | None = "transport" if agreement is first else None
        await matching.ask(agreement.tell(deal.coop, delivered + 100, cause=cause), speaker(deal.coop))
        await matching.ask(agreement.tell(deal.buyer, delivered, cause=cause), speaker(deal.buyer))
    now = await report(matching, OFFICER)
    [event] = [one for one in now.events if one.fair_id == fair_id]
    assert event.fair_name == "Phiên kết nối"
    assert event.figures == [
        TradeFigures(
            unit="KGM",
            currency="USD",
            agreements=1,
            signed=0,
            promised=Decimal(1500),
            promised_value=Decimal("5182.50"),
            delivered=Decimal(900),
            accepted=Decimal(800),
            executed=Decimal(800),
            executed_value=Decimal("2764.00"),
            paid=Decimal(7),
            begun=1,
        )
    ]
    grown = {
        name: figure_of(now, name) - figure_of(before, name)
        for name in ("agreements", "begun", "promised", "delivered", "accepted", "executed", "executed_value", "paid")
    }
    assert grown == {
        "agreements": 2,
        "begun": 2,
        "promised": 1800,
        "delivered": 1300,
        "accepted": 1100,
        "executed": 1100,
        "executed_value": Decimal("3800.50"),
        "paid": 14,
    }
    for name in ("agreements", "signed", "promised_value", "executed_value"):
        assert figure_of(now, name) == sum(getattr(row, name) for one in now.events for row in one.figures)
    await the_lists_hold_what_the_figures_say(matching, now, fair_id)
    causes = {(one.cause, one.side): one.months for one in now.causes}
    assert causes["transport", "buyer"] == 1
    assert now.pairs == before.pairs + 2


async def the_lists_hold_what_the_figures_say(matching: Surroundings, found: TradeReport, fair_id: UUID) -> None:
    everything = FindTraded(since=found.since, until=found.until, page_size=100)
    whole = await matching.ask(everything, OFFICER)
    assert whole.figures == found.total
    assert len(whole.items) == whole.total - whole.unnamed
    for name in ("promised", "promised_value", "delivered", "executed", "executed_value", "paid"):
        by_month = sum(getattr(row, name) for one in found.months for row in one.figures)
        assert by_month == sum(getattr(row, name) for row in found.total)
    for one in found.months:
        assert (await matching.ask(replace(everything, month=one.month), OFFICER)).figures == added(one.figures)
    for row in found.total:
        one_row = replace(everything, unit=row.unit, currency=row.currency)
        assert (await matching.ask(one_row, OFFICER)).figures == [row]
        assert (await matching.ask(replace(one_row, begun=True), OFFICER)).total == row.begun
    for one in found.months:
        for row in one.figures:
            under_way = replace(everything, month=one.month, unit=row.unit, currency=row.currency, begun=True)
            assert (await matching.ask(under_way, OFFICER)).total == row.begun
    for cause in found.causes:
        those = await matching.ask(replace(everything, cause=cause.cause, side=cause.side), OFFICER)
        assert those.total == cause.agreements
    [item] = (await matching.ask(replace(everything, fair_id=fair_id), OFFICER)).items
    assert item.fair_name == "Phiên kết nối"
    late = await matching.ask(replace(everything, cause="transport", side="buyer", coop_id=item.coop.id), OFFICER)
    assert [one.id for one in late.items] == [item.id]
    assert (late.total, late.unnamed) == (1, 0)


async def test_each_month_that_is_over_was_kept_or_short_or_is_untold(matching: Surroundings, capacity: Ledger) -> None:
    del capacity
    agreement = await agreed(matching, 1000, 1000, 1000)
    deal = agreement.deal
    async with matching.running.engine.begin() as connection:
        moved = sa.text(
            "UPDATE agreement_line SET month = (left(month, 4)::int - 1) || right(month, 3)"
            " WHERE agreement_id = :id RETURNING month"
        )
        past = sorted((await connection.execute(moved, {"id": agreement.id})).scalars())
    for month, sold, bought in ((past[0], 1000, 1000), (past[1], 1000, 900), (past[2], 1000, None)):
        for side, amount in ((deal.coop, sold), (deal.buyer, bought)):
            if amount is not None:
                told = replace(agreement.tell(side, amount, cause="quality"), month=month)
                await matching.ask(told, speaker(side))
    found = await report(matching, OFFICER)
    query = FindTraded(since=found.since, until=found.until)
    for one in found.outcomes:
        those = replace(query, outcome=one.outcome)
        assert (await matching.ask(those, OFFICER)).total == one.agreements
        [item] = (await matching.ask(replace(those, coop_id=deal.coop.id), OFFICER)).items
        assert (item.id, item.figures.promised) == (agreement.id, Decimal(1000))
    assert {one.outcome for one in found.outcomes} == {"kept", "short", "untold"}


async def test_what_only_its_parties_may_read_is_counted_and_not_named(
    matching: Surroundings, capacity: Ledger
) -> None:
    del capacity
    agreement = await agreed(matching, 1000)
    found = await matching.ask(GetAgreement(agreement_id=agreement.id), speaker(agreement.deal.buyer))
    private = AgreementBody(seen_by="parties")
    stated = StateAgreement(agreement_id=agreement.id, expected_version=found.version, body=private)
    await matching.ask(stated, speaker(agreement.deal.buyer))
    query = FindTraded(since=today() - timedelta(days=1), until=today(), coop_id=agreement.deal.coop.id)
    page = await matching.ask(query, OFFICER)
    assert (page.items, page.total, page.unnamed) == ([], 1, 1)
    assert page.figures[0].promised == 1000
    assert (await matching.refusal(query, speaker(agreement.deal.coop))).code == "forbidden"


async def report(matching: Surroundings, who: Actor) -> TradeReport:
    return await matching.ask(GetTradeReport(since=today() - timedelta(days=1), until=today()), who)


def figure_of(found: TradeReport, name: str) -> Decimal:
    return sum((getattr(row, name) for row in found.total if (row.unit, row.currency) == ("KGM", "USD")), Decimal(0))


async def test_a_desk_shows_what_an_agreement_still_asks_of_its_side(matching: Surroundings, capacity: Ledger) -> None:
    del capacity
    agreement = await agreed(matching, 1000, 500)
    deal, (buyer, coop) = agreement.deal, (speaker(agreement.deal.buyer), speaker(agreement.deal.coop))

    async def open_for(side: Organisation, actor: Actor) -> list[tuple[str, bool, list[tuple[str, Decimal]]]]:
        found = await matching.ask(FindOpenAgreements(organisation_id=side.id), actor)
        return [(it.other.name, it.confirmed, [(m.month, m.quantity) for m in it.untold]) for it in found.items]

    begun = [(months(1)[0].month, Decimal(1000))]
    assert await open_for(deal.coop, coop) == [(deal.buyer.name, False, begun)]
    await matching.ask(agreement.tell(deal.coop, 1000), coop)
    assert await open_for(deal.coop, coop) == [(deal.buyer.name, False, [])]
    assert await open_for(deal.buyer, buyer) == [(deal.coop.name, False, begun)]
    standing = await matching.ask(GetAgreement(agreement_id=agreement.id), coop)
    own_word = ConfirmAgreement(
        agreement_id=agreement.id, organisation_id=deal.coop.id, expected_version=standing.version
    )
    await matching.ask(own_word, coop)
    assert await open_for(deal.coop, coop) == []
    assert (await matching.refusal(FindOpenAgreements(organisation_id=deal.coop.id), buyer)).code == "forbidden"
