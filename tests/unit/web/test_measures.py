"""Amounts with their unit agree in number, also within sentences."""

from decimal import Decimal

import pytest
from msgspec import convert

from shared.contracts.requirements import Requirement
from shared.contracts.values import Language
from web.measures import measured
from web.reasons import reason
from web.render import Pages

PAGES = Pages()


@pytest.mark.parametrize(
    ("language", "amount", "unit", "said"),
    [
        ("en", "1", "XBO", "1 bottle"),
        ("en", "1.2", "TNE", "1.2 tonnes"),
        ("en", "1500", "KGM", "1,500 kg"),
        ("he", "1", "XBX", "קופסה אחת"),
        ("he", "500", "XBO", "500 בקבוקים"),
        ("ja", "20", "LTR", "20 リットル"),
        ("vi", "2", "DTN", "2 tạ"),
    ],
)
def test_a_unit_agrees_with_its_number(language: Language, amount: str, unit: str, said: str) -> None:
    assert measured(Decimal(amount), unit, language, PAGES.counting(language)) == said


def in_english(requirement: Requirement, **names: str) -> str:
    called = convert(names, dict[Language, str])
    return reason(requirement, called, language="en", gettext=PAGES.texts("en"), ngettext=PAGES.counting("en"))


def test_a_reason_calls_the_product_as_it_is_shown() -> None:
    same = Requirement(name="product", verdict="met", why="product_same", facts={"named": "蓮茶", "asked": "lotus tea"})
    assert in_english(same, ja="蓮茶", vi="Trà sen") == "Trà sen is what is asked for: lotus tea"
    assert in_english(same, vi="Trà sen") == "蓮茶 is what is asked for: lotus tea"


def test_reasons_say_units_with_each_amount() -> None:
    facts = {"available": "530", "asked": "1", "unit": "XBO", "month": "2027-01"}
    short = Requirement(name="capacity", verdict="unmet", why="capacity_short", facts=facts)
    said = in_english(short)
    assert said == "Only 530 bottles in January 2027; asked 1 bottle"


def test_units_that_cannot_be_compared_are_named_alone() -> None:
    moq = Requirement(name="moq", verdict="unknown", why="moq_not_comparable", facts={"stated": "XBX", "asked": "KGM"})
    assert in_english(moq) == "Stated in box, asked in kg: not comparable"
