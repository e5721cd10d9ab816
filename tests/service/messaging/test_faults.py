"""What a service goes through when the bus or the database fails it."""

import os
import signal

import nats
import sqlalchemy as sa

from deploy.local.provision import declared, make_bus_stores
from services.listings.service import SERVICE
from shared.contracts.operations import ReplayDeadLetter
from shared.ids import uuid7
from tests.support.events import organisation_changed
from tests.support.eventually import eventually_async
from tests.support.surroundings import OPERATOR, Surroundings

OUTBOX = SERVICE.tables.outbox
LEADER = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted"
TOO_LARGE = 2 * 2**20  # bytes, where the bus carries one mebibyte


async def lay_out(around: Surroundings, body: bytes) -> None:
    row = {"message_id": uuid7(), "subject": "listings.v1.evt.listing_withdrawn", "headers": {}, "body": body}
    async with around.running.engine.begin() as connection:
        await connection.execute(OUTBOX.insert(), [row])


async def is_empty(around: Surroundings) -> bool:
    return not await around.rows("SELECT 1 FROM outbox")


async def test_the_relay_leads_again_after_the_bus_refused_a_message(around: Surroundings) -> None:
    """Its lock must not stay behind with a connection of the pool."""

    async def is_led_by_another() -> bool:
        return {row.pid for row in await around.rows(LEADER)}.isdisjoint(before)

    before = {row.pid for row in await eventually_async(lambda: around.rows(LEADER))}
    await lay_out(around, b" " * TOO_LARGE)
    await eventually_async(is_led_by_another)
    async with around.running.engine.begin() as connection:
        await connection.execute(sa.delete(OUTBOX))
    await lay_out(around, b"{}")
    await eventually_async(lambda: is_empty(around))


async def test_an_event_waits_for_the_database(around: Surroundings) -> None:
    assert around.stack.postgres is not None
    coop = uuid7()
    server = int((around.stack.postgres.cluster / "postmaster.pid").read_text().split()[0])
    os.kill(server, signal.SIGINT)
    await around.tell(organisation_changed(coop, "verified", 1))

    async def is_known() -> bool:
        try:
            return bool(await around.rows("SELECT 1 FROM organisation WHERE id = :id", id=coop))
        except (sa.exc.SQLAlchemyError, OSError):
            return False

    await eventually_async(is_known)
    assert await around.rows("SELECT 1 FROM dead_letters") == []


async def test_a_consumer_that_was_gone_is_waited_for(around: Surroundings) -> None:
    """Without a pause, the refused pulls would leave the process no time for anything else."""
    password = around.stack.credentials.bus["provision"]
    provision = await nats.connect(
        around.stack.nats_url, user="provision", password=password, inbox_prefix="_INBOX_provision"
    )
    await provision.jetstream().delete_consumer("REGISTRY", "listings")
    await provision.close()
    await make_bus_stores(around.stack, [declared("listings")])
    await around.tell(organisation_changed(uuid7(), "verified", 1))
    await around.settled()


async def test_a_dead_letter_that_was_handled_since_only_goes(around: Surroundings) -> None:
    """It was buried, its end could not be told to the bus, and it came once more."""
    message_id = uuid7()
    event = organisation_changed(uuid7(), "verified", 1)
    letter = {"message_id": message_id, "subject": event.subject, "headers": {}, "body": b"{}", "reason": "?"}
    async with around.running.engine.begin() as connection:
        await connection.execute(SERVICE.tables.dead_letters.insert(), letter)
        await connection.execute(SERVICE.tables.inbox.insert(), {"message_id": message_id})
    await around.ask(ReplayDeadLetter(service="listings", message_id=message_id), OPERATOR)
    assert await around.rows("SELECT 1 FROM dead_letters") == []
