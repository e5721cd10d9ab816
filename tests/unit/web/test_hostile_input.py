"""What somebody who means no good types: each is an answer, never a failure of ours."""

from decimal import Decimal

import pytest

from shared.errors import Invalid, Rejected
from web.api.listings import ListingPut
from web.api.stated import decoded
from web.formats import money, number
from web.forms.fields import Form
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
    ("body", "faults"),
    [
        ('{"sku":"a","names":{"xx":"a"}}', {"names": "malformed"}),
        ('{"sku":"a","names":{"vi":""}}', {"names.vi": "required"}),
        ('{"sku":"a","names":{},"certificates":[{"scheme":"X"}]}', {"certificates.0.scheme": "malformed"}),
        ('{"names":{}}', {"sku": "required"}),
        ("[]", {"": "wrong_type"}),
        (
            '{"sku":"a","names":{"vi":"a"},"price":{"amount":"1","currency":"VND","unit":"KGM","incotrem":"FOB"}}',
            {"price.incotrem": "unknown_field"},
        ),
        (
            '{"sku":5,"names":{"vi":""},"price":{"amount":"many","currency":"VND"},"certificates":[{},{"scheme":7}],"x":1}',
            {
                "sku": "wrong_type",
                "names.vi": "required",
                "price.amount": "malformed",
                "price.unit": "required",
                "certificates.0.scheme": "required",
                "certificates.1.scheme": "wrong_type",
                "x": "unknown_field",
            },
        ),
    ],
)
def test_every_fault_in_a_body_names_its_field(body: str, faults: dict[str, str]) -> None:
    with pytest.raises(Invalid) as refusal:
        decoded(body.encode(), ListingPut)
    assert refusal.value.details == faults


@pytest.mark.parametrize("typed", ["1.234567", "0.000001", "1200"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_amount_comes_back_from_its_form_as_it_was(typed: str, language: str) -> None:
    shown = number(Decimal(typed), language)
    assert Form("en" if language == "en" else "vi", {"amount": [shown]}).decimal("amount") == Decimal(typed)


def test_a_price_is_told_with_all_its_digits() -> None:
    assert money(Decimal("0.125"), "USD", "en") == "$0.125"
    assert money(Decimal("12.5"), "USD", "en") == "$12.50"
