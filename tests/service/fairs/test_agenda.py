"""Sessions with their places."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec

from shared.contracts.fairs.admissions import WithdrawRegistration
from shared.contracts.fairs.agenda import (
    Agenda,
    FindSeats,
    GetAgenda,
    GetSession,
    LeaveSeat,
    PutSession,
    RemoveSession,
    SeatsMoved,
    SessionBody,
    SessionChanged,
    TakeSeat,
)
from shared.contracts.fairs.attendees import RegisterAttendee
from shared.ids import uuid7
from tests.support.fairs import NOON, Stage, organizer, refusal, speaker

HOUR = timedelta(hours=1)


def a_session(fair: UUID, **changes: Any) -> PutSession:
    body = SessionBody(title="Xuất khẩu sang Nhật Bản", starts_at=NOON, ends_at=NOON + HOUR, places=2)
    return PutSession(session_id=uuid7(), fair_id=fair, body=msgspec.structs.replace(body, **changes))


async def agenda(stage: Stage, fair: UUID) -> Agenda:
    return await stage.ask(GetAgenda(fair_id=fair))


async def test_a_session_is_stated_moved_and_removed(stage: Stage) -> None:
    fair = await stage.fair()
    command = a_session(fair, title=" Xuất khẩu ", language="ja", interpreters=["vi", "ja", "vi"])
    assert [(await stage.ask(command, organizer())).outcome for _ in range(2)] == ["created", "unchanged"]
    moved = msgspec.structs.replace(command.body, starts_at=NOON + HOUR, ends_at=NOON + 2 * HOUR)
    revision = msgspec.structs.replace(command, body=moved)
    assert await refusal(stage, revision, organizer()) == "version_required"
    await stage.ask(msgspec.structs.replace(revision, expected_version=1), organizer())
    earlier = a_session(fair, title="Khai mạc", places=None)
    await stage.ask(earlier, organizer())

    first, second = (await agenda(stage, fair)).sessions
    assert (first.id, second.body.title, second.body.interpreters, second.version) == (
        earlier.session_id,
        "Xuất khẩu",
        ["vi"],
        2,
    )
    for _ in range(2):
        await stage.ask(RemoveSession(session_id=command.session_id), organizer())
    assert [one.id for one in (await agenda(stage, fair)).sessions] == [earlier.session_id]
    assert await refusal(stage, command, organizer()) == "id_reused"
    told = await stage.all_told(SessionChanged, command.session_id)
    assert [(one.version, one.removed) for one in told] == [(1, False), (2, False), (3, True)]


async def test_what_no_session_can_be(stage: Stage) -> None:
    fair = await stage.fair()
    for changes in ({"ends_at": NOON}, {"title": "\u200b"}, {"ends_at": NOON + timedelta(days=400)}):
        assert await refusal(stage, a_session(fair, **changes), organizer()) == "invalid"
    assert await refusal(stage, a_session(fair), speaker()) == "forbidden"
    assert await refusal(stage, GetAgenda(fair_id=await stage.fair(status="draft")), speaker()) == "fair_unknown"


async def test_the_last_place_in_a_session_is_given_once(stage: Stage) -> None:
    fair = await stage.fair()
    session = a_session(fair)
    await stage.ask(session, organizer())
    people = [(uuid7(), speaker()) for _ in range(6)]
    for key, who in people:
        await stage.ask(RegisterAttendee(registration_id=key, fair_id=fair, person_name="Kim Minsu"), who)
    take = [TakeSeat(session_id=session.session_id, registration_id=key) for key, _ in people]

    outcomes = await asyncio.gather(
        *(stage.around.outcome(one, who) for one, (_, who) in zip(take, people, strict=True))
    )

    assert sorted(outcomes) == ["created", "created", *["session_full"] * 4]
    places = {key: outcome for (key, _), outcome in zip(people, outcomes, strict=True)}
    first, second = (key for key, outcome in places.items() if outcome == "created")
    owners = dict(people)
    outsider = next(key for key, outcome in places.items() if outcome == "session_full")
    assert await refusal(stage, LeaveSeat(session_id=session.session_id, registration_id=first), speaker()) == (
        "badge_unknown"
    )
    await stage.ask(LeaveSeat(session_id=session.session_id, registration_id=first), owners[first])
    await stage.ask(WithdrawRegistration(registration_id=second), owners[second])
    assert [one.taken for one in (await agenda(stage, fair)).sessions] == [0]
    again = TakeSeat(session_id=session.session_id, registration_id=outsider)
    assert [await stage.around.outcome(again, organizer()) for _ in range(2)] == ["created", "repeated"]
    seats = await stage.ask(FindSeats(registration_id=outsider), owners[outsider])
    assert seats.session_ids == [session.session_id]


async def test_nobody_is_in_two_sessions_at_once(stage: Stage) -> None:
    fair, who, key = await stage.fair(), speaker(), uuid7()
    await stage.ask(RegisterAttendee(registration_id=key, fair_id=fair, person_name="Sato Ken"), who)
    sessions = [
        a_session(fair),
        a_session(fair, starts_at=NOON + HOUR / 2, ends_at=NOON + 2 * HOUR),
        a_session(fair, starts_at=NOON + HOUR, ends_at=NOON + 2 * HOUR),
        a_session(fair, places=None),
    ]
    for session in sessions:
        await stage.ask(session, organizer())
    elsewhere = a_session(await stage.fair())
    await stage.ask(elsewhere, organizer())

    outcomes = [
        await stage.around.outcome(TakeSeat(session_id=one.session_id, registration_id=key), who)
        for one in (*sessions, elsewhere)
    ]

    assert outcomes == ["created", "sessions_overlap", "created", "session_open", "session_unknown"]


async def test_who_has_a_place_is_told_when_the_session_moves_and_when_it_is_removed(stage: Stage) -> None:
    """Once each time; not of another title, and not of what is over."""
    fair, who, key = await stage.fair(), speaker(), uuid7()
    command, account_id = a_session(fair), who.must_be_account()
    await stage.ask(command, organizer())
    await stage.ask(RegisterAttendee(registration_id=key, fair_id=fair, person_name="Sato Ken"), who)
    await stage.ask(TakeSeat(session_id=command.session_id, registration_id=key), who)

    async def revise(version: int, **changes: Any) -> None:
        body = msgspec.structs.replace(command.body, **changes)
        await stage.ask(msgspec.structs.replace(command, expected_version=version, body=body), organizer())

    await revise(1, title="Xuất khẩu sang Nhật")
    for _ in range(2):
        await revise(2, title="Xuất khẩu sang Nhật", place="Phòng 2")
    for _ in range(2):
        await stage.ask(RemoveSession(session_id=command.session_id), organizer())

    told = await stage.all_told(SeatsMoved, command.session_id)
    assert [(one.place, one.removed, one.account_ids) for one in told] == [
        ("Phòng 2", False, [account_id]),
        ("Phòng 2", True, [account_id]),
    ]
    removed = await stage.ask(GetSession(session_id=command.session_id))
    assert (removed.version, removed.removed) == (4, True)
    assert await refusal(stage, GetSession(session_id=uuid7()), who) == "session_unknown"
