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
from tests.support.goods import a_word
from tests.support.market import Market, form_token
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
        assert (wrong.status_code, "not your present password" in wrong.text) == (422, True)
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
