"""A second web process beside the first, behind a proxy on this machine: what one knows, the other knows."""

import asyncio
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator

import httpx
import pytest

from deploy.local.ports import free_port
from deploy.local.readiness import answers_http
from deploy.local.stack import web_command
from shared.ids import uuid7
from tests.support.eventually import eventually_async
from tests.support.goods import a_listing, a_word, publish
from tests.support.market import Market, form_token
from tests.support.stated import a_demand
from web.attempts import REGISTRATIONS_PER_ADDRESS, registration_key

PASSWORD, NEW = "một chiều chợ phiên", "một sáng chợ phiên"
SOON = 10
"""Seconds; without being told, a web process remembers somebody for five minutes."""


@pytest.fixture(scope="module")
async def other(market: Market) -> AsyncIterator[str]:
    port = free_port()
    told = market.stack.environment("web") | {"CHOPHIEN_TRUSTED_PROXIES": "127.0.0.0/8"}
    process = await asyncio.create_subprocess_exec(*web_command(port), env=told, stdout=DEVNULL, stderr=DEVNULL)
    try:
        await eventually_async(lambda: answers_http(port, "/health/ready"))
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        await process.wait()


async def somebody(market: Market) -> httpx.AsyncClient:
    """New, registered and signed in at the first process."""
    email = f"{uuid7().hex}@chophien.test"
    typed = {"organisation_id": str(uuid7()), "account_id": str(uuid7()), "kind": "buyer", "name": a_word()}
    typed |= {"country": "JP", "person_name": "Sato", "email": email, "password": PASSWORD}
    client = await market.stranger()
    assert (await client.post("/vi/register", data=typed)).status_code == 303
    assert (await client.post("/en/sign-in", data={"email": email, "password": PASSWORD})).status_code == 303
    return client


def at(address: str, client: httpx.AsyncClient) -> httpx.AsyncClient:
    """The same browser at another process."""
    return httpx.AsyncClient(base_url=address, cookies={"session": client.cookies["session"]}, timeout=30)


async def is_out(client: httpx.AsyncClient) -> bool:
    return (await client.get("/en/desk")).status_code == 401


async def test_who_signs_out_at_one_is_out_at_the_other(market: Market, other: str) -> None:
    client = await somebody(market)
    async with at(other, client) as elsewhere:
        page = await elsewhere.get("/en/desk")
        assert page.status_code == 200
        left = await client.post("/en/sign-out", data={"_token": form_token((await client.get("/en/desk")).text)})
        assert left.status_code == 303
        await eventually_async(lambda: is_out(elsewhere), patience=SOON)


async def test_a_new_password_ends_every_other_session(market: Market, other: str) -> None:
    client = await somebody(market)
    async with at(other, client) as stolen:
        assert (await stolen.get("/en/desk")).status_code == 200
        form = {"_token": form_token((await client.get("/en/password")).text), "password": NEW}
        wrong = await client.post("/en/password", data={**form, "current": "not this one"})
        assert (wrong.status_code, "not your current password" in wrong.text) == (422, True)
        assert NEW not in wrong.text
        before = client.cookies["session"]
        changed = await client.post("/en/password", data={**form, "current": PASSWORD})
        assert (changed.status_code, changed.headers["location"]) == (303, "/en/desk")
        assert client.cookies["session"] != before
        assert (await client.get("/en/desk")).status_code == 200
        await eventually_async(lambda: is_out(stolen), patience=SOON)


async def registering(address: str, **headers: str) -> int:
    typed = {"organisation_id": str(uuid7()), "account_id": str(uuid7()), "kind": "buyer", "name": a_word()}
    typed |= {"country": "JP", "person_name": "Sato", "email": f"{uuid7().hex}@chophien.test", "password": PASSWORD}
    async with httpx.AsyncClient(base_url=address, headers=headers, timeout=30) as client:
        return (await client.post("/vi/register", data=typed)).status_code


async def test_registrations_are_counted_by_the_address_behind_the_proxy(market: Market, other: str) -> None:
    crowded, free = "198.51.100.7", "198.51.100.8"
    connection = await market.connection("web")
    try:
        counters = await connection.jetstream().key_value("limits")
        await counters.put(registration_key(crowded), str(REGISTRATIONS_PER_ADDRESS).encode())
    finally:
        await connection.close()
    assert await registering(other, **{"X-Forwarded-For": crowded}) == 429
    assert await registering(other, Forwarded=f"for={crowded};proto=https") == 429
    assert await registering(other, **{"X-Forwarded-For": f"{crowded}, {free}"}) == 303
    assert await registering(market.url, **{"X-Forwarded-For": crowded}) == 303, "nobody's proxy is believed"


async def says(client: httpx.AsyncClient, address: str, text: str) -> bool:
    return text in (await client.get(address)).raise_for_status().text


async def both_say(one: httpx.AsyncClient, other: httpx.AsyncClient, address: str, text: str) -> None:
    await eventually_async(lambda: says(one, address, text), patience=SOON)
    await eventually_async(lambda: says(other, address, text), patience=SOON)


async def test_what_fits_a_demand_comes_changes_and_goes_in_both(
    market: Market, other: str, coop: httpx.AsyncClient
) -> None:
    """Each has kept what it was told; revising and withdrawing say nothing of the demand, only of the listing."""
    buyer, word, demand_id = await market.reader("buyer-jp"), a_word(), uuid7()
    page, program = f"/en/demands/{demand_id}", await market.program("buyer-jp")
    assert (await program.put(f"/api/v1/demands/{demand_id}", json=a_demand(what=word))).is_success
    async with at(other, buyer) as elsewhere:
        await both_say(buyer, elsewhere, page, "Nothing fits yet")
        listing_id = await publish(coop, word)
        await both_say(buyer, elsewhere, page, f'id="listing-{listing_id}"')
        address, renamed = f"/api/v1/listings/{listing_id}", f"{word} hai"
        assert (await coop.put(address, json=a_listing(renamed), headers={"If-Match": '"2"'})).is_success
        await both_say(buyer, elsewhere, page, renamed)
        hidden = {"listing_id": str(listing_id), "reason": "too_dear"}
        hidden["_token"] = form_token((await buyer.get(page)).text)
        assert (await buyer.post(f"{page}/dismissals", data=hidden)).status_code == 303
        assert renamed not in (await buyer.get(page)).text, "who acts sees it at once"
        assert (await coop.delete(f"{address}/publication")).is_success
        await both_say(buyer, elsewhere, page, "Nothing fits yet")


async def test_what_was_read_at_one_counts_as_read_at_the_other(market: Market, other: str) -> None:
    coop, unread = await market.reader("coop4"), " new</a>"
    demand = a_demand(visibility="coops")
    program = await market.program("buyer-jp")
    listing_id = await publish(await market.program("coop4"), demand["what"])
    demand_id = uuid7()
    assert (await program.put(f"/api/v1/demands/{demand_id}", json=demand)).is_success
    asked = {"demand_id": str(demand_id), "listing_id": str(listing_id), "message": "?"}
    assert (await program.put(f"/api/v1/match-requests/{uuid7()}", json=asked)).is_success
    async with at(other, coop) as elsewhere:
        await both_say(coop, elsewhere, "/en/desk", unread)
        newest = str(2**40)
        token = form_token((await coop.get("/en/inbox")).text)
        assert (await coop.post("/en/inbox/read", data={"_token": token, "up_to": newest})).status_code == 303
        assert unread not in (await coop.get("/en/desk")).text, "who acts sees it at once"
        await eventually_async(lambda: says(elsewhere, "/en/desk", ">Inbox</a>"), patience=SOON)
