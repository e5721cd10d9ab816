"""The same person registered twice for one fair: led to the first badge, or joined by the organizers."""

import asyncio
from datetime import timedelta
from uuid import UUID

import msgspec

from shared.actor import Actor
from shared.contracts.fairs.admissions import FindEnrolments
from shared.contracts.fairs.agenda import FindSeats, PutSession, SessionBody, TakeSeat
from shared.contracts.fairs.attendee_groups import GroupMember, RegisterGroup
from shared.contracts.fairs.attendees import CheckIn, FindBadges, GetBadge, Particulars, RegisterAttendee
from shared.contracts.fairs.doubles import BadgesJoined, Double, FindDoubles, JoinBadges, TellApart
from shared.ids import uuid7
from tests.support.fairs import NOON, Stage, organizer, refusal, speaker


def a_registration(fair: UUID, **changes: object) -> RegisterAttendee:
    command = RegisterAttendee(registration_id=uuid7(), fair_id=fair, person_name="Trần Văn Nam")
    return msgspec.structs.replace(command, **changes)


async def doubles(stage: Stage, fair: UUID, by: Actor) -> list[Double]:
    return (await stage.ask(FindDoubles(fair_id=fair), by)).items


async def test_who_comes_back_to_the_form_is_led_to_the_first_badge(stage: Stage) -> None:
    coop, fair = await stage.coop(), await stage.fair()
    member = speaker(coop)
    first = a_registration(fair, organisation_id=coop)
    await stage.ask(first, member)

    again = msgspec.structs.replace(first, registration_id=uuid7(), person_name="trần văn NAM", kind="buyer")
    refused = await stage.around.refusal(again, member)
    assert (refused.code, refused.details["id"]) == ("registered_already", str(first.registration_id))
    await stage.ask(msgspec.structs.replace(again, namesake=True), member)
    await stage.ask(msgspec.structs.replace(again, registration_id=uuid7()), speaker(coop))
    elsewhere = msgspec.structs.replace(again, registration_id=uuid7(), fair_id=await stage.fair())
    assert (await stage.ask(elsewhere, member)).outcome == "created"


async def test_who_waits_for_an_answer_does_not_ask_twice(stage: Stage) -> None:
    reporter, fair = speaker(), await stage.fair()
    await stage.ask(a_registration(fair, kind="press"), reporter)

    assert await refusal(stage, a_registration(fair), reporter) == "registered_already"
    assert (await stage.ask(FindEnrolments(), reporter)).total == 1


async def test_organizers_see_who_seems_to_be_there_twice(stage: Stage) -> None:
    coop, fair, team = await stage.coop(name="HTX Tân Tiến"), await stage.fair(), organizer()
    by_coop = a_registration(fair, organisation_id=coop)
    by_hand = a_registration(fair, organisation_name="HTX TÂN TIẾN", person_name="Tran Van Nam")
    stranger = a_registration(fair, organisation_name="HTX Khác")
    nobody = a_registration(fair)
    for command, who in ((by_coop, speaker(coop)), (by_hand, speaker()), (stranger, speaker()), (nobody, speaker())):
        await stage.ask(command, who)

    [pair] = await doubles(stage, fair, team)
    assert (pair.first.registration_id, pair.second.registration_id) == (
        by_coop.registration_id,
        by_hand.registration_id,
    )
    assert await refusal(stage, FindDoubles(fair_id=fair), speaker(coop)) == "forbidden"

    apart = TellApart(registration_id=by_hand.registration_id, other_id=by_coop.registration_id)
    await stage.ask(apart, team)
    await stage.ask(apart, team)
    assert await doubles(stage, fair, team) == []


async def test_two_badges_become_one(stage: Stage) -> None:
    """Either code opens the gate for the one that is left, once; whoever had the other sees it still."""
    coop, fair, team, himself = await stage.coop(), await stage.fair(), organizer(), speaker()
    member = GroupMember(
        line=1,
        registration_id=uuid7(),
        kind="visitor",
        person_name="Trần Văn Nam",
        particulars=Particulars(email="nam@example.org"),
    )
    await stage.ask(RegisterGroup(group_id=uuid7(), fair_id=fair, organisation_id=coop, people=[member]), speaker(coop))
    own = a_registration(fair, organisation_name="HTX Thắng Thủy", consents=True)
    old_code = (await stage.ask(own, himself)).code
    talk, kept = uuid7(), member.registration_id
    body = SessionBody(title="Chè", starts_at=NOON, ends_at=NOON + timedelta(hours=1), places=5)
    await stage.ask(PutSession(session_id=talk, fair_id=fair, body=body), team)
    await stage.ask(TakeSeat(registration_id=own.registration_id, session_id=talk), himself)
    [pair] = await doubles(stage, fair, team)
    assert pair.first.registration_id == kept

    join = JoinBadges(kept_id=kept, joined_id=own.registration_id)
    assert await refusal(stage, join, himself) == "forbidden"
    for _ in range(2):
        await stage.ask(join, team)

    [told] = await stage.all_told(BadgesJoined, own.registration_id)
    assert (told.account_id, told.kept_id) == (himself.account_id, kept)
    [badge] = (await stage.ask(FindBadges(fair_id=fair), himself)).items
    assert (badge.registration_id, badge.consented_at is not None) == (kept, True)
    assert (badge.particulars or Particulars()).email == "nam@example.org"
    assert (await stage.ask(GetBadge(registration_id=own.registration_id), himself)).registration_id == kept
    assert (await stage.ask(FindSeats(registration_id=kept), himself)).session_ids == [talk]
    entries = [
        (await stage.ask(CheckIn(check_in_id=uuid7(), fair_id=fair, code=code), team)).outcome
        for code in (old_code, badge.code)
    ]
    assert entries == ["created", "already"]
    assert (await stage.ask(FindBadges(fair_id=fair), team)).total == 1


async def test_a_badge_that_was_read_is_the_one_that_stays(stage: Stage) -> None:
    coop, fair, team = await stage.coop(), await stage.fair(), organizer()
    first, second = (a_registration(fair, organisation_id=coop) for _ in range(2))
    await stage.ask(first, speaker(coop))
    code = (await stage.ask(second, speaker(coop))).code
    await stage.ask(CheckIn(check_in_id=uuid7(), fair_id=fair, code=code), team)

    wrong_way = JoinBadges(kept_id=first.registration_id, joined_id=second.registration_id)
    assert await refusal(stage, wrong_way, team) == "badge_used"
    right_way = JoinBadges(kept_id=second.registration_id, joined_id=first.registration_id)
    assert await refusal(stage, JoinBadges(kept_id=right_way.kept_id, joined_id=right_way.kept_id), team) == (
        "badge_unknown"
    )
    outcomes = await asyncio.gather(*(stage.around.outcome(right_way, team) for _ in range(3)))
    assert outcomes == ["done"] * 3
    assert await doubles(stage, fair, team) == []
