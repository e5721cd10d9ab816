"""Telephone numbers as people write them."""

import pytest

from shared.phone import e164


@pytest.mark.parametrize(
    "written",
    [
        "0912345678",
        "0912.345.678",
        "091-234-5678",
        "(0912) 345 678",
        "84 912 345 678",
        "+84 (0) 912 345 678",
        "0084912345678",
        "912345678",
        "ĐT: 0912 345 678",
        "０９１２３４５６７８",
    ],
)
def test_one_mobile_number_in_many_writings(written: str) -> None:
    assert e164(written, "VN") == "+84912345678"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("0120 123 4567", "+84701234567"),
        ("0162.123.4567", "+84321234567"),
        ("+84 168 912 3456", "+84389123456"),
        ("84 199 912 3456", "+84599123456"),
        ("0127 123 4567", "+84811234567"),
    ],
)
def test_mobile_numbers_of_before_2018(old: str, new: str) -> None:
    assert e164(old, "VN") == new


@pytest.mark.parametrize(
    ("written", "country", "number"),
    [
        ("(0222) 3 821 234", "VN", "+842223821234"),
        ("03-1234-5678", "JP", "+81312345678"),
        ("+81 3 1234 5678", "VN", "+81312345678"),
        ("02-312-3456", "KR", "+8223123456"),
    ],
)
def test_landlines_and_other_countries(written: str, country: str, number: str) -> None:
    assert e164(written, country) == number


@pytest.mark.parametrize(
    "written", ["", "12", "113", "không có", "0912 345 678 - 0988 111 222", "0000000000", "9" * 30]
)
def test_what_cannot_be_dialled(written: str) -> None:
    assert e164(written, "VN") is None
