"""Which letters somebody wants: each, one a morning, none; and the way out that every letter names."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from services.notifications.writing import LETTER, next_morning
from shared.contracts.notifications import GetPreferences, LetterWish, StatePreferences, StopLetters
from shared.errors import Rejected
from shared.ids import uuid7
from shared.messaging.process import open_engine
from shared.moments import CLOCKS, own_clock
from tests.support import events
from tests.support.notifications import Stage


async def letters_of(stage: Stage, account_id: UUID) -> int:
    count = sa.select(sa.func.count()).select_from(LETTER).where(LETTER.c.account_id == account_id)
    return int(await stage.scalar(count))


async def due_at(stage: Stage, account_id: UUID) -> datetime:
    told = await stage.scalar(sa.select(LETTER.c.due_at).where(LETTER.c.account_id == account_id))
    assert isinstance(told, datetime)
    return told


async def make_due(stage: Stage, account_id: UUID) -> None:
    engine = open_engine(stage.settings)
    async with engine.begin() as connection:
        due = sa.update(LETTER).where(LETTER.c.account_id == account_id)
        await connection.execute(due.values(due_at=datetime.now(UTC) - timedelta(seconds=1)))
        await connection.execute(sa.select(sa.func.pg_notify("letter_written", "")))
    await engine.dispose()


@pytest.mark.parametrize(("wish", "letters"), [("each", 2), ("daily", 1), ("none", 0)])
async def test_letters_come_as_wished_and_the_inbox_has_everything(
    stage: Stage, wish: LetterWish, letters: int
) -> None:
    coop = uuid7()
    who = await stage.account("coop", speaks_for=coop)
    assert (await stage.ask(GetPreferences(), who)).letters == "each"
    await stage.ask(StatePreferences(letters=wish), who)
    assert (await stage.ask(GetPreferences(), who)).letters == wish
    await stage.tell(events.match_requested(uuid7(), coop, uuid7()), events.match_requested(uuid7(), coop, uuid7()))
    assert len(await stage.entries(who)) == 2
    assert await letters_of(stage, who.must_be_account()) == letters


async def test_a_digest_has_all_of_a_day(stage: Stage) -> None:
    coop = uuid7()
    who = await stage.account("coop", speaks_for=coop, locale="en")
    await stage.ask(StatePreferences(letters="daily"), who)
    await stage.tell(events.match_requested(uuid7(), coop, uuid7()))
    await stage.tell(events.listing_published(coop, "Mắm tôm"))
    await make_due(stage, who.must_be_account())
    letter = await stage.letter_to(who, "sent")
    assert letter.subject == "2 pieces of news for you"
    assert "• Asahi Foods asks for “Lotus root”\n• “Shrimp paste” is in the catalogue" in letter.text
    assert f"{stage.settings.base_url}/en/inbox\n" in letter.text


async def test_one_click_stops_all_letters(stage: Stage) -> None:
    coop = uuid7()
    who = await stage.account("coop", speaks_for=coop)
    await stage.tell(events.match_requested(uuid7(), coop, uuid7()))
    letter = await stage.letter_to(who, "sent")
    token = UUID(letter.text.split()[-1].rsplit("/", 1)[-1])
    for _ in range(2):
        await stage.ask(StopLetters(token=token), None)
    assert (await stage.ask(GetPreferences(), who)).letters == "none"
    await stage.tell(events.match_requested(uuid7(), coop, uuid7()))
    assert await letters_of(stage, who.must_be_account()) == 1
    with pytest.raises(Rejected, match="stopping_unknown"):
        await stage.ask(StopLetters(token=uuid7()), None)


@pytest.mark.parametrize(
    ("now", "zone", "morning"),
    [
        ("2026-12-04T23:59:59+00:00", "Asia/Ho_Chi_Minh", "2026-12-05T07:00:00+07:00"),
        ("2026-12-05T00:00:00+00:00", "Asia/Ho_Chi_Minh", "2026-12-06T07:00+07:00"),
        ("2026-03-26T06:00:00+00:00", "Asia/Jerusalem", "2026-03-27T07:00+03:00"),
        ("2026-10-24T04:00:00+00:00", "Asia/Jerusalem", "2026-10-25T07:00+02:00"),
    ],
)
async def test_a_morning_begins_at_seven_also_after_a_night_of_change(
    stage: Stage, now: str, zone: str, morning: str
) -> None:
    at = sa.literal(datetime.fromisoformat(now), sa.DateTime(timezone=True))
    found = await stage.scalar(sa.select(next_morning(at, sa.literal(zone, sa.Text))))
    assert found == datetime.fromisoformat(morning)


@pytest.mark.parametrize("zone", ["", "America/New_York"])
async def test_a_digest_comes_in_the_morning_of_who_reads_it(stage: Stage, zone: str) -> None:
    for language in CLOCKS:
        coop, clock = uuid7(), own_clock(zone, language)
        who = await stage.account("coop", speaks_for=coop, locale=language, zone=zone)
        await stage.ask(StatePreferences(letters="daily"), who)
        await stage.tell(events.match_requested(uuid7(), coop, uuid7()))
        assert (await due_at(stage, who.must_be_account())).astimezone(clock).strftime("%H:%M") == "07:00"
