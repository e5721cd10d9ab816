"""One process dies while others write: what was answered with success is there, everything comes back by itself."""

import asyncio
import contextlib
import re
import signal
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from uuid import UUID

import httpx
import pytest

from deploy.local.settled import wait_until_settled
from shared.ids import uuid7
from tests.support.eventually import eventually_async
from tests.support.goods import a_word
from tests.support.market import Market, form_token
from tests.support.stated import a_demand
from tests.support.streams import body_of, end_of, kept_since, streams

WRITERS = 8
BROKEN = 0
"""In place of a status: there was no answer."""

pytestmark = pytest.mark.long


@dataclass
class Load:
    """Demands, one after the other, by several writers."""

    client: httpx.AsyncClient
    accepted: list[UUID] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    unexplained: list[str] = field(default_factory=list)

    async def write(self) -> None:
        while True:
            key = uuid7()
            try:
                answer = await self.client.put(f"/api/v1/demands/{key}", json=a_demand())
            except httpx.TransportError:
                self.statuses[BROKEN] += 1
                continue
            self.statuses[answer.status_code] += 1
            if answer.status_code == httpx.codes.CREATED:
                self.accepted.append(key)
            elif answer.status_code != httpx.codes.SERVICE_UNAVAILABLE or "retry-after" not in answer.headers:
                self.unexplained.append(answer.text)

    async def has_accepted(self, count: int) -> None:
        async def enough() -> bool:
            return len(self.accepted) >= count

        await eventually_async(enough, patience=90)


@contextlib.asynccontextmanager
async def load(client: httpx.AsyncClient) -> AsyncIterator[Load]:
    running = Load(client)
    writers = [asyncio.create_task(running.write()) for _ in range(WRITERS)]
    try:
        yield running
    finally:
        for writer in writers:
            writer.cancel()
        await asyncio.gather(*writers, return_exceptions=True)


@pytest.mark.parametrize("name", ["nats", "postgres", "matching", "registry", "web"])
async def test_a_process_killed_under_load(market: Market, name: str) -> None:
    buyer = await market.program("buyer-vn")
    async with streams(market) as jetstream:
        before = await end_of(jetstream, "MATCHING")
    async with load(buyer) as running:
        await running.has_accepted(40)
        killed = (await market.pids())[name]
        await market.signal(name, signal.SIGKILL)

        async def is_back() -> bool:
            return (await market.pids())[name] not in {None, killed} and await market.is_ready()

        await eventually_async(is_back, patience=60)
        await running.has_accepted(len(running.accepted) + 40)

    assert running.unexplained == []
    assert running.statuses.keys() <= {201, 503, BROKEN} if name == "web" else running.statuses.keys() <= {201, 503}
    await wait_until_settled(market.stack)
    for key in running.accepted:
        assert (await buyer.get(f"/api/v1/demands/{key}")).status_code == 200, key
    async with streams(market) as jetstream:
        told = [body_of(one)["id"] for one in await kept_since(jetstream, "MATCHING", before, "demand_posted")]
    assert {str(key) for key in running.accepted} <= set(told)
    assert max(Counter(told).values()) == 1


async def test_while_the_bus_hangs_writes_are_put_off_and_the_same_id_is_taken_later(market: Market) -> None:
    buyer, key, body = await market.program("buyer-vn"), uuid7(), a_demand()
    await market.signal("nats", signal.SIGSTOP)
    try:
        refused = await buyer.put(f"/api/v1/demands/{key}", json=body)
        assert (refused.status_code, refused.json()["code"]) == (503, "unavailable")
        assert int(refused.headers["retry-after"]) > 0
        page = await (await market.stranger()).get("/en")
        assert (page.status_code, "retry-after" in page.headers) == (503, True)
    finally:
        await market.signal("nats", signal.SIGCONT)
    await eventually_async(market.is_ready)
    assert (await buyer.put(f"/api/v1/demands/{key}", json=body)).status_code in {200, 201}
    assert (await buyer.get(f"/api/v1/demands/{key}")).status_code == 200


async def test_a_form_sent_while_the_bus_hangs_is_sent_once_more_with_all_that_was_typed(market: Market) -> None:
    reader, key, word = await market.reader("coop5"), uuid7(), a_word()
    typed = {"name_vi": word, "sku": "S-1", "_token": form_token((await reader.get("/vi/desk")).text)}
    await market.signal("nats", signal.SIGSTOP)
    try:
        put_off = await reader.post(f"/vi/listings/{key}", data=typed)
    finally:
        await market.signal("nats", signal.SIGCONT)
    assert (put_off.status_code, "retry-after" in put_off.headers) == (503, True)
    await eventually_async(market.is_ready)
    again = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', put_off.text))
    assert (await reader.post(f"/vi/listings/{key}", data={**again, "version": ""})).status_code in {303, 428}
    assert word in (await reader.get(f"/vi/listings/{key}")).text


async def test_people_stay_signed_in_when_web_is_killed(market: Market) -> None:
    reader = await market.reader("coop5")
    before = (await market.pids())["web"]
    await market.signal("web", signal.SIGKILL)

    async def is_back() -> bool:
        return (await market.pids())["web"] not in {None, before} and await market.is_ready()

    await eventually_async(is_back)
    assert (await reader.get("/vi/desk")).status_code == 200
