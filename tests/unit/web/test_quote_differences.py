from datetime import UTC, datetime, timedelta
from decimal import Decimal

from msgspec.structs import replace

from shared.contracts.quotes import MonthlyQuantity, PriceTier, Quote, QuoteTerms
from shared.ids import uuid7
from web.differences import differences

UNTIL = datetime(2027, 1, 1, tzinfo=UTC)


def a_quote(total: str, price: str, *amounts: str, currency: str = "USD") -> Quote:
    terms = QuoteTerms(
        unit="KGM",
        currency=currency,
        incoterm="CIF",
        place="Busan",
        tiers=[PriceTier(from_quantity=Decimal(0), price=Decimal(price))],
        months=[
            MonthlyQuantity(month=f"2027-{month:02d}", amount=Decimal(amount))
            for month, amount in enumerate(amounts, 1)
        ],
        valid_until=UNTIL,
    )
    return Quote(
        id=uuid7(),
        number=1,
        side="coop",
        status="open",
        terms=terms,
        lines=[],
        total=Decimal(total),
        moq=None,
        made_at=UNTIL,
        accepted_at=None,
    )


def shown(before: Quote, after: Quote) -> list[tuple[str, ...]]:
    changed = differences(before, after, "Asia/Tokyo", "en", str, lambda one, many, n: one if n == 1 else many)
    return [tuple(one) for one in changed]


def test_what_is_changed_with_how_much_more_or_less() -> None:
    assert shown(a_quote("2220", "7.4", "300"), a_quote("2070", "6.9", "150", "150")) == [
        ("In all", "$2,220.00", "$2,070.00", "−6.8 %"),
        ("Price", "7.4 USD / kg", "6.9 USD / kg", "−6.8 %"),
        ("January 2027", "300 kg", "150 kg", "−50 %"),
        ("February 2027", "", "150 kg", ""),
    ]


def test_only_what_can_be_compared_is() -> None:
    dollars, yen = a_quote("2220", "7.4", "300"), a_quote("330000", "1100", "300", currency="JPY")
    assert [one[3] for one in shown(dollars, yen)] == ["", ""]
    assert shown(dollars, a_quote("2220.00", "7.40", "300.0")) == []
    moved = replace(dollars, terms=replace(dollars.terms, incoterm="FOB", place="Hải Phòng"))
    assert shown(dollars, moved) == [("Delivery", "CIF Busan", "FOB Hải Phòng", "")]


def test_another_last_moment_is_told_on_the_readers_clock() -> None:
    first = a_quote("2220", "7.4", "300")
    longer = replace(first, terms=replace(first.terms, valid_until=UNTIL + timedelta(days=1)))
    assert shown(first, longer) == [
        ("Valid until", "January 1, 2027, 09:00 (GMT+9)", "January 2, 2027, 09:00 (GMT+9)", "")
    ]
