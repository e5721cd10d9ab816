"""Fairs that open, close, begin and end at moments stated before, told once."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from services.fairs.schedule import live_on
from shared.contracts.fairs.fair import FairChanged, FairOpened, GetFair
from shared.errors import Invalid
from tests.support.eventually import eventually_async
from tests.support.fairs import NOON, Stage, organizer

BEFORE = datetime(2026, 1, 5, 1, tzinfo=UTC)


async def became(stage: Stage, fair: UUID, status: str) -> None:
    async def has_become() -> bool:
        return (await stage.ask(GetFair(fair_id=fair), organizer())).body.status == status

    await eventually_async(has_become)


async def test_a_fair_opens_at_its_moment_and_is_told_once(stage: Stage) -> None:
    fair = await stage.fair(status="draft", opens_at=BEFORE)
    later = await stage.fair(status="draft", opens_at=NOON)

    await became(stage, fair, "open")

    assert [event.version for event in await stage.all_told(FairOpened, fair)] == [2]
    assert (await stage.ask(GetFair(fair_id=later), organizer())).body.status == "draft"


async def test_booths_close_at_their_moment(stage: Stage) -> None:
    fair = await stage.fair(closes_at=BEFORE)

    await became(stage, fair, "closed")

    assert [event.status for event in await stage.all_told(FairChanged, fair)] == ["closed"]


async def test_a_fair_that_was_passed_by_lives_through_all_of_it(stage: Stage) -> None:
    """As when the service was down meanwhile."""
    fair = await stage.fair(starts_at=BEFORE, ends_at=BEFORE + timedelta(days=2))

    await became(stage, fair, "finished")

    told = await stage.all_told(FairChanged, fair)
    assert [(event.version, event.status) for event in told] == [(2, "running"), (3, "finished")]


async def test_several_clocks_move_a_fair_once(stage: Stage) -> None:
    fair = await stage.fair(starts_at=BEFORE)

    await asyncio.gather(*(live_on(stage.around.running.engine) for _ in range(8)))

    assert [event.status for event in await stage.all_told(FairChanged, fair)] == ["running"]


async def test_booths_that_were_opened_again_stay_open(stage: Stage) -> None:
    fair = await stage.fair(closes_at=BEFORE)
    await became(stage, fair, "closed")

    await stage.revise(fair, 2, closes_at=BEFORE, status="open")
    await live_on(stage.around.running.engine)

    assert (await stage.ask(GetFair(fair_id=fair))).body.status == "open"


async def test_the_moments_must_be_in_order(stage: Stage) -> None:
    with pytest.raises(Invalid) as refused:
        await stage.fair(opens_at=NOON, closes_at=NOON - timedelta(days=1))
    assert refused.value.details == {"closes_at": "before_start"}
