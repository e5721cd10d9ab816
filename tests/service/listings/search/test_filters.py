"""Filters choose by what holds today, prices by one money and one measure."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from services.listings.reindexing import write_old_entries_anew
from shared.contracts.catalogue import FindListings
from shared.contracts.values import Capacity, Certificate, Price
from shared.home import today
from tests.support.events import organisation_changed
from tests.support.listings import a_product, a_put, found, known, published
from tests.support.surroundings import Surroundings

TODAY = today()


IN_MARCH = Capacity(unit="KGM", by_month=[Decimal(2000 * (month == 3)) for month in range(1, 13)])


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
        ({"capacity": IN_MARCH}, {"month": [3]}, True),
        ({"capacity": IN_MARCH}, {"month": [2, 4]}, False),
        ({"capacity": IN_MARCH}, {"month": [3], "capacity_from": 2, "capacity_unit": "TNE"}, True),
        ({"capacity": IN_MARCH}, {"month": [2, 3], "capacity_from": 2001}, False),
        ({"capacity": IN_MARCH}, {"month": [4], "capacity_from": 1}, False),
        ({"capacity": IN_MARCH}, {"month": [3], "capacity_from": 1, "capacity_unit": "LTR"}, False),
        ({"capacity": IN_MARCH}, {"capacity_from": 20, "capacity_unit": "DTN"}, True),
        ({}, {"province": ["2004-24"]}, True),
        ({}, {"province": ["2004-27"]}, False),
        ({"category": "handicraft"}, {"market": ["VN"]}, True),
        ({"names": {"vi": "Vải thiều tươi"}, "category": "food"}, {"market": ["JP", "KR"]}, False),
        ({"certificates": [Certificate(scheme="JAS", expires=TODAY)]}, {"certificate": ["JAS"]}, True),
        ({"certificates": [Certificate(scheme="JAS", expires=TODAY - timedelta(3))]}, {"certificate": ["JAS"]}, False),
    ],
)
async def test_filters(listings: Surroundings, listing: dict[str, Any], filters: dict[str, Any], chosen: bool) -> None:  # noqa: FBT001
    coop, sku = await known(listings, province="24", former_province="2004-24"), a_product()
    key = await published(listings, a_put(coop, sku=sku, **listing))
    amounts = ("price_from", "price_to", "capacity_from")
    stated: dict[str, Any] = {name: Decimal(v) if name in amounts else v for name, v in filters.items()}
    assert await found(listings, sku, **stated) == ([key] if chosen else [])
    amount: dict[str, Any] = {name: value for name, value in stated.items() if name.startswith("capacity_")}
    page = await listings.ask(FindListings(q=sku, with_facets=True, **amount))
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


async def test_a_place_is_typed_by_its_name_of_any_time(listings: Surroundings) -> None:
    """The co-op moved with its province: Bắc Giang is part of Bắc Ninh."""
    brand = a_product()
    here, there = await known(listings, province="24", former_province="2004-24"), await known(listings, province="31")
    key = await published(listings, a_put(here, names={"vi": f"Vải thiều {brand}"}))
    other = await published(listings, a_put(there, names={"vi": f"Vải thiều {brand}"}))
    for place in ("Bắc Giang", "tỉnh bac giang", "Bắc Ninh"):
        ids = await found(listings, f"vải thiều {place}", lang="vi")
        assert key in ids
        assert other not in ids
    await listings.tell(organisation_changed(here.id, "verified", 2, province="31", former_province="2004-30"))
    await listings.settled()
    assert key in await found(listings, "lychee Hải Dương", lang="en")


async def test_a_former_province_may_be_told_of_a_version_that_is_known(listings: Surroundings) -> None:
    coop, sku = await known(listings, province="24"), a_product()
    key = await published(listings, a_put(coop, sku=sku))
    await listings.tell(organisation_changed(coop.id, "verified", 1, province="24", former_province="2004-24"))
    await listings.settled()
    assert await found(listings, sku, province=["2004-24"]) == [key]


async def test_cards_say_how_ready_they_are(listings: Surroundings) -> None:
    coop, sku = await known(listings), a_product()
    await published(listings, a_put(coop, sku=sku, category="handicraft"))
    [card] = (await listings.ask(FindListings(q=sku))).items
    assert set(card.readiness) == {"JP", "KR", "IL", "VN"}
    assert card.readiness["VN"] == "met"


async def test_filters_leave_what_is_related_and_hide_no_words(listings: Surroundings) -> None:
    coop, brand = await known(listings, province="24"), a_product()
    near = await published(listings, a_put(coop, names={"vi": f"Tương ớt {brand}"}))
    related = FindListings(q="オイスターソース", lang="ja", province=["24"], page_size=100)
    page = await listings.ask(related)
    assert page.answers == "related"
    assert near in {card.id for card in page.items}
    nothing = await listings.ask(replace(related, price_from=Decimal(10) ** 8))
    assert (nothing.answers, nothing.total) == ("asked", 0)
    hidden = await listings.ask(FindListings(q=f"tương ớt {brand}", province=["01"]))
    assert hidden.answers != "spelling"
