"""What a co-op states, in the form that is kept."""

from datetime import date, timedelta
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from services.listings.statement import stated
from shared.contracts.listings import ListingBody
from shared.contracts.values import Capacity, Certificate, Language, Ocop, Price, Quantity
from shared.errors import Invalid

TODAY = date(2026, 11, 23)
BODY = ListingBody(sku="A-1", names={"vi": "Gạo"})


def wrong(body: ListingBody) -> dict[str, object]:
    with pytest.raises(Invalid) as refused:
        stated(body, today=TODAY)
    return dict(refused.value.details)


@pytest.mark.parametrize(
    ("amount", "is_one"),
    [
        ("0", True),
        ("-0", True),
        ("0.000001", True),
        ("1000000000000", True),
        ("1E+12", True),
        ("1000000000000.1", False),
        ("0.0000001", False),
        ("-0.01", False),
        ("NaN", False),
        ("sNaN", False),
        ("Infinity", False),
        ("-Infinity", False),
        ("1E+999999", False),
        ("1E-999999", False),
    ],
)
def test_an_amount(amount: str, is_one: bool) -> None:  # noqa: FBT001 - the expected answer
    body = replace(BODY, moq=Quantity(amount=Decimal(amount), unit="KGM"))
    if is_one:
        assert stated(body, today=TODAY) == body
    else:
        assert wrong(body) == {"moq.amount": "not_an_amount"}


def test_months_are_named_by_their_number() -> None:
    months = [Decimal(1)] * 12
    months[2] = months[11] = Decimal(-1)
    capacity = Capacity(unit="TNE", by_month=months)
    assert wrong(replace(BODY, capacity=capacity)) == {
        "capacity.by_month.2": "not_an_amount",
        "capacity.by_month.11": "not_an_amount",
    }


def test_a_currency_that_nobody_here_pays_in() -> None:
    assert wrong(replace(BODY, price=Price(amount=Decimal(1), currency="XAU", unit="KGM"))) == {
        "price.currency": "unknown"
    }


def test_papers_and_their_days() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert stated(replace(BODY, ocop=Ocop(stars=3, certificate="1", issued=TODAY)), today=TODAY).ocop is not None
    papers = [
        Certificate(scheme="JAS", issued=TODAY, expires=TODAY),
        Certificate(scheme="JAS", issued=tomorrow),
        Certificate(scheme="JAS", issued=TODAY, expires=TODAY - timedelta(days=1)),
        Certificate(scheme="JAS", expires=date(2001, 1, 1)),
    ]
    body = replace(BODY, ocop=Ocop(stars=3, certificate="1", issued=tomorrow), certificates=papers)
    assert wrong(body) == {
        "ocop.issued": "in_the_future",
        "certificates.1.issued": "in_the_future",
        "certificates.2.expires": "before_issue",
    }


def test_a_place_of_nothing_is_no_place() -> None:
    price = Price(amount=Decimal(1), currency="VND", unit="KGM", place=" \u200b ")
    assert stated(replace(BODY, price=price), today=TODAY).price == replace(price, place=None)


texts = st.text(max_size=60)
languages: st.SearchStrategy[Language] = st.sampled_from(["vi", "en", "ja", "ko", "he"])
bodies = st.builds(
    ListingBody,
    sku=texts,
    names=st.dictionaries(languages, texts),
    descriptions=st.dictionaries(languages, texts),
    ocop=st.none() | st.builds(Ocop, stars=st.just(3), certificate=texts, issued=st.just(TODAY)),
    certificates=st.lists(st.builds(Certificate, scheme=st.just("JAS"), number=texts), max_size=2),
)


@given(bodies)
def test_what_is_kept_is_kept_as_it_is_and_can_be_read_again(body: ListingBody) -> None:
    try:
        kept = stated(body, today=TODAY)
    except Invalid:
        return
    assert stated(kept, today=TODAY) == kept
    assert msgspec.convert(msgspec.to_builtins(kept), ListingBody) == kept
    assert "\\u0000" not in msgspec.json.encode(kept).decode()
