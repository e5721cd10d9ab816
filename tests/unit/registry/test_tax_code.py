"""Tax codes: known good and bad ones, and what the check digit catches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.registry.tax_code import standard_tax_code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("0100233488", "0100233488"),
        (" 01.00.233.488 ", "0100233488"),
        ("0314409058-002", "0314409058-002"),
        ("0314409058 002", "0314409058-002"),
        ("0100047516", "0100047516"),
    ],
)
def test_standard_writing(written: str, code: str) -> None:
    assert standard_tax_code(written, "VN") == (code, None)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("0100233480", "check_digit"),
        ("010023348", "malformed"),
        ("0314409058-000", "malformed"),
        ("không rõ", "malformed"),
        ("٠١٠٠٢٣٣٤٨٨", "malformed"),
    ],
)
def test_faults(written: str, fault: str) -> None:
    assert standard_tax_code(written, "VN") == (None, fault)


@pytest.mark.parametrize("nothing", ["", "  ", "\u200b"])
def test_none_is_no_fault(nothing: str) -> None:
    assert standard_tax_code(nothing, "VN") == (None, None)


def test_codes_of_other_countries_are_kept() -> None:
    assert standard_tax_code("t1234-5678", "JP") == ("T1234-5678", None)


@given(place=st.integers(0, 9), digit=st.integers(0, 9))
def test_one_mistyped_digit_never_passes(place: int, digit: int) -> None:
    right = "0100233488"
    typed = right[:place] + str(digit) + right[place + 1 :]
    assert (standard_tax_code(typed, "VN")[0] == typed) is (typed == right)
