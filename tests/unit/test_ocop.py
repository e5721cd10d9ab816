from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.values import Ocop
from shared.ocop import last_day, valid_stars


@pytest.mark.parametrize(
    ("issued", "until"),
    [
        (date(2023, 3, 15), date(2026, 3, 15)),
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2021, 2, 28), date(2024, 2, 28)),
        (date(2023, 12, 31), date(2026, 12, 31)),
        (date(9998, 1, 1), date.max),
    ],
)
def test_a_certificate_counts_for_36_calendar_months(issued: date, until: date) -> None:
    assert last_day(issued) == until


@given(st.dates(max_value=date(9990, 1, 1)))
def test_stars_count_from_the_day_of_issue_to_the_last_day(issued: date) -> None:
    ocop = Ocop(stars=4, certificate="OCOP-4-01", issued=issued)
    end = last_day(issued)
    assert valid_stars(ocop, issued) == 4
    assert valid_stars(ocop, end) == 4
    assert valid_stars(ocop, end + timedelta(days=1)) is None
    if issued > date.min:
        assert valid_stars(ocop, issued - timedelta(days=1)) is None


def test_without_a_certificate_there_are_no_stars() -> None:
    assert valid_stars(None, date(2026, 1, 1)) is None
