"""What exhibitors are charged, what is recorded of it, and which programme pays."""

import asyncio
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from shared.contracts.fairs.bookings import EndBooking, TransferBooking
from shared.contracts.fairs.fees import (
    BasePrice,
    Fee,
    FeeBody,
    FeeList,
    FeeRecorded,
    GetFees,
    GetPrices,
    PriceBody,
    PriceRule,
    ProgrammeBody,
    PutPrices,
    PutProgramme,
    QuoteBooth,
    RecordFee,
)
from shared.contracts.listings import ListingPublished
from shared.errors import Rejected
from shared.ids import uuid7
from tests.support.fairs import Stage, a_body, a_booking, a_card, organizer, refusal, speaker

PRICES = PriceBody(
    bases=[BasePrice(amount=Decimal(4_000_000))], rules=[PriceRule(kind="ocop", percent=Decimal(25), stars=4)]
)


async def priced_fair(stage: Stage) -> UUID:
    fair = await stage.fair()
    await stage.ask(PutPrices(fair_id=fair, body=PRICES), organizer())
    return fair


async def exhibiting(stage: Stage, fair: UUID, code: str = "A01") -> tuple[UUID, UUID]:
    """A co-op and its booking."""
    coop = await stage.coop()
    booking = a_booking(fair, await stage.booth(fair, code), coop)
    await stage.ask(booking, speaker(coop))
    return coop, booking.booking_id


async def programme(stage: Stage, fair: UUID, budget: int, *coops: UUID, share: int = 50) -> UUID:
    key = uuid7()
    body = ProgrammeBody(name="Khuyến công", budget=Decimal(budget), share=Decimal(share), organisation_ids=list(coops))
    await stage.ask(PutProgramme(programme_id=key, fair_id=fair, body=body), organizer())
    return key


def a_record(fair: UUID, booking: UUID, coop: UUID, version: int | None = None, **body: Any) -> RecordFee:
    stated = FeeBody(**({"status": "invoiced", "number": booking.hex[-8:]} | body))
    return RecordFee(fair_id=fair, booking_id=booking, organisation_id=coop, expected_version=version, body=stated)


async def fees(stage: Stage, fair: UUID) -> FeeList:
    return await stage.ask(GetFees(fair_id=fair), organizer())


async def own_fee(stage: Stage, fair: UUID, coop: UUID) -> Fee:
    [fee] = (await stage.ask(GetFees(fair_id=fair, organisation_id=coop), speaker(coop))).items
    return fee


async def test_an_exhibitor_sees_what_the_stars_of_its_products_take_off(stage: Stage) -> None:
    fair = await priced_fair(stage)
    coop, _ = await exhibiting(stage, fair)
    card = replace(a_card(coop), stars=4)
    await stage.hear(ListingPublished(id=card.id, version=1, listing=card))

    fee = await own_fee(stage, fair, coop)
    booth = await stage.booth(fair, "A02")
    quote = await stage.ask(QuoteBooth(fair_id=fair, booth_id=booth, organisation_id=coop), speaker(coop))

    assert [(str(line.kind), int(line.amount)) for line in fee.lines] == [("base", 4_000_000), ("ocop", -1_000_000)]
    assert (int(fee.total), str(fee.body.status)) == (3_000_000, "due")
    assert (quote.lines, quote.total) == (fee.lines, fee.total)


async def test_what_was_recorded_stays_when_prices_change(stage: Stage) -> None:
    fair = await priced_fair(stage)
    coop, booking = await exhibiting(stage, fair)
    await stage.ask(a_record(fair, booking, coop), organizer())
    dearer = replace(PRICES, bases=[BasePrice(amount=Decimal(9_000_000))])
    await stage.ask(PutPrices(fair_id=fair, expected_version=1, body=dearer), organizer())

    assert (await own_fee(stage, fair, coop)).total == 4_000_000
    await stage.ask(a_record(fair, booking, coop, 1, status="due", number=""), organizer())
    assert (await own_fee(stage, fair, coop)).total == 9_000_000
    told = await stage.all_told(FeeRecorded, booking)
    assert [(event.version, str(event.status), int(event.amount)) for event in told] == [
        (1, "invoiced", 4_000_000),
        (2, "due", 4_000_000),
    ]


async def test_the_totals_add_up_with_what_ended(stage: Stage) -> None:
    fair = await priced_fair(stage)
    ended, gone = await exhibiting(stage, fair, "A01")
    waived, free = await exhibiting(stage, fair, "A02")
    await exhibiting(stage, fair, "A03")
    handed, over = await exhibiting(stage, fair, "B01")
    await stage.ask(a_record(fair, gone, ended), organizer())
    await stage.ask(a_record(fair, free, waived, status="waived", reason="hộ nghèo"), organizer())
    await stage.ask(a_record(fair, over, handed), organizer())
    await stage.ask(EndBooking(booking_id=gone, fair_id=fair), speaker(ended))
    other = await stage.coop()
    await stage.ask(TransferBooking(change_id=uuid7(), booking_id=over, organisation_id=other), organizer())

    found = await fees(stage, fair)

    totals = found.totals
    assert [int(part) for part in (totals.due, totals.waived, totals.invoiced, totals.paid)] == [
        8_000_000,
        4_000_000,
        8_000_000,
        0,
    ]
    assert totals.charged == sum(fee.total for fee in found.items) == 20_000_000
    assert {fee.organisation.id for fee in found.items if fee.ended} == {ended, handed}
    assert (await own_fee(stage, fair, other)).total == 4_000_000


async def test_a_programme_pays_its_share_until_its_budget_is_committed(stage: Stage) -> None:
    fair = await priced_fair(stage)
    some = [await exhibiting(stage, fair, code) for code in ("A01", "A02")]
    key = await programme(stage, fair, 3_000_000, *(coop for coop, _ in some))
    assert (await own_fee(stage, fair, some[0][0])).total == 2_000_000

    [one] = (await fees(stage, fair)).programmes
    assert [int(one.committed), int(one.expected)] == [0, 4_000_000]
    (first, first_booking), (second, second_booking) = some
    await stage.ask(a_record(fair, first_booking, first), organizer())
    with pytest.raises(Rejected) as refused:
        await stage.ask(a_record(fair, second_booking, second), organizer())
    [one] = (await fees(stage, fair)).programmes

    assert (refused.value.code, refused.value.details["missing"]) == ("budget_exceeded", "1000000")
    assert [int(one.committed), int(one.expected)] == [2_000_000, 2_000_000]
    less = replace(one.body, budget=Decimal(1_000_000))
    command = PutProgramme(programme_id=key, fair_id=fair, expected_version=1, body=less)
    assert await refusal(stage, command, organizer()) == "budget_exceeded"


async def test_two_organizers_never_commit_the_same_money(stage: Stage) -> None:
    fair = await priced_fair(stage)
    some = [await exhibiting(stage, fair, code) for code in ("A01", "A02", "A03", "B01")]
    key = await programme(stage, fair, 8_000_000)

    def waive(coop: UUID, booking: UUID) -> RecordFee:
        return a_record(fair, booking, coop, status="waived", programme_id=key, number="")

    outcomes = await asyncio.gather(*(stage.around.outcome(waive(*one), organizer()) for one in some))

    assert sorted(outcomes) == ["budget_exceeded", "budget_exceeded", "created", "created"]
    assert [one.committed for one in (await fees(stage, fair)).programmes] == [8_000_000]


async def test_the_later_of_two_organizers_is_told(stage: Stage) -> None:
    fair = await priced_fair(stage)
    coop, booking = await exhibiting(stage, fair)
    records = [a_record(fair, booking, coop, number=number) for number in ("1", "2")]

    outcomes = await asyncio.gather(*(stage.around.outcome(record, organizer()) for record in records))

    assert sorted(outcomes) == ["created", "version_required"]
    assert len(await stage.all_told(FeeRecorded, booking)) == 1


async def test_an_invoice_number_is_given_once(stage: Stage) -> None:
    fair = await priced_fair(stage)
    some = [await exhibiting(stage, fair, code) for code in ("A01", "A02")]
    records = [a_record(fair, booking, coop, number="HD-1") for coop, booking in some]

    await stage.ask(records[0], organizer())

    assert (await stage.ask(records[0], organizer())).outcome == "unchanged"
    assert await refusal(stage, records[1], organizer()) == "invoice_number_taken"


async def test_the_currency_stays_once_money_was_recorded(stage: Stage) -> None:
    fair = await priced_fair(stage)
    await programme(stage, fair, 1)
    in_dollars = PutPrices(fair_id=fair, expected_version=1, body=replace(PRICES, currency="USD"))

    assert await refusal(stage, in_dollars, organizer()) == "currency_fixed"


async def test_who_may_not_touch_or_read_the_money(stage: Stage) -> None:
    fair = await priced_fair(stage)
    coop, booking = await exhibiting(stage, fair)
    body = ProgrammeBody(name="Khuyến công", budget=Decimal(1))
    booth = await stage.booth(fair)

    for message in (
        PutPrices(fair_id=fair, expected_version=1, body=replace(PRICES, bases=[])),
        PutProgramme(programme_id=uuid7(), fair_id=fair, body=body),
        a_record(fair, booking, coop),
        GetFees(fair_id=fair),
    ):
        assert await refusal(stage, message, coop) == "forbidden"
    stranger = await stage.coop()
    assert await refusal(stage, GetFees(fair_id=fair, organisation_id=coop), stranger) == "forbidden"
    assert await refusal(stage, QuoteBooth(fair_id=fair, booth_id=booth, organisation_id=coop), stranger) == "forbidden"


async def test_members_are_nobody_elses_business(stage: Stage) -> None:
    coop, fair = await stage.coop(), await priced_fair(stage)
    await stage.ask(PutPrices(fair_id=fair, expected_version=1, body=replace(PRICES, members=[coop])), organizer())

    assert (await stage.ask(GetPrices(fair_id=fair))).body.members == []
    assert (await stage.ask(GetPrices(fair_id=fair), organizer())).body.members == [coop]
    draft = await stage.fair(status="draft", name=a_body().name)
    with pytest.raises(Rejected, match="fair_unknown"):
        await stage.ask(GetPrices(fair_id=draft))
