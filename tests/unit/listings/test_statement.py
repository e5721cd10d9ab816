from datetime import date
from decimal import Decimal

import pytest

from services.listings.statement import stated
from shared.contracts.listings import ListingBody
from shared.contracts.values import Certificate, Ocop, Price
from shared.errors import Invalid

TODAY = date(2026, 11, 23)
HOSTILE = "a\u0000\u202eb"


def test_every_text_of_a_listing_is_cleaned() -> None:
    """PostgreSQL keeps no NUL, and a turned number is read as another one."""
    body = ListingBody(
        sku=HOSTILE,
        names={"vi": HOSTILE},
        descriptions={"vi": HOSTILE, "en": "\u200b"},
        price=Price(amount=Decimal(1), currency="VND", unit="KGM", place=HOSTILE),
        ocop=Ocop(stars=3, certificate=HOSTILE, issued=TODAY),
        certificates=[Certificate(scheme="HACCP", number=HOSTILE)],
    )
    tidy = stated(body, today=TODAY)
    assert tidy.price is not None
    assert tidy.ocop is not None
    texts = [tidy.sku, tidy.names["vi"], tidy.descriptions["vi"], tidy.price.place, tidy.ocop.certificate]
    assert [*texts, tidy.certificates[0].number] == ["ab"] * 6
    assert "en" not in tidy.descriptions


def test_what_is_empty_once_cleaned_is_missing() -> None:
    body = ListingBody(sku="\u200b", names={"vi": "\u200b"}, ocop=Ocop(stars=3, certificate="\u200b", issued=TODAY))
    with pytest.raises(Invalid) as refused:
        stated(body, today=TODAY)
    assert refused.value.details == dict.fromkeys(("sku", "names.vi", "ocop.certificate"), "required")
