"""Until which instant a quote can be taken, and by whom."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from services.matching.models.thread import Quote
from shared.contracts.quotes import MonthlyQuantity, PriceTier, QuoteTerms
from shared.errors import Rejected
from shared.ids import uuid7

MIDNIGHT = datetime(2026, 12, 1, tzinfo=UTC)

TERMS = QuoteTerms(
    unit="KGM",
    currency="USD",
    incoterm="FOB",
    place="Hải Phòng",
    tiers=[PriceTier(from_quantity=Decimal(0), price=Decimal(3))],
    months=[MonthlyQuantity(month="2027-01", amount=Decimal(1))],
    valid_until=MIDNIGHT,
)


def a_quote() -> Quote:
    return Quote(
        id=uuid7(),
        match_request_id=uuid7(),
        number=1,
        side="coop",
        terms=TERMS,
        total=Decimal(1),
        moq=None,
        made_at=MIDNIGHT - timedelta(days=3),
        valid_until=MIDNIGHT,
    )


def test_it_is_taken_up_to_the_last_microsecond() -> None:
    quote, last = a_quote(), MIDNIGHT - timedelta(microseconds=1)
    quote.accept("buyer", at=last)
    assert (quote.status, quote.accepted_at) == ("accepted", last)


@pytest.mark.parametrize("late", [timedelta(0), timedelta(microseconds=1), timedelta(days=400)])
def test_it_cannot_be_taken_at_midnight_sharp(late: timedelta) -> None:
    quote = a_quote()
    with pytest.raises(Rejected) as refused:
        quote.accept("buyer", at=MIDNIGHT + late)
    assert (refused.value.code, quote.status) == ("quote_expired", "open")


def test_nobody_accepts_its_own_quote_or_an_overtaken_one() -> None:
    quote = a_quote()
    with pytest.raises(Rejected, match="quote_own"):
        quote.accept("coop", at=MIDNIGHT - timedelta(days=1))
    quote.status = "replaced"
    with pytest.raises(Rejected, match="quote_overtaken"):
        quote.accept("buyer", at=MIDNIGHT - timedelta(days=1))
