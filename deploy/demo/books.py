"""What booths cost at the demo's fairs, what came in for those of the past one, and what that fair cost."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from deploy.demo.fairs import fair_id
from deploy.demo.organisations import organisation_id
from deploy.local.console import Console
from shared.contracts.fairs.fair import FairBody
from shared.contracts.fairs.fees import (
    BasePrice,
    Fee,
    FeeBody,
    GetFees,
    PriceBody,
    PriceRule,
    ProgrammeBody,
    PutPrices,
    PutProgramme,
    RecordFee,
)
from shared.contracts.fairs.outcome import BudgetBody, BudgetLine, PutBudget
from shared.contracts.registry import LoadedOrganisation

SUPPORTED = 10
"""Exhibitors of whose fee a programme pays half."""
STILL_DUE, WAIVED, INVOICED = 2, 2, 5
"""Of the past fair's fees; the others are paid."""
BUDGET = (
    ("Thuê mặt bằng", 60_000_000, 58_500_000),
    ("Dựng gian hàng", 85_000_000, 91_200_000),
    ("Điện, nước, vệ sinh, bảo vệ", 32_000_000, 30_750_000),
    ("Truyền thông, in ấn", 25_000_000, 21_400_000),
    ("Đón người mua nước ngoài", 40_000_000, 37_900_000),
)
"""For what, planned, spent; in dong."""


def prices(fair: FairBody) -> PriceBody:
    return PriceBody(
        bases=[BasePrice(amount=Decimal(3_500_000))],
        rules=[
            PriceRule(kind="corner", percent=Decimal(15)),
            PriceRule(kind="early", percent=Decimal(10), until=fair.starts_at - timedelta(days=7)),
            PriceRule(kind="ocop", percent=Decimal(20), stars=4),
        ],
    )


async def price_booths(console: Console, which: str, fair: FairBody) -> None:
    await console.ask(PutPrices(fair_id=fair_id(which), body=prices(fair)))


async def keep_books(console: Console, exhibitors: Sequence[LoadedOrganisation], held: FairBody) -> None:
    """Of the past fair, as its accountant left them."""
    past = fair_id("past")
    supported = ProgrammeBody(
        name="Chương trình xúc tiến thương mại của tỉnh",
        funder="Sở Công Thương Bắc Ninh",
        budget=Decimal(25_000_000),
        share=Decimal(50),
        organisation_ids=[one.id for one in exhibitors[:SUPPORTED]],
    )
    await console.ask(PutProgramme(programme_id=organisation_id("programme", "past"), fair_id=past, body=supported))
    fees = (await console.ask(GetFees(fair_id=past))).items
    for fee, body in zip(fees, _records(len(fees), held.starts_at.date()), strict=True):
        await console.ask(_record(fee, body))
    lines = [BudgetLine(name=name, planned=Decimal(planned), spent=Decimal(spent)) for name, planned, spent in BUDGET]
    await console.ask(PutBudget(fair_id=past, body=BudgetBody(lines=lines)))


def _record(fee: Fee, body: FeeBody) -> RecordFee:
    return RecordFee(fair_id=fair_id("past"), booking_id=fee.booking_id, organisation_id=fee.organisation.id, body=body)


def _records(fees: int, opening: date) -> Iterator[FeeBody]:
    paid = fees - STILL_DUE - WAIVED - INVOICED
    for number in range(1, fees + 1):
        invoice = f"HD-{opening.year}-{number:03d}"
        if number <= paid:
            on = opening - timedelta(days=number % 9 + 1)
            yield FeeBody(status="paid", number=invoice, reference=f"CK {4100 + number}", on=on)
        elif number <= paid + INVOICED:
            yield FeeBody(status="invoiced", number=invoice, on=opening - timedelta(days=10))
        elif number <= fees - STILL_DUE:
            yield FeeBody(status="waived", reason="HTX mới thành lập")
        else:
            yield FeeBody(status="due")
