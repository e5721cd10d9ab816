"""Filters choose by what holds today, prices by one money and one measure."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from services.listings.reindexing import write_old_entries_anew
from shared.contracts.listings import FindListings
from shared.contracts.values import Capacity, Certificate, Price
from tests.support.listings import a_product, a_put, found, known, published
from tests.support.surroundings import Surroundings

TODAY = datetime.now(UTC).date()


def price(amount: int, currency: str, unit: Any) -> Price:
    return Price(amount=Decimal(amount), currency=currency, unit=unit, incoterm="FOB")


@pytest.mark.parametrize(
    ("listing", "filters", "chosen"),
    [
        ({"names": {"vi": "Mật ong rừng"}}, {"hs": ["04"]}, True),
        ({"names": {"vi": "Mật ong rừng"}}, {"hs": ["09"]}, False),
        ({"price": price(10, "USD", "KGM")}, {"price_from": 200_000, "price_to": 300_000}, True),
        ({"price": price(260_000, "VND", "KGM")}, {"price_to": 12, "currency": "USD"}, True),
        ({"price": price(260_000, "VND", "KGM")}, {"price_to": 8, "currency": "USD"}, False),
        ({"price": price(26_000_000, "VND", "TNE")}, {"price_to": 26_000}, True),
        ({}, {"price_to": 26_000}, False),
        ({"price": price(1, "USD", "KGM")}, {"incoterm": ["FOB", "CIF"]}, True),
        ({"price": price(1, "USD", "KGM")}, {"incoterm": ["CIF"]}, False),
        ({"capacity": Capacity(unit="KGM", by_month=[Decimal(n == 2) for n in range(12)])}, {"month": [3]}, True),
        ({"capacity": Capacity(unit="KGM", by_month=[Decimal(n == 2) for n in range(12)])}, {"month": [2, 4]}, False),
        ({"category": "handicraft"}, {"market": ["VN"]}, True),
        ({"names": {"vi": "Vải thiều tươi"}, "category": "food"}, {"market": ["JP", "KR"]}, False),
        ({"certificates": [Certificate(scheme="JAS", expires=TODAY)]}, {"certificate": ["JAS"]}, True),
        ({"certificates": [Certificate(scheme="JAS", expires=TODAY - timedelta(3))]}, {"certificate": ["JAS"]}, False),
    ],
)
async def test_filters(listings: Surroundings, listing: dict[str, Any], filters: dict[str, Any], chosen: bool) -> None:  # noqa: FBT001
    coop, sku = await known(listings), a_product()
    key = await published(listings, a_put(coop, sku=sku, **listing))
    bounds = {name: Decimal(value) if name.startswith("price") else value for name, value in filters.items()}
    assert await found(listings, sku, **bounds) == ([key] if chosen else [])
    page = await listings.ask(FindListings(q=sku, with_facets=True))
    assert page.facets is not None
    for name, values in filters.items():
        counts = getattr(page.facets, name, None)
        if counts is not None:
            assert any(str(value) in counts for value in values) is chosen


async def test_what_ran_out_is_taken_off_at_midnight(listings: Surroundings) -> None:
    coop, sku = await known(listings), a_product()
    paper = Certificate(scheme="HALAL", expires=TODAY + timedelta(days=5))
    key = await published(listings, a_put(coop, sku=sku, certificates=[paper]))
    assert await found(listings, sku, certificate=["HALAL"]) == [key]
    await write_old_entries_anew(listings.running.ports, datetime.now(UTC) + timedelta(days=7))
    assert await found(listings, sku, certificate=["HALAL"]) == []


@pytest.mark.parametrize(
    ("filters", "fault"),
    [
        ({"price_from": Decimal(-1)}, {"price_from": "not_an_amount"}),
        ({"price_to": Decimal("NaN")}, {"price_to": "not_an_amount"}),
        ({"price_to": Decimal(1), "currency": "XXX"}, {"currency": "unknown"}),
    ],
)
async def test_prices_that_cannot_be(listings: Surroundings, filters: dict[str, Any], fault: dict[str, str]) -> None:
    refusal = await listings.refusal(FindListings(**filters))
    assert (refusal.code, refusal.details) == ("invalid", fault)


async def test_filters_leave_what_is_related_and_hide_no_words(listings: Surroundings) -> None:
    coop, brand = await known(listings, province="24"), a_product()
    near = await published(listings, a_put(coop, names={"vi": f"Tương ớt {brand}"}))
    related = FindListings(q="オイスターソース", lang="ja", province=["24"], page_size=100)
    page = await listings.ask(related)
    assert page.answers == "related"
    assert near in {card.id for card in page.items}
    hidden = await listings.ask(FindListings(q=f"tương ớt {brand}", province=["01"]))
    assert hidden.answers != "spelling"
