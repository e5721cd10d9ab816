"""What goes with a fair that is put off, told once."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from shared.contracts.fairs.agenda import SeatsMoved, TakeSeat
from shared.contracts.fairs.attendees import RegisterAttendee
from shared.contracts.fairs.fair import FairChanged, PutFair
from shared.contracts.fairs.fees import GetPrices, PriceBody, PriceRule, PutPrices
from shared.ids import uuid7
from tests.service.fairs.test_agenda import HOUR, a_session, agenda
from tests.support.fairs import EVENING, NOON, Stage, a_body, organizer, speaker


async def test_sessions_go_with_a_fair_that_is_put_off(stage: Stage) -> None:
    """With their places, on their day at their hour; who holds a place hears of it with the fair, and only then."""
    fair, who, key, week = await stage.fair(), speaker(), uuid7(), timedelta(days=7)
    command = a_session(fair, starts_at=NOON + 25 * HOUR, ends_at=NOON + 26 * HOUR)
    await stage.ask(command, organizer())
    await stage.ask(RegisterAttendee(registration_id=key, fair_id=fair, person_name="Sato Ken"), who)
    await stage.ask(TakeSeat(session_id=command.session_id, registration_id=key), who)

    async def session() -> tuple[datetime, int, int]:
        [one] = (await agenda(stage, fair)).sessions
        return one.body.starts_at, one.version, one.taken

    await stage.revise(fair, 1, ends_at=EVENING + week)
    assert await session() == (NOON + 25 * HOUR, 1, 1)
    await stage.revise(fair, 2, starts_at=NOON + week - 4 * HOUR, ends_at=EVENING + week + timedelta(days=1))
    assert await session() == (NOON + week + 25 * HOUR, 2, 1)
    assert await stage.all_told(SeatsMoved, command.session_id) == []
    assert [one.sessions_moved for one in await stage.all_told(FairChanged, fair)] == [False, True]


@pytest.mark.parametrize(("days", "stays", "early_after"), [(7, False, 7), (7, True, 0), (-400, False, None)])
async def test_the_early_price_goes_with_a_fair_that_is_put_off(
    stage: Stage, days: int, early_after: int | None, *, stays: bool
) -> None:
    """`early_after` days; None is at once. What has ended stays as it was: nobody who paid more is overtaken."""
    fair, later = await stage.fair(), timedelta(days=days)
    soon = datetime.now(UTC) + timedelta(days=300)
    ends = [datetime(2026, 1, 5, tzinfo=UTC), soon]
    rules = [PriceRule(kind="early", percent=Decimal(10), until=until) for until in ends]
    await stage.ask(PutPrices(fair_id=fair, body=PriceBody(rules=rules)), organizer())
    body = a_body(starts_at=NOON + later, ends_at=EVENING + later)

    for _ in range(2):
        await stage.ask(PutFair(fair_id=fair, expected_version=1, body=body, early_prices_stay=stays), organizer())

    prices = await stage.ask(GetPrices(fair_id=fair))
    ended, early = [rule.until for rule in prices.body.rules]
    assert ended == ends[0]
    [told] = await stage.all_told(FairChanged, fair)
    if early_after is None:
        assert early is not None
        assert early <= datetime.now(UTC)
    else:
        assert early == soon + timedelta(days=early_after)
    assert told.early_price_until == (None if stays else early)
