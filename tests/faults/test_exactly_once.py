"""What was committed is told once and acted on once, whoever dies in between; what is old changes nothing."""

import json
import signal
from typing import Any
from uuid import UUID

import httpx
import pytest

from deploy.local.settled import wait_until_settled
from shared.ids import uuid7
from tests.support.eventually import eventually_async
from tests.support.goods import a_word, publish
from tests.support.market import Market, form_token
from tests.support.stated import free_booths, opened_fair, put
from tests.support.streams import body_of, end_of, kept_since, refusing, streams

SOON = 15
"""Seconds: three times what the stream waits for an acknowledgement, on a machine that does other things as well."""
PASSWORD = "một chiều chợ phiên"


async def booked(market: Market, name: str) -> UUID:
    """By coop5, at a new fair of that name."""
    coop = await market.program("coop5")
    fair, key = await opened_fair(await market.program("organizer"), name=name), uuid7()
    await wait_until_settled(market.stack)
    booth, *_ = await free_booths(coop, fair)
    await put(coop, f"fairs/{fair}/bookings/{key}", {"booth_id": str(booth)})
    return key


async def entries_about(market: Market, name: str) -> int:
    """How often the co-op's inbox says that the booth is theirs."""
    inbox = (await (await market.reader("coop5")).get("/en/inbox")).text
    return inbox.count(f"At {name}. Nobody else can take it.")


async def outbox_length(market: Market, service: str) -> int:
    database = await market.database(service)
    try:
        return int(await database.fetchval("SELECT count(*) FROM outbox"))
    finally:
        await database.close()


async def come_back(market: Market) -> None:
    await eventually_async(market.is_ready)
    await wait_until_settled(market.stack)


@pytest.mark.long
async def test_a_service_killed_between_commit_and_publication(market: Market) -> None:
    name = a_word()
    fair = await opened_fair(await market.program("organizer"), name=name)
    await wait_until_settled(market.stack)
    coop, key = await market.program("coop5"), uuid7()
    booth, *_ = await free_booths(coop, fair)
    async with streams(market) as jetstream:
        before = await end_of(jetstream, "FAIRS")
        async with refusing(jetstream, "FAIRS"):
            await put(coop, f"fairs/{fair}/bookings/{key}", {"booth_id": str(booth)})
            assert await outbox_length(market, "fairs") == 1
            await market.signal("fairs", signal.SIGKILL)
            await eventually_async(market.is_ready)
            assert await kept_since(jetstream, "FAIRS", before, "booking_confirmed") == []
            assert await outbox_length(market, "fairs") == 1
        await come_back(market)
        confirmed = await kept_since(jetstream, "FAIRS", before, "booking_confirmed")
    assert [body_of(event)["id"] for event in confirmed] == [str(key)]
    assert await entries_about(market, name) == 1
    assert (await put(coop, f"fairs/{fair}/bookings/{key}", {"booth_id": str(booth)}, 200))["outcome"] == "repeated"


@pytest.mark.long
async def test_a_service_killed_between_publication_and_its_note_of_it(market: Market) -> None:
    """The row is still in the outbox after the stream has the event."""
    name = a_word()
    async with streams(market) as jetstream:
        before = await end_of(jetstream, "FAIRS")
        key = await booked(market, name)
        await wait_until_settled(market.stack)
        [kept] = await kept_since(jetstream, "FAIRS", before, "booking_confirmed")
        await put_back(market, kept)
        await market.signal("fairs", signal.SIGKILL)
        await come_back(market)
        confirmed = await kept_since(jetstream, "FAIRS", before, "booking_confirmed")
    assert [body_of(event)["id"] for event in confirmed] == [str(key)]
    assert await entries_about(market, name) == 1


async def put_back(market: Market, message: Any) -> None:
    headers = {name: value for name, value in message.headers.items() if name != "Nats-Msg-Id"}
    database = await market.database("fairs")
    try:
        await database.execute(
            "INSERT INTO outbox (message_id, subject, headers, body) VALUES ($1, $2, $3, $4)",
            UUID(headers["ce-id"]), message.subject, json.dumps(headers), message.data,
        )  # fmt: skip
    finally:
        await database.close()


@pytest.mark.long
async def test_a_listener_killed_before_it_has_heard(market: Market) -> None:
    name = a_word()
    await market.signal("notifications", signal.SIGSTOP)
    coop, fair = await market.program("coop5"), await opened_fair(await market.program("organizer"), name=name)
    booth, *_ = await free_booths(coop, fair)
    await put(coop, f"fairs/{fair}/bookings/{uuid7()}", {"booth_id": str(booth)})
    await market.signal("notifications", signal.SIGKILL)
    await come_back(market)
    assert await entries_about(market, name) == 1


async def test_what_a_listener_died_with_is_soon_heard_by_the_next(market: Market) -> None:
    """It hangs in the middle of its reaction, with the event in its hands, and is killed there."""
    name = a_word()
    coop, fair = await market.program("coop5"), await opened_fair(await market.program("organizer"), name=name)
    booth, *_ = await free_booths(coop, fair)
    await wait_until_settled(market.stack)
    database = await market.database("notifications")
    async with streams(market) as jetstream:

        async def holds_it() -> bool:
            return bool((await jetstream.consumer_info("FAIRS", "notifications")).num_ack_pending)

        async def has_told() -> bool:
            return await entries_about(market, name) == 1

        try:
            async with database.transaction():
                await database.execute("LOCK TABLE entry IN ACCESS EXCLUSIVE MODE")
                await put(coop, f"fairs/{fair}/bookings/{uuid7()}", {"booth_id": str(booth)})
                await eventually_async(holds_it)
                await market.signal("notifications", signal.SIGKILL)
            await eventually_async(market.is_ready)
            await eventually_async(has_told, patience=SOON)
        finally:
            await database.close()


async def test_events_twice_and_out_of_order_change_nothing(market: Market) -> None:
    """A co-op was registered, then verified. Now the whole story is told again, the end first."""
    async with streams(market) as jetstream:
        before = await end_of(jetstream, "REGISTRY")
        coop, organisation = await a_new_coop(market)
        told = await kept_since(jetstream, "REGISTRY", before, "organisation_changed")
    told = [event for event in told if body_of(event)["id"] == str(organisation)]
    assert [body_of(event)["organisation"]["status"] for event in told] == ["registered", "verified"]
    listing = await publish(coop, a_word())
    inbox = await wholly_heard(market, organisation)

    registry = await market.connection("registry")
    try:
        for event in [told[1], told[0], told[0]]:
            assert event.headers is not None
            for ce_id in (event.headers["ce-id"], str(uuid7())):
                headers = {**event.headers, "ce-id": ce_id, "Nats-Msg-Id": str(uuid7())}
                await registry.jetstream().publish(event.subject or "", event.data or b"", headers=headers)
    finally:
        await registry.close()

    assert await wholly_heard(market, organisation) == inbox
    assert (await coop.get(f"/api/v1/listings/{listing}")).json()["status"] == "published"
    await publish(coop, a_word())
    fair = await opened_fair(await market.program("organizer"))
    booth, *_ = await free_booths(coop, fair)
    await put(coop, f"fairs/{fair}/bookings/{uuid7()}", {"booth_id": str(booth)})


async def a_new_coop(market: Market) -> tuple[httpx.AsyncClient, UUID]:
    """Registered by itself and verified by an officer; with its token."""
    organisation, email, stranger = uuid7(), f"{a_word()}@chophien.test", await market.stranger()
    typed = {"organisation_id": str(organisation), "account_id": str(uuid7()), "kind": "coop", "name": a_word()}
    typed |= {"legal_form": "HTX", "province": "24", "person_name": "Trần An", "email": email, "password": PASSWORD}
    assert (await stranger.post("/vi/register", data=typed)).status_code == 303
    officer = await market.reader("officer")
    token = form_token((await officer.get("/vi/desk")).text)
    verified = {"decision": "verify", "_token": token}
    assert (await officer.post(f"/vi/organisations/{organisation}/verification", data=verified)).status_code == 303
    await wait_until_settled(market.stack)
    return await market.program(email.partition("@")[0]), organisation


async def wholly_heard(market: Market, organisation: UUID) -> list[tuple[Any, ...]]:
    """What notifications has told anybody of it, once all is quiet."""
    await wait_until_settled(market.stack)
    database = await market.database("notifications")
    try:
        rows = await database.fetch("SELECT account_id, sequence, times, facts FROM entry ORDER BY 1, 2")
    finally:
        await database.close()
    return [tuple(row) for row in rows if str(organisation) in str(row["facts"])]
