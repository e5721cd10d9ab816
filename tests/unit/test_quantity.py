from decimal import Decimal, localcontext
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.values import Unit
from shared.quantity import DECIMALS, LARGEST, converted, is_sensible

AMOUNTS = st.decimals(0, LARGEST, places=DECIMALS)
MASSES: tuple[Unit, ...] = ("GRM", "KGM", "DTN", "TNE")


@pytest.mark.parametrize(
    ("amount", "unit", "into", "expected"),
    [
        ("2", "TNE", "KGM", "2000"),
        ("2.5", "DTN", "KGM", "250"),
        ("30", "DTN", "TNE", "3"),
        ("0.1", "KGM", "GRM", "100"),
        ("1", "GRM", "TNE", "0.000001"),
        ("750", "MLT", "LTR", "0.75"),
        ("7", "XBX", "XBX", "7"),
    ],
)
def test_the_same_quantity_in_another_unit(amount: str, unit: Unit, into: Unit, expected: str) -> None:
    assert converted(Decimal(amount), unit, into) == Decimal(expected)


@pytest.mark.parametrize(("unit", "into"), [("KGM", "LTR"), ("XCT", "KGM"), ("XBX", "XPK"), ("H87", "SET")])
def test_what_measures_something_else_is_not_converted(unit: Unit, into: Unit) -> None:
    assert converted(Decimal(1), unit, into) is None


@given(AMOUNTS, st.sampled_from(MASSES), st.sampled_from(MASSES))
def test_no_digit_is_lost_on_the_way_there_and_back(amount: Decimal, unit: Unit, into: Unit) -> None:
    there = converted(amount, unit, into)
    assert there is not None
    assert converted(there, into, unit) == amount


@given(AMOUNTS, st.sampled_from(MASSES), st.sampled_from(MASSES))
def test_conversions_do_not_depend_on_decimals_precision(amount: Decimal, unit: Unit, into: Unit) -> None:
    with localcontext(prec=60):
        exact = converted(amount, unit, into)
    assert converted(amount, unit, into) == exact


def test_every_unit_is_at_least_itself() -> None:
    for unit in get_args(Unit):
        assert converted(Decimal(3), unit, unit) == 3


@pytest.mark.parametrize("amount", ["0", "0.000001", "1000000000000", "1E+3", "2.50000000000"])
def test_amounts_that_can_be_meant(amount: str) -> None:
    assert is_sensible(Decimal(amount))


@pytest.mark.parametrize(
    "amount",
    ["-1", "NaN", "sNaN", "Infinity", "1000000000000.1", "0.0000001", "1.0000000000000000000000000000001", "1E+999999"],
)
def test_amounts_that_cannot_be_meant(amount: str) -> None:
    assert not is_sensible(Decimal(amount))
