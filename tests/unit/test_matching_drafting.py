"""A buyer's text as the draft of a demand: with the buyer's own words as evidence, and nothing guessed."""

from datetime import date
from decimal import Decimal

import pytest

from services.matching.drafting import drafted
from shared.contracts.demand_reading import DemandReading
from shared.contracts.values import Language, Quantity
from shared.contracts.wanted import Packaging, TargetPrice

TODAY = date(2026, 11, 23)
JAPANESE = (
    "乾燥レンコンを探しています。毎月2トン、横浜港CIF。HACCP必須、できれば有機JAS。"
    "希望価格は1kgあたり５ドル、20kgカートン、来年３月から６月まで。まずサンプルをお願いします。"
)


def words(reading: DemandReading) -> dict[str, list[str]]:
    return {it.field: it.words for it in reading.fields if it.state == "read"}


def open_fields(reading: DemandReading) -> list[str]:
    return [it.field for it in reading.fields if it.state == "unknown"]


def test_every_field_says_from_which_words_it_was_read() -> None:
    reading = drafted(JAPANESE, "ja", TODAY)
    assert words(reading) == {
        "what": ["乾燥レンコン"],
        "quantity": ["毎月2トン"],
        "months": ["３月から６月"],
        "target_price": ["1kgあたり５ドル"],
        "packaging": ["20kgカートン"],
        "destination": ["横浜"],
        "incoterm": ["CIF"],
        "place": ["横浜"],
        "certificates": ["HACCP"],
        "certificates_wished": ["有機JAS"],
        "sample_first": ["サンプル"],
    }
    assert (reading.what, reading.concept["vi"]) == ("乾燥レンコン", "củ sen sấy")
    assert reading.quantity == Quantity(amount=Decimal(2), unit="TNE")
    assert reading.months == ["2027-03", "2027-04", "2027-05", "2027-06"]
    assert reading.target_price == TargetPrice(amount=Decimal(5), currency="USD", unit="KGM")
    assert reading.packaging == Packaging(kind="XCT", content=Quantity(amount=Decimal(20), unit="KGM"))
    assert (reading.destination, reading.incoterm, reading.place) == ("JP", "CIF", "Yokohama")
    assert (reading.certificates, reading.certificates_wished) == (["HACCP"], ["JAS"])


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Dried mango, 20 tonnes a year to Busan", "quantity"),
        ("Dried mango, 500 kg to Busan, quantity per season", "quantity"),
        ("Dried mango, 500 kg a month to Busan from March to June 2029", "months"),
        ("Dried mango, 500 kg a month, HACCP or BRCGS required", "certificates"),
    ],
)
def test_what_a_field_cannot_hold_stays_open(text: str, field: str) -> None:
    reading = drafted(text, "en", TODAY)
    assert open_fields(reading) == [field]
    assert not getattr(reading, field)
    assert all(it.words for it in reading.fields)


def test_what_is_not_said_is_neither_read_nor_open() -> None:
    assert drafted("안녕하세요", "ko", TODAY) == DemandReading(fields=[])


@pytest.mark.parametrize(
    ("language", "text", "quoted"),
    [
        ("ko", "건조 연근을 매월 2톤 부산항 CIF", ["매월 2톤"]),
        ("he", "אבקת כורכום 500 ק״ג בחודש, חיפה", ["500 ק״ג בחודש"]),
        ("vi", "Cần mua củ sen sấy, hai tấn mỗi tháng", ["hai tấn mỗi tháng"]),
        ("en", "Dried lotus root: Twenty TONNES per month", ["Twenty TONNES per month"]),
    ],
)
def test_words_are_quoted_as_they_were_written(language: Language, text: str, quoted: list[str]) -> None:
    assert words(drafted(text, language, TODAY))["quantity"] == quoted


def test_a_second_product_is_named_and_left_to_a_demand_of_its_own() -> None:
    reading = drafted("500 kg of dried mango a month and 300 kg of cashew nuts a month to Busan", "en", TODAY)
    assert (reading.what, len(reading.others)) == ("dried mango", 1)
