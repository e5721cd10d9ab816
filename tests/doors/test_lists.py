"""Lists: items, total and the cursor of the next page."""

from typing import Any, get_args
from uuid import UUID

import httpx
import pytest

from shared.contracts.values import Category
from shared.ids import uuid7
from tests.support.eventually import eventually_async
from tests.support.goods import a_word, publish
from tests.support.market import OPEN_FAIR, coop_id
from tests.support.stated import posted_demand

CARD = {"id", "version", "sku", "names", "organisation", "price", "why"}
"""What every item of the catalogue has."""


async def walked(client: httpx.AsyncClient, address: str, **asked: str) -> list[dict[str, Any]]:
    """All pages, one after the other."""
    found: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        page = (await client.get(f"/api/v1/{address}", params={**asked, **cursor})).json()
        found += page["items"]
        if page["next_cursor"] is None:
            assert len(found) == page["total"]
            return found
        cursor = {"cursor": page["next_cursor"]}


async def test_the_whole_catalogue_once(stranger: httpx.AsyncClient) -> None:
    found = await walked(stranger, "listings", page_size="100")
    assert len({item["id"] for item in found}) == len(found) >= 2000
    assert all(item.keys() >= CARD for item in found)


async def test_a_search_walked_in_small_pages(coop: httpx.AsyncClient, stranger: httpx.AsyncClient) -> None:
    word = a_word()
    made = {str(await publish(coop, f"Chè {word}")) for _ in range(5)}
    found = await walked(stranger, "listings", q=word.upper(), page_size="2")
    assert {item["id"] for item in found} == made


async def test_a_listing_published_on_the_way_makes_no_doubles(
    coop: httpx.AsyncClient, stranger: httpx.AsyncClient
) -> None:
    first = (await stranger.get("/api/v1/listings?page_size=50")).json()
    await publish(coop, a_word())
    asked = {"page_size": "50", "cursor": first["next_cursor"]}
    second = (await stranger.get("/api/v1/listings", params=asked)).json()
    assert {item["id"] for item in first["items"]}.isdisjoint(item["id"] for item in second["items"])


async def test_filters_narrow_and_totals_agree(stranger: httpx.AsyncClient) -> None:
    total = (await stranger.get("/api/v1/listings?page_size=1")).json()["total"]
    parts = 0
    for category in get_args(Category):
        page = (await stranger.get(f"/api/v1/listings?category={category}&page_size=1")).json()
        assert all(item["category"] == category for item in page["items"])
        parts += page["total"]
    assert parts <= total
    starred = await walked(stranger, "listings", stars="5", page_size="100")
    assert {item["stars"] for item in starred} == {5}


async def test_fairs_booths_and_suggestions_are_walked_too(
    buyer: httpx.AsyncClient, coop: httpx.AsyncClient, organizer: httpx.AsyncClient
) -> None:
    fairs = await walked(organizer, "fairs", page_size="1")
    assert len({fair["id"] for fair in fairs}) == len(fairs) >= 3
    assert {"id", "name", "status", "starts_at", "ends_at", "zone", "booking"} <= fairs[0].keys()

    booths = f"fairs/{OPEN_FAIR}/booths"
    assert await walked(coop, booths, page_size="7") == await walked(coop, booths)
    assert {"id", "code", "hall", "status", "holder"} <= (await walked(coop, booths))[0].keys()

    word = a_word()
    made = {str(await publish(coop, f"{word} {number}")) for number in range(3)}
    suggestions = f"demands/{await posted_demand(buyer, what=word)}/suggestions"

    async def all_suggested() -> list[dict[str, Any]]:
        found = await walked(buyer, suggestions, page_size="2")
        return found if len(found) == len(made) else []

    suggested = await eventually_async(all_suggested)
    assert {item["listing_id"] for item in suggested} == made
    named = next(one for one in suggested[0]["requirements"] if one["name"] == "product")
    assert (named["verdict"], set(named)) == ("met", {"name", "verdict", "code", "why"})


@pytest.mark.parametrize("address", ["listings", "fairs", f"fairs/{OPEN_FAIR}/booths"])
@pytest.mark.parametrize(
    "asked", ["page_size=0", "page_size=101", "page_size=-1", "page_size=x", "cursor=%C3%BC", "cursor=" + "9" * 300]
)
async def test_bounds(stranger: httpx.AsyncClient, address: str, asked: str) -> None:
    refused = await stranger.get(f"/api/v1/{address}?{asked}")
    assert refused.status_code == 422
    [fault] = refused.json()["errors"]
    assert fault["field"] == asked.partition("=")[0]


@pytest.mark.parametrize("size", [1, 24, 100])
async def test_pages_are_as_long_as_asked(stranger: httpx.AsyncClient, size: int) -> None:
    asked = "" if size == 24 else f"?page_size={size}"
    assert len((await stranger.get(f"/api/v1/listings{asked}")).json()["items"]) == size


async def test_drafts_are_in_no_list(coop: httpx.AsyncClient, stranger: httpx.AsyncClient) -> None:
    word, key = a_word(), uuid7()
    await coop.put(f"/api/v1/listings/{key}", json={"sku": word, "names": {"vi": word}})
    assert (await stranger.get(f"/api/v1/listings?q={word}")).json()["items"] == []
    assert (await stranger.get(f"/api/v1/listings/{key}")).status_code == 404
    mine = (await coop.get(f"/api/v1/listings/{key}")).json()
    assert (mine["status"], UUID(mine["organisation"]["id"])) == ("draft", coop_id(1))
