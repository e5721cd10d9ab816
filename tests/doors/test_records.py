"""PUT of listings, demands and fairs: stated whole, under the caller's id, revised by who knows the version."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from shared.ids import uuid7
from tests.support.ear import Ear
from tests.support.goods import a_listing, publish
from tests.support.market import Market
from tests.support.stated import a_demand, a_fair

RECORDS: dict[str, tuple[str, Callable[[], dict[str, Any]], dict[str, Any], list[str]]] = {
    "listings": ("coop1", a_listing, {"sku": "SEN-02"}, []),
    "demands": ("buyer-jp", a_demand, {"note": "With samples."}, ["demand_posted", "demand_posted"]),
    "fairs": ("organizer", a_fair, {"venue": "Hà Nội"}, ["fair_opened", "fair_changed"]),
}
"""Kind → who states it, what, a change of it, and the events that this makes."""


@pytest.mark.parametrize("kind", RECORDS)
async def test_a_record_from_its_first_statement_to_its_revision(market: Market, ear: Ear, kind: str) -> None:
    who, build, change, told = RECORDS[kind]
    client, body, key = await market.program(who), build(), uuid7()
    address = f"/api/v1/{kind}/{key}"

    first = await client.put(address, json=body)
    assert (first.status_code, first.json(), first.headers["etag"]) == (201, {"id": str(key), "version": 1}, '"1"')
    again = await client.put(address, json=body)
    assert (again.status_code, again.json()["version"], again.headers["etag"]) == (200, 1, '"1"')
    same_as_seen = await client.put(address, json=body, headers={"If-Match": '"1"'})
    assert same_as_seen.status_code == 200

    changed = {**body, **change}
    blind = await client.put(address, json=changed)
    assert (blind.status_code, blind.json()["code"]) == (428, "version_required")
    seen = await client.get(address)
    assert (seen.headers["etag"], seen.json()["version"]) == ('"1"', 1)
    revised = await client.put(address, json=changed, headers={"If-Match": seen.headers["etag"]})
    assert (revised.status_code, revised.json()["version"], revised.headers["etag"]) == (200, 2, '"2"')
    for stale in ('"1"', '"99999999999999999999999"', "nonsense", "*"):
        late = await client.put(address, json=body, headers={"If-Match": stale})
        assert (late.status_code, late.json()["code"]) == (412, "version_stale"), stale
        assert (late.json()["version"], late.headers["etag"]) == (2, '"2"')

    now = (await client.get(address)).json()
    assert {field: now[field] for field in change} == change
    assert await ear.told_of(key) == told


@pytest.mark.parametrize("kind", RECORDS)
async def test_an_id_of_any_version_will_do(market: Market, kind: str) -> None:
    who, build, _, _ = RECORDS[kind]
    client = await market.program(who)
    for key in ("9b2c1a52-7d0e-1d55-9a0c-5b8f0c6a1d11", "6f1c1a52-7d0e-4d55-9a0c-5b8f0c6a1d12"):
        assert (await client.put(f"/api/v1/{kind}/{key}", json=build())).status_code in {200, 201, 428}
    assert (await client.put(f"/api/v1/{kind}/not-an-id", json=build())).status_code == 404


async def test_a_publication_is_put_and_deleted_as_often_as_one_likes(coop: httpx.AsyncClient, ear: Ear) -> None:
    key = await publish(coop, "Chè Thái")
    address = f"/api/v1/listings/{key}/publication"
    assert (await coop.put(address)).status_code == 200
    for _ in range(2):
        assert (await coop.delete(address)).status_code == 204
    assert (await coop.get(f"/api/v1/listings/{key}")).json()["status"] == "withdrawn"
    assert (await coop.put(address)).status_code == 201
    told = ["listing_published", "listing_withdrawn", "listing_published"]
    assert await ear.told_of(key) == told


async def test_a_listing_comes_back_as_it_was_given(coop: httpx.AsyncClient) -> None:
    body = a_listing(
        sku="  00/SEN é ",
        descriptions={"vi": "Một.\nHai."},
        ocop={"stars": 4, "certificate": "OCOP-1", "issued": "2026-01-15"},
        certificates=[{"scheme": "HACCP", "number": "H-1", "issued": "2026-01-01", "expires": "2028-01-01"}],
    )
    key = uuid7()
    await coop.put(f"/api/v1/listings/{key}", json=body)
    given = (await coop.get(f"/api/v1/listings/{key}")).json()
    assert given["sku"] == "00/SEN é"
    assert {field: given[field] for field in body if field != "sku"} == {
        field: value for field, value in body.items() if field != "sku"
    }
