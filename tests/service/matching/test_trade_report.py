"""What the Alliance reads of its market's trade: figures that add up, and lists that hold what they count."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
import sqlalchemy as sa
from msgspec.structs import replace

from services.matching.queries.figures import added
from shared.contracts.agreements import AgreementBody, GetAgreement, StateAgreement
from shared.contracts.deliveries import Cause, GetTradeReport, TradeFigures, TradeReport
from shared.contracts.fairs.fair import BoothCounts, Fair, FairBody, GetFair
from shared.contracts.traded import FindTraded
from shared.home import today
from shared.ids import uuid7
from tests.service.matching.agreed import Agreed, agreed
from tests.service.matching.builders import speaker
from tests.support.surroundings import Surroundings, account

pytestmark = pytest.mark.usefixtures("capacity")
OFFICER = account("officer")


async def report(matching: Surroundings) -> TradeReport:
    return await matching.ask(GetTradeReport(since=today() - timedelta(days=1), until=today()), OFFICER)


def figure_of(found: TradeReport, name: str) -> Decimal:
    return sum((getattr(row, name) for row in found.total if (row.unit, row.currency) == ("KGM", "USD")), Decimal(0))


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


async def test_the_figures_of_the_alliance_add_up(matching: Surroundings) -> None:
    before = await report(matching)
    first = await agreed(matching, 1000, 500)
    second = await agreed(matching, 300)
    fair_id = await at_a_fair(first, matching, "Phiên kết nối")
    for agreement, delivered in ((first, 800), (second, 300)):
        deal = agreement.deal
        cause: Cause | None = "transport" if agreement is first else None
        await matching.ask(agreement.tell(deal.coop, delivered + 100, cause=cause), speaker(deal.coop))
        await matching.ask(agreement.tell(deal.buyer, delivered, cause=cause), speaker(deal.buyer))
    now = await report(matching)
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


async def test_each_month_that_is_over_was_kept_or_short_or_is_untold(matching: Surroundings) -> None:
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
    found = await report(matching)
    query = FindTraded(since=found.since, until=found.until)
    for one in found.outcomes:
        those = replace(query, outcome=one.outcome)
        assert (await matching.ask(those, OFFICER)).total == one.agreements
        [item] = (await matching.ask(replace(those, coop_id=deal.coop.id), OFFICER)).items
        assert (item.id, item.figures.promised) == (agreement.id, Decimal(1000))
    assert {one.outcome for one in found.outcomes} == {"kept", "short", "untold"}


async def test_what_only_its_parties_may_read_is_counted_and_not_named(matching: Surroundings) -> None:
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
