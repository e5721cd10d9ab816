from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from services.matching.pricing import is_below, priced, stated, total
from shared.contracts.quotes import MonthlyQuantity, PriceTier, QuoteTerms
from shared.contracts.values import Quantity
from shared.errors import Invalid
from shared.money import rounded

NOW = datetime(2026, 11, 1, 3, tzinfo=UTC)
MIDNIGHT = datetime(2026, 12, 1, tzinfo=UTC)


def tier(start: str, price: str) -> PriceTier:
    return PriceTier(from_quantity=Decimal(start), price=Decimal(price))


def asked(month: str, amount: str) -> MonthlyQuantity:
    return MonthlyQuantity(month=month, amount=Decimal(amount))


TERMS = QuoteTerms(
    unit="KGM",
    currency="USD",
    incoterm="FOB",
    place="Hải Phòng",
    tiers=[tier("2000", "3"), tier("0", "3.455")],
    months=[asked("2027-02", "2000"), asked("2027-01", "1001")],
    valid_until=MIDNIGHT,
)


def kept(terms: QuoteTerms, moq: Quantity | None = None) -> QuoteTerms:
    return stated(terms, moq, now=NOW, today=NOW.date())


def faults(terms: QuoteTerms, moq: Quantity | None = None) -> Mapping[str, object]:
    with pytest.raises(Invalid) as refusal:
        kept(terms, moq)
    return refusal.value.details


def test_each_month_has_the_price_of_its_tier_and_the_column_adds_up() -> None:
    lines = priced(kept(TERMS))
    assert [(line.month, line.price, line.value) for line in lines] == [
        ("2027-01", Decimal("3.455"), Decimal("3458.46")),
        ("2027-02", Decimal(3), Decimal("6000.00")),
    ]
    assert total(lines) == Decimal("9458.46")


@pytest.mark.parametrize(("currency", "value"), [("VND", "3"), ("JPY", "3"), ("USD", "2.50"), ("KWD", "2.500")])
def test_money_is_rounded_to_what_there_are_coins_for(currency: str, value: str) -> None:
    assert rounded(Decimal("2.5"), currency) == Decimal(value)


def test_below_the_smallest_order_needs_to_be_said() -> None:
    moq = Quantity(amount=Decimal("1.5"), unit="TNE")
    assert is_below(TERMS, moq)
    assert faults(TERMS, moq) == {"below_moq": "below_moq"}
    assert kept(replace(TERMS, below_moq=True), moq).below_moq
    assert not is_below(TERMS, Quantity(amount=Decimal(9), unit="XCT"))


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"place": " \u200b"}, {"place": "required"}),
        ({"currency": "ABC"}, {"currency": "unknown"}),
        ({"valid_until": NOW}, {"valid_until": "in_the_past"}),
        ({"valid_until": datetime.max.replace(tzinfo=UTC)}, {"valid_until": "out_of_range"}),
        ({"valid_until": MIDNIGHT.replace(tzinfo=None)}, {"valid_until": "offset_missing"}),
        ({"tiers": [tier("0", "0")]}, {"tiers.0.price": "not_an_amount"}),
        ({"tiers": [tier("0", "3"), tier("0", "2")]}, {"tiers": "duplicate"}),
        ({"tiers": [tier("NaN", "3")]}, {"tiers.0.from_quantity": "not_an_amount"}),
        ({"tiers": [tier("1500", "3")]}, {"months.1.amount": "below_first_tier"}),
        ({"tiers": [tier("0", "1000000000000")]}, {"tiers": "out_of_range"}),
        ({"months": [asked("2027-01", "NaN")]}, {"months.0.amount": "not_an_amount"}),
        ({"months": [asked("2027-01", "1"), asked("2027-01", "2")]}, {"months": "duplicate"}),
        ({"months": [asked("2026-10", "2000")]}, {"months.0.month": "in_the_past"}),
    ],
)
def test_what_cannot_be_quoted(changes: dict[str, object], wrong: dict[str, str]) -> None:
    assert faults(replace(TERMS, **changes)) == wrong


AMOUNTS = st.decimals(min_value="0.000001", max_value="100000", places=6)


@given(amounts=st.lists(AMOUNTS, min_size=1, max_size=12), prices=st.lists(AMOUNTS, min_size=1, max_size=10))
def test_a_total_is_the_sum_of_what_is_shown(amounts: list[Decimal], prices: list[Decimal]) -> None:
    terms = replace(
        TERMS,
        tiers=[PriceTier(from_quantity=Decimal(place), price=price) for place, price in enumerate(prices)],
        months=[MonthlyQuantity(month=f"2027-{place:02d}", amount=amount) for place, amount in enumerate(amounts, 1)],
    )
    lines = priced(kept(terms))
    assert total(lines) == sum(rounded(line.quantity * line.price, "USD") for line in lines)
