"""A quote of more than the listing has free is not sent unless it is meant."""

from decimal import Decimal

import pytest

from shared.contracts.capacity import ListingCapacity, MonthCapacity
from shared.moments import CLOCKS
from web.forms.fields import Form
from web.forms.quotes import quote_terms
from web.forms.supply import warn_beyond

FREE_600 = MonthCapacity(month="2027-01", capacity=Decimal(1000), promised=Decimal(400))


def faults(*amounts: str, unit: str = "KGM", **typed: str) -> dict[str, str]:
    """Of quantities for January 2027 and the months after it; an empty one is a row that does not count."""
    form = Form("en").fill(unit=unit, currency="USD", incoterm="FOB", place="Hải Phòng", price_0="3")
    form.fill(valid_until="2026-12-10T10:00", **typed)
    for place, amount in enumerate(amounts):
        form.fill(**{f"month_{place}": f"2027-{place or 1:02d}", f"amount_{place}": amount})
    terms = quote_terms(form, CLOCKS["en"])
    assert terms is not None
    warn_beyond(form, terms, ListingCapacity(unit="KGM", months=[FREE_600]))
    return form.faults


@pytest.mark.parametrize(("asked", "unit"), [(("600",), "KGM"), (("0.6",), "TNE"), (("600", "", "9,000"), "KGM")])
def test_what_is_free_or_not_stated_may_be_quoted(asked: tuple[str, ...], unit: str) -> None:
    assert faults(*asked, unit=unit) == {}


@pytest.mark.parametrize(
    ("asked", "unit", "at"), [(("600.1",), "KGM", 0), (("0.601",), "TNE", 0), (("", "601"), "KGM", 1)]
)
def test_more_is_said_at_its_row(asked: tuple[str, ...], unit: str, at: int) -> None:
    assert faults(*asked, unit=unit) == {f"amount_{at}": "more_than_free"}


def test_a_unit_that_says_nothing_of_the_supply() -> None:
    assert faults("5", unit="XBX") == {"unit": "not_unit_of_supply"}


def test_it_may_be_meant() -> None:
    assert faults("601", beyond_supply="1") == {}
