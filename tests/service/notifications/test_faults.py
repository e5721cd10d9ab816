"""What a reader and a letter go through when a database, a process or the registry goes away."""

import sqlalchemy as sa

from services.notifications.writing import LETTER
from shared.ids import uuid7
from shared.messaging.process import open_engine
from tests.support import events
from tests.support.eventually import eventually_async
from tests.support.notifications import Stage, listen_for


async def end_database_connections(stage: Stage) -> None:
    """As a restart of PostgreSQL does, for this service only."""
    engine = open_engine(stage.settings)
    others = sa.text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = user AND pid <> pg_backend_pid()"
    )
    async with engine.connect() as connection:
        await connection.execute(others)
    await engine.dispose()


async def test_readers_are_nudged_again_after_the_database_was_away(stage: Stage) -> None:
    coop = uuid7()
    who = await stage.account("coop", speaks_for=coop)
    nudges = await listen_for(stage, who)
    await stage.tell(events.match_requested(uuid7(), coop, uuid7()))
    await eventually_async(lambda: nudges.includes(1))
    await end_database_connections(stage)
    await stage.tell(events.match_requested(uuid7(), coop, uuid7()))
    await eventually_async(lambda: nudges.includes(2))
    await stage.tell(events.match_requested(uuid7(), coop, uuid7()))
    await eventually_async(lambda: nudges.includes(3))


async def test_letters_go_on_after_the_database_was_away(stage: Stage) -> None:
    coop = uuid7()
    who = await stage.account("coop", speaks_for=coop)
    await end_database_connections(stage)
    await stage.tell(events.match_requested(uuid7(), coop, uuid7()))
    await stage.letter_to(who, "sent")


async def test_a_letter_waits_for_the_registry(stage: Stage) -> None:
    coop = uuid7()
    who = await stage.account("coop", speaks_for=coop)
    async with stage.without_registry():
        await stage.tell(events.match_requested(uuid7(), coop, uuid7()))
        tried = sa.select(LETTER.c.reason).where(LETTER.c.account_id == who.account_id, LETTER.c.attempts > 0)
        reason = await eventually_async(lambda: stage.scalar(tried))
        assert reason == "registry: registry"
    await stage.letter_to(who, "sent")


async def test_a_letter_to_somebody_without_an_address_fails(stage: Stage) -> None:
    coop = uuid7()
    who = await stage.account("coop", speaks_for=coop)
    del stage.addresses[who.must_be_account()]
    await stage.tell(events.match_requested(uuid7(), coop, uuid7()))
    state = sa.select(LETTER.c.reason).where(LETTER.c.account_id == who.account_id, LETTER.c.status == "failed")
    assert await eventually_async(lambda: stage.scalar(state)) == "no address"
