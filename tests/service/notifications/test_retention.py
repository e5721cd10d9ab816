"""What is kept of letters, and for how long."""

import os
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from services.notifications.retention import KEPT, LETTER, forget
from shared.ids import uuid7
from shared.messaging.process import open_engine
from tests.support import events
from tests.support.notifications import Stage


async def test_sent_letters_are_forgotten_and_waiting_ones_are_not(stage: Stage) -> None:
    coops = [uuid7(), uuid7(), uuid7()]
    people = [await stage.account("coop", speaks_for=coop) for coop in coops]
    await stage.tell(*(events.match_requested(uuid7(), coop, uuid7()) for coop in coops))
    old, waiting, young = [(await stage.letter_to(who, "sent")).id for who in people]
    now = datetime.now(UTC)
    long_ago = now - KEPT - timedelta(days=1)
    folder = stage.settings.mail_dir
    os.utime(folder / f"{old}.eml", (long_ago.timestamp(),) * 2)
    engine = open_engine(stage.settings)
    try:
        async with engine.begin() as connection:
            aged = sa.update(LETTER).where(LETTER.c.id.in_([old, waiting])).values(written_at=long_ago)
            await connection.execute(aged)
            still = sa.update(LETTER).where(LETTER.c.id == waiting)
            await connection.execute(still.values(status="waiting", due_at=now + timedelta(days=1)))
        await forget(engine, folder, now)
        async with engine.connect() as connection:
            kept = set(
                (
                    await connection.execute(sa.select(LETTER.c.id).where(LETTER.c.id.in_([old, waiting, young])))
                ).scalars()
            )
    finally:
        await engine.dispose()
    assert kept == {waiting, young}
    files = [(folder / f"{key}.eml").exists() for key in (old, young)]
    assert files == [False, True]
