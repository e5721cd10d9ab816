"""A process from start to stop, on servers that it shares with another of its kind."""

import asyncio
import os
import signal
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa
from nats.aio.client import Client as Connection

from deploy.local.processes import marked_with
from services.listings.models import TABLES
from shared.actor import Actor
from shared.bus.connection import connect
from shared.contracts.listings import ListingWithdrawn
from shared.contracts.message import Command, Done
from shared.errors import Unavailable
from shared.ids import uuid7
from shared.messaging import Service, Transaction
from shared.messaging.process import Running
from shared.messaging.relay import Relay
from shared.messaging.transaction import open_session
from shared.settings import Settings, read_settings
from tests.support.events import NOON, organisation_changed
from tests.support.eventually import eventually_async, eventually_during
from tests.support.surroundings import Surroundings
from tests.support.tiny import Count, Keep, Tiny, withdrawn

OUTBOX = TABLES.outbox


def settings_of(around: Surroundings, name: str = "listings") -> Settings:
    return read_settings(around.stack.environment(name))


async def committed(around: Surroundings, count: int) -> list[ListingWithdrawn]:
    """Events in the outbox, as a process leaves them that died before its relay ran."""
    events = [withdrawn(uuid7(), 1) for _ in range(count)]
    async with open_session(around.running.engine) as session:
        tx = Transaction(session, Actor(kind="service", service="listings"), NOON)
        for event in events:
            tx.emit(event)
        await tx.commit(TABLES, "listings")
    return events


async def kept_in_stream(around: Surroundings) -> int:
    info = await around.running.ports.jetstream.stream_info("LISTINGS")
    return info.state.messages


async def test_a_restart_publishes_once_what_was_committed_before(shell: Surroundings, tiny: Tiny) -> None:
    before = await kept_in_stream(shell)
    await shell.running.__aexit__()
    events = await committed(shell, 700)
    rows = await shell.rows("SELECT * FROM outbox ORDER BY position")
    # the last 300 were published already, and not yet taken out
    publisher = await connect(settings_of(shell))
    for row in rows[-300:]:
        headers = {**row.headers, "Nats-Msg-Id": str(row.message_id)}
        await publisher.jetstream().publish(row.subject, row.body, headers=headers)
    await publisher.close()

    shell.running = await Running(tiny.service, settings_of(shell)).__aenter__()
    await shell.settled()

    assert await kept_in_stream(shell) - before == 700
    assert {event.id for event in events} <= {event.id for event in shell.told(ListingWithdrawn)}


async def test_two_relays_keep_the_order_and_one_takes_over(
    shell: Surroundings, tiny: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.messaging.relay.SWEEP", 0.1)
    keys = [uuid7() for _ in range(8)]

    async def history(first: int) -> None:
        async def of_one(key: Any) -> None:
            for version in range(first, first + 20):
                await shell.ask(Keep(id=key, version=version))

        await asyncio.gather(*(of_one(key) for key in keys))

    async with Running(tiny.service, settings_of(shell)) as second:
        others = [Relay(second.service, second.engine, second.ports.jetstream).run() for _ in range(2)]
        tasks = [asyncio.create_task(relay) for relay in others]
        await history(1)
        shell.running._tasks[0].cancel()  # the relay that leads: it was first
        await history(21)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        shell.running._start(Relay(shell.running.service, shell.running.engine, shell.running.ports.jetstream).run())
        await shell.settled()
    versions = defaultdict(list)
    for event in shell.told(ListingWithdrawn):
        versions[event.id].append(event.version)
    # what was published when its relay fell is published again, and dropped by the stream: only the ear hears it twice
    assert [list(dict.fromkeys(versions[key])) for key in keys] == [list(range(1, 41))] * 8


def bus_of(around: Surroundings) -> int:
    children = marked_with(around.stack.directory.path)
    [server] = [pid for pid in children if Path(f"/proc/{pid}/comm").read_text() == "nats-server\n"]
    return server


async def test_a_bus_that_was_away(shell: Surroundings, tiny: Tiny) -> None:
    assert await shell.running.missing() is None
    before = await kept_in_stream(shell)
    os.kill(bus_of(shell), signal.SIGKILL)

    async def is_away() -> bool:
        return await shell.running.missing() == "bus"

    async def answers() -> bool:
        try:
            await shell.ask(Count(), patience=1)
        except Unavailable:
            return False
        return True

    await eventually_async(is_away)
    await committed(shell, 3)
    await eventually_async(answers)
    assert await shell.running.missing() is None
    await shell.tell(told := organisation_changed(uuid7(), "verified", 1))
    await shell.settled()
    assert told in tiny.heard
    assert await kept_in_stream(shell) - before == 4


async def test_stopping_finishes_what_was_accepted_and_takes_nothing_more(shell: Surroundings, tiny: Tiny) -> None:
    tiny.gate.clear()
    before = await kept_in_stream(shell)
    asked = [Keep(id=uuid7(), waits=True) for _ in range(15)]
    waiting = [asyncio.create_task(shell.ask(command)) for command in asked]

    async def all_accepted() -> bool:
        return len(shell.running.server._tasks) == len(asked)

    async def nobody_answers() -> bool:
        try:
            await shell.ask(Count(), patience=1)
        except Unavailable as away:
            return away.reason == "listings"
        return False

    await eventually_during(waiting, all_accepted)
    stopping = asyncio.create_task(shell.running.__aexit__())
    await eventually_async(nobody_answers)
    assert not stopping.done()
    tiny.gate.set()
    assert await asyncio.gather(*waiting) == [Done()] * 15
    await stopping
    shell.running = await Running(tiny.service, settings_of(shell)).__aenter__()
    await shell.settled()
    assert all(shell.told(ListingWithdrawn, command.id) for command in asked)
    assert await kept_in_stream(shell) - before == 15, "what the relay said again as it stopped, the stream drops"


class NotOurs(Command[Done], frozen=True, kw_only=True):
    subject = "fairs.v1.cmd.not_ours"


async def test_a_subject_that_it_may_not_use_ends_the_process(shell: Surroundings, tiny: Tiny) -> None:
    async def not_ours(_: NotOurs, __: Transaction) -> Done:
        return Done()

    greedy: Service = replace(tiny.service, commands=(not_ours,))
    async with Running(greedy, settings_of(shell)) as running:
        async with asyncio.timeout(10):
            reason = await running.failure()
    assert "permissions violation" in reason.lower()
    assert NotOurs.subject in reason.lower()


async def test_an_outdated_schema_is_refused(shell: Surroundings, tiny: Tiny) -> None:
    async def stamp(revision: str) -> None:
        async with shell.running.engine.begin() as connection:
            await connection.execute(sa.text("UPDATE alembic_version SET version_num = :it"), {"it": revision})

    [row] = await shell.rows("SELECT version_num FROM alembic_version")
    await stamp("0000")
    outdated = Running(tiny.service, settings_of(shell))
    with pytest.raises(SystemExit, match="chophien migrate"):
        await outdated.__aenter__()
    await outdated.engine.dispose()
    await stamp(row.version_num)


async def discovered(operator: Connection, verb: str) -> dict[str, Any]:
    answer = await operator.request(f"$SRV.{verb}.listings", timeout=5)
    found: dict[str, Any] = msgspec.json.decode(answer.data)
    return found


async def test_it_is_discovered_as_the_services_api_says(shell: Surroundings) -> None:
    operator = await connect(settings_of(shell, "operator"))
    try:
        before = await discovered(operator, "STATS")
        for _ in range(3):
            await shell.ask(Count())
        ping, info, after = [await discovered(operator, verb) for verb in ("PING", "INFO", "STATS")]
    finally:
        await operator.close()
    assert (ping["name"], ping["type"]) == ("listings", "io.nats.micro.v1.ping_response")
    subjects = {endpoint["subject"]: endpoint["queue_group"] for endpoint in info["endpoints"]}
    assert {"listings.v1.cmd.keep", "listings.v1.qry.count", "listings.v1.cmd.republish"} <= subjects.keys()
    assert set(subjects.values()) == {"listings"}
    counted = [
        next(one["num_requests"] for one in stats["endpoints"] if one["subject"] == Count.subject)
        for stats in (before, after)
    ]
    assert counted[1] - counted[0] == 3
