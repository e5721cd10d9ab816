"""Who came and who exhibited, as the Alliance counts it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from shared.contracts.fairs import CheckIn, CountTurnouts, FindCoopsAtFair, GetBadge, RegisterAttendee
from shared.ids import uuid7
from tests.support.fairs import Stage, a_booking, organizer, refusal, speaker
from tests.support.surroundings import account

OFFICER = account("officer")
BEGINNING = datetime(2033, 5, 1, 1, tzinfo=UTC)


async def somebody_comes(stage: Stage, fair: UUID, coop: UUID, *, through_the_gate: bool = True) -> None:
    actor = speaker(coop)
    command = RegisterAttendee(registration_id=uuid7(), fair_id=fair, person_name="Đào", organisation_id=coop)
    await stage.ask(command, actor)
    if through_the_gate:
        badge = await stage.ask(GetBadge(registration_id=command.registration_id), actor)
        await stage.ask(CheckIn(check_in_id=uuid7(), fair_id=fair, code=badge.code), organizer())


async def test_who_exhibits_is_among_those_who_came(stage: Stage) -> None:
    fair = await stage.fair(starts_at=BEGINNING, ends_at=BEGINNING + timedelta(days=2))
    exhibitor, guest, absent, at_home = [await stage.coop() for _ in range(4)]
    for coop, code in ((exhibitor, "A01"), (absent, "A02")):
        await stage.ask(a_booking(fair, await stage.booth(fair, code), coop), speaker(coop))
    for coop in (exhibitor, exhibitor, guest):
        await somebody_comes(stage, fair, coop)
    await somebody_comes(stage, fair, at_home, through_the_gate=False)
    day = BEGINNING.date()

    found = await stage.ask(CountTurnouts(since=day, until=day), OFFICER)

    [turnout] = found.items
    assert (turnout.attended, turnout.exhibited, turnout.absent) == (2, 1, 1)
    assert (turnout.people, turnout.badges, found.coops) == (3, 4, 2)
    behind = (await stage.ask(FindCoopsAtFair(fair_id=fair), OFFICER)).items
    assert {one.coop.id: (one.people, one.booths) for one in behind} == {
        exhibitor: (2, ["A01"]),
        guest: (1, []),
        absent: (0, ["A02"]),
    }


async def test_who_may_not_count(stage: Stage) -> None:
    coop, fair = await stage.coop(), await stage.fair()
    day = BEGINNING.date()
    assert await refusal(stage, CountTurnouts(since=day, until=day), coop) == "forbidden"
    assert await refusal(stage, FindCoopsAtFair(fair_id=fair), coop) == "forbidden"
    assert await refusal(stage, FindCoopsAtFair(fair_id=uuid7()), OFFICER) == "fair_unknown"
    assert await refusal(stage, CountTurnouts(since=day, until=day - timedelta(days=1)), OFFICER) == "invalid"
