"""What a booth costs: rules as data, lines that add up."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from services.fairs.price_statement import stated_fee, stated_prices, stated_programme
from services.fairs.pricing import Payer, Stand, price_lines, total
from shared.contracts.fairs.fees import BasePrice, FeeBody, PriceBody, PriceRule, ProgrammeBody
from shared.contracts.values import Named
from shared.errors import Invalid
from shared.ids import uuid7
from tests.support.fairs import NOON

STAND = Stand(booth_type="", area=Decimal(9), corner=True, booked_at=NOON, stars=4, member=True)
PRICES = PriceBody(
    bases=[
        BasePrice(amount=Decimal(4_500_000)),
        BasePrice(booth_type="raw", per="square_metre", amount=Decimal(350_000)),
    ],
    rules=[
        PriceRule(kind="corner", percent=Decimal(10)),
        PriceRule(kind="early", percent=Decimal(20), until=NOON),
        PriceRule(kind="member", percent=Decimal(5)),
        PriceRule(kind="ocop", percent=Decimal(10), stars=3),
        PriceRule(kind="ocop", percent=Decimal(15), stars=4),
        PriceRule(kind="ocop", percent=Decimal(30), stars=5),
    ],
)
PAYER = Payer(programme=Named(id=uuid7(), name="Khuyến công"), share=Decimal(50))


def test_a_price_is_the_sum_of_its_lines() -> None:
    lines = price_lines(STAND, PRICES, [PAYER])

    assert [(line.kind, line.amount) for line in lines] == [
        ("base", Decimal(4_500_000)),
        ("corner", Decimal(450_000)),
        ("early", Decimal(-990_000)),
        ("member", Decimal(-247_500)),
        ("ocop", Decimal(-742_500)),
        ("programme", Decimal(-1_485_000)),
    ]
    assert total(lines) == Decimal(1_485_000)


def test_a_type_has_its_own_price_by_its_size() -> None:
    plain = replace(STAND, booth_type="raw", area=Decimal("10.5"), corner=False, stars=None, member=False)
    [line] = price_lines(replace(plain, booked_at=NOON + timedelta(seconds=1)), PRICES, [])

    assert (line.amount, line.quantity, line.unit_amount) == (Decimal(3_675_000), Decimal("10.5"), Decimal(350_000))


def test_where_no_rule_gives_a_price_there_is_none() -> None:
    assert price_lines(STAND, replace(PRICES, bases=PRICES.bases[1:]), [PAYER]) == []


@given(
    amount=st.decimals(0, 10**9, places=2),
    percents=st.lists(st.integers(0, 100), min_size=4, max_size=4),
    share=st.integers(0, 100),
    currency=st.sampled_from(["VND", "USD", "KWD"]),
)
def test_nobody_pays_less_than_nothing_nor_a_part_of_a_coin(
    amount: Decimal, percents: list[int], share: int, currency: str
) -> None:
    kinds = [replace(rule, percent=Decimal(percent)) for rule, percent in zip(PRICES.rules, percents, strict=False)]
    prices = PriceBody(currency=currency, bases=[BasePrice(amount=amount)], rules=kinds)

    lines = price_lines(STAND, prices, [replace(PAYER, share=Decimal(share))] * 3)

    coins = {"VND": 0, "USD": 2, "KWD": 3}[currency]
    assert total(lines) >= 0
    assert all(line.amount == round(line.amount, coins) for line in lines)


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        (PriceBody(bases=[BasePrice(amount=Decimal(-1))]), {"bases.0.amount": "not_an_amount"}),
        (PriceBody(bases=[BasePrice(amount=Decimal("NaN"))]), {"bases.0.amount": "not_an_amount"}),
        (PriceBody(bases=[BasePrice(amount=Decimal(1))] * 2), {"bases.1.booth_type": "duplicate"}),
        (
            PriceBody(rules=[PriceRule(kind="early", percent=Decimal(101))]),
            {"rules.0.percent": "out_of_range", "rules.0.until": "required"},
        ),
        (
            PriceBody(rules=[PriceRule(kind="ocop", percent=Decimal(1)), PriceRule(kind="member", percent=Decimal(2))]),
            {"rules.0.stars": "required"},
        ),
    ],
)
def test_what_prices_cannot_be(body: PriceBody, wrong: dict[str, str]) -> None:
    with pytest.raises(Invalid) as refused:
        stated_prices(body)
    assert refused.value.details == wrong


def test_a_fee_says_what_its_state_needs() -> None:
    for body, wrong in (
        (FeeBody(status="waived"), {"reason": "required"}),
        (FeeBody(status="invoiced", reason="x"), {"number": "required"}),
        (FeeBody(status="paid", number="1"), {"reference": "required", "on": "required"}),
    ):
        with pytest.raises(Invalid) as refused:
            stated_fee(body)
        assert refused.value.details == wrong
    assert stated_fee(FeeBody(status="due", number="7", reason="x")) == FeeBody(status="due")


def test_a_programme_has_a_budget_and_a_share() -> None:
    with pytest.raises(Invalid) as refused:
        stated_programme(ProgrammeBody(name="  ", budget=Decimal("Infinity"), share=Decimal(120)))
    assert refused.value.details == {"name": "required", "budget": "not_an_amount", "share": "out_of_range"}
