"""Searches that are kept tell of each new listing that fits, once."""

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from shared.actor import Actor
from shared.contracts.catalogue import FindListings
from shared.contracts.importing import ImportListings
from shared.contracts.listings import PublishListing
from shared.contracts.searching import DropSearch, FindSavedSearches, SavedSearchFitted, SaveSearch
from shared.contracts.values import Capacity, Price
from shared.ids import uuid7
from tests.support.listings import a_line, a_product, a_put, known, published, revision, speaker, withdraw
from tests.support.surroundings import Surroundings, account

IN_MARCH = Capacity(unit="KGM", by_month=[Decimal(2000 * (month == 3)) for month in range(1, 13)])


async def saved(around: Surroundings, buyer: Actor, q: str = "", **filters: Any) -> UUID:
    search_id = uuid7()
    put = await around.ask(SaveSearch(search_id=search_id, search=FindListings(q=q, **filters)), buyer)
    assert put.outcome == "created"
    return search_id


async def fitted(around: Surroundings, search_id: UUID) -> list[UUID]:
    await around.settled()
    return [event.listing_id for event in around.told(SavedSearchFitted, search_id)]


async def test_each_listing_is_told_once(listings: Surroundings) -> None:
    buyer, mark, coop = account("buyer"), a_product(), await known(listings)
    before = await published(listings, a_put(coop, names={"vi": mark}))
    search_id = await saved(listings, buyer, mark)
    put = a_put(coop, names={"vi": f"Chè {mark}"})
    await published(listings, put)
    await withdraw(listings, put)
    await listings.ask(PublishListing(listing_id=put.listing_id), speaker(coop))
    await listings.ask(revision(put, 4, names={"vi": f"Chè {mark} mới"}), speaker(coop))
    line = a_line(names={"vi": mark})
    await listings.ask(ImportListings(organisation_id=coop.id, items=[line, a_line(2)]), speaker(coop))
    assert await fitted(listings, search_id) == [put.listing_id, line.id]
    assert before not in await fitted(listings, search_id)
    versions = [event.version for event in listings.told(SavedSearchFitted, search_id)]
    assert versions == [1, 2]
    [kept] = (await listings.ask(FindSavedSearches(), buyer)).items
    assert (kept.id, kept.search.q, kept.found) == (search_id, mark, 2)


@pytest.mark.parametrize(
    ("search", "listing", "fits"),
    [
        ({"q": "蜂蜜", "lang": "ja"}, {"names": {"vi": "Mật ong rừng"}}, True),
        ({"q": "蜂蜜", "lang": "ja"}, {"names": {"vi": "Chè xanh"}}, False),
        ({"category": ["drink"], "province": ["24", "82"]}, {"category": "drink"}, True),
        ({"category": ["drink"], "province": ["82"]}, {"category": "drink"}, False),
        ({"q": "chả", "price_to": 200}, {"price": Price(amount=Decimal(100), currency="VND", unit="KGM")}, True),
        ({"q": "chả", "price_to": 99}, {"price": Price(amount=Decimal(100), currency="VND", unit="KGM")}, False),
        ({"q": "chả", "price_to": 99}, {}, False),
        ({"month": [3], "capacity_from": 2, "capacity_unit": "TNE"}, {"capacity": IN_MARCH}, True),
        ({"month": [4], "capacity_from": 2, "capacity_unit": "TNE"}, {"capacity": IN_MARCH}, False),
        ({"q": "chả", "capacity_from": 2001}, {"capacity": IN_MARCH}, False),
    ],
)
async def test_what_fits(listings: Surroundings, search: dict[str, Any], listing: dict[str, Any], fits: bool) -> None:  # noqa: FBT001
    coop = await known(listings, province="24")
    search_id = await saved(listings, account("buyer"), **search)
    key = await published(listings, a_put(coop, **listing))
    assert (key in await fitted(listings, search_id)) is fits


async def test_whose_a_search_is(listings: Surroundings) -> None:
    owner, other, mark = account("buyer"), account("buyer"), a_product()
    search_id = await saved(listings, owner, mark)
    again = SaveSearch(search_id=search_id, search=FindListings(q=mark, cursor="x"))
    assert (await listings.ask(again, owner)).outcome == "repeated"
    assert (await listings.refusal(again, other)).code == "id_reused"
    await listings.ask(DropSearch(search_id=search_id), other)
    assert [one.id for one in (await listings.ask(FindSavedSearches(), owner)).items] == [search_id]
    await listings.ask(DropSearch(search_id=search_id), owner)
    await listings.ask(DropSearch(search_id=search_id), owner)
    assert (await listings.ask(FindSavedSearches(), owner)).items == []
    await published(listings, a_put(await known(listings), names={"vi": mark}))
    assert await fitted(listings, search_id) == []


async def test_a_search_for_everything_is_none(listings: Surroundings) -> None:
    refusal = await listings.refusal(SaveSearch(search_id=uuid7(), search=FindListings()), account("buyer"))
    assert (refusal.code, refusal.details) == ("invalid", {"q": "required"})
