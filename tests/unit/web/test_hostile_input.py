"""What somebody who means no good types: each is an answer, never a failure of ours."""

from decimal import Decimal

import msgspec
import pytest

from shared.errors import Rejected
from web.api.listings import ListingPut
from web.formats import money, number
from web.forms.fields import Form
from web.misfits import misfit
from web.origin import must_carry_token


@pytest.mark.parametrize("typed", ["NaN", "sNaN", "-NaN", "Infinity", "-1", "x"])
def test_what_is_no_amount(typed: str) -> None:
    form = Form("vi", {"amount": [typed]})
    assert form.decimal("amount") is None
    assert form.faults == {"amount": "not_an_amount"}


def test_a_form_token_in_letters_that_none_has() -> None:
    with pytest.raises(Rejected, match="form_expired"):
        must_carry_token("0" * 64, "đ" * 64)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ('{"sku":"a","names":{"xx":"a"}}', "names"),
        ('{"sku":"a","names":{"vi":""}}', "names"),
        ('{"sku":"a","names":{},"certificates":[{"scheme":"X"}]}', "certificates.0.scheme"),
        ('{"names":{}}', "sku"),
    ],
)
def test_a_fault_in_a_body_names_its_field(body: str, field: str) -> None:
    with pytest.raises(msgspec.ValidationError) as error:
        msgspec.json.decode(body, type=ListingPut)
    assert list(misfit(str(error.value)).details) == [field]


@pytest.mark.parametrize("typed", ["1.234567", "0.000001", "1200"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_amount_comes_back_from_its_form_as_it_was(typed: str, language: str) -> None:
    shown = number(Decimal(typed), language)
    assert Form("en" if language == "en" else "vi", {"amount": [shown]}).decimal("amount") == Decimal(typed)


def test_a_price_is_told_with_all_its_digits() -> None:
    assert money(Decimal("0.125"), "USD", "en") == "$0.125"
    assert money(Decimal("12.5"), "USD", "en") == "$12.50"
