"""People registered from one list: by the same rules as alone, and once however often it is sent."""

from typing import Any
from uuid import UUID

import msgspec

from shared.contracts.fairs.admissions import (
    DecideEnrolment,
    EnrolmentAnswered,
    FindEnrolments,
    PutAdmission,
    WithdrawRegistration,
)
from shared.contracts.fairs.attendee_groups import GroupMember, GroupRegistered, GroupTaken, RegisterGroup
from shared.contracts.fairs.attendees import AttendeeRegistered, FindBadges, Particulars, RegisterAttendee
from shared.ids import uuid7
from tests.support.fairs import Stage, a_booking, organizer, refusal, speaker


def a_member(line: int, name: str = "", **changes: Any) -> GroupMember:
    member = GroupMember(
        line=line, registration_id=uuid7(), kind="visitor", person_name=name or f"Nguyễn Thị Đào {line}"
    )
    return msgspec.structs.replace(member, **changes)


def a_group(fair: UUID, *people: GroupMember, **changes: Any) -> RegisterGroup:
    return msgspec.structs.replace(RegisterGroup(group_id=uuid7(), fair_id=fair, people=list(people)), **changes)


def outcomes(taken: GroupTaken) -> dict[int, str | dict[str, str]]:
    found: dict[int, str | dict[str, str]] = {one.line: one.outcome for one in taken.lines}
    found.update({one.line: one.faults for one in taken.refused})
    return found


async def badges(stage: Stage, fair: UUID) -> int:
    return (await stage.ask(FindBadges(fair_id=fair), organizer())).total


async def test_a_class_fills_the_places_and_the_rest_wait(stage: Stage) -> None:
    fair, school = await stage.fair(), await stage.coop()
    teacher = speaker(school)
    await stage.ask(PutAdmission(fair_id=fair, kind="trainee", places=2), organizer())
    people = [a_member(line, kind="trainee") for line in range(3)] + [a_member(3, kind="press")]
    group = a_group(fair, *people, organisation_id=school)
    expected = {0: "admitted", 1: "admitted", 2: "waiting", 3: "asked"}

    rehearsal = await stage.ask(msgspec.structs.replace(group, rehearsal=True), teacher)
    assert (outcomes(rehearsal), await badges(stage, fair)) == (expected, 0)
    assert outcomes(await stage.ask(group, teacher)) == expected
    assert outcomes(await stage.ask(group, teacher)) == dict.fromkeys(range(4), "unchanged")
    assert outcomes(await stage.ask(group, organizer())) == dict.fromkeys(range(4), "unchanged")

    assert await badges(stage, fair) == 2
    told = await stage.all_told(AttendeeRegistered, people[0].registration_id)
    queued = await stage.all_told(EnrolmentAnswered, people[3].registration_id)
    assert ([one.in_group for one in told], [one.in_group for one in queued]) == ([True], [True])
    assert [one.asked for one in await stage.all_told(GroupRegistered, group.group_id)] == [1]
    single = RegisterAttendee(registration_id=uuid7(), fair_id=fair, kind="trainee", person_name="Trần Thị Muộn")
    assert (await stage.ask(single, speaker())).status == "waiting"
    await stage.ask(DecideEnrolment(enrolment_id=people[3].registration_id, accepted=True), organizer())
    assert not (await stage.all_told(AttendeeRegistered, people[3].registration_id))[0].in_group


async def test_each_line_is_refused_for_its_own_reason(stage: Stage) -> None:
    fair, coop = await stage.fair(), await stage.coop()
    who = speaker(coop)
    gone, other = a_member(4), a_member(5)
    await stage.ask(a_group(fair, gone, other, organisation_id=coop), who)
    await stage.ask(WithdrawRegistration(registration_id=gone.registration_id), who)
    twice = a_member(0)
    people = [
        twice,
        msgspec.structs.replace(twice, line=1),
        a_member(2, kind="guest"),
        a_member(3, kind="exhibitor"),
        gone,
        msgspec.structs.replace(other, kind="press"),
        a_member(6, name="\u200b"),
    ]

    taken = outcomes(await stage.ask(a_group(fair, *people, organisation_id=coop), who))

    assert taken == {
        0: "admitted",
        1: {"person_name": "duplicate"},
        2: {"kind": "forbidden"},
        3: {"kind": "booking_required"},
        4: {"person_name": "taken_off"},
        5: {"kind": "registered_otherwise"},
        6: {"person_name": "required"},
    }
    stranger = a_group(fair, twice, organisation_id=(other_coop := await stage.coop()))
    assert outcomes(await stage.ask(stranger, speaker(other_coop))) == {0: {"person_name": "id_reused"}}


async def test_organizers_name_the_coops(stage: Stage) -> None:
    """In capitals too; a stand's people are its co-op's, and a co-op that nobody knows has no stand."""
    name = f"HTX Mắm Cát Hải {uuid7()}"
    fair, coop = await stage.fair(), await stage.coop(name=name)
    await stage.ask(a_booking(fair, await stage.booth(fair), coop), speaker(coop))
    people = [
        a_member(0, kind="exhibitor", organisation_name=name.upper()),
        a_member(1, kind="exhibitor", organisation_name="HTX Không Có"),
        a_member(2, kind="guest", organisation_name="Sở Công Thương"),
    ]

    taken = await stage.ask(a_group(fair, *people), organizer())

    assert outcomes(taken) == {0: "admitted", 1: {"kind": "booking_required"}, 2: "admitted"}
    found = await stage.ask(FindBadges(fair_id=fair), organizer())
    assert sorted(one.organisation_name for one in found.items) == sorted([name, "Sở Công Thương"])
    again = msgspec.structs.replace(people[0], registration_id=uuid7())
    [line] = (await stage.ask(a_group(fair, again, rehearsal=True), organizer())).lines
    assert line.namesake


async def test_particulars_are_corrected_and_forgotten(stage: Stage) -> None:
    fair, coop = await stage.fair(), await stage.coop()
    who = speaker(coop)
    member = a_member(0, particulars=Particulars(email="DAO@htx.vn", phone="+84912345678", language="ja"))
    press = a_member(1, kind="press", particulars=Particulars(wishes="Ăn chay"))
    await stage.ask(a_group(fair, member, press, organisation_id=coop), who)
    mended = msgspec.structs.replace(member, particulars=Particulars(email="dao@htx.vn", phone="+84912345679"))

    assert outcomes(await stage.ask(a_group(fair, mended, organisation_id=coop), who)) == {0: "changed"}

    [badge] = (await stage.ask(FindBadges(fair_id=fair), who)).items
    assert badge.particulars == mended.particulars
    [waiting] = (await stage.ask(FindEnrolments(fair_id=fair), organizer())).items
    assert waiting.particulars == press.particulars
    await stage.ask(WithdrawRegistration(registration_id=member.registration_id), who)
    await stage.ask(DecideEnrolment(enrolment_id=press.registration_id, accepted=False, reason="Hết chỗ"), organizer())
    left = await stage.around.rows("SELECT email, phone, wishes FROM particulars WHERE fair_id = :fair", fair=fair)
    assert left == []


async def test_who_may_send_a_list(stage: Stage) -> None:
    fair, coop = await stage.fair(), await stage.coop()
    group = a_group(fair, a_member(0))
    assert await refusal(stage, group, speaker()) == "forbidden"
    assert await refusal(stage, msgspec.structs.replace(group, organisation_id=coop), speaker()) == "forbidden"
    draft = msgspec.structs.replace(group, fair_id=await stage.fair(status="draft"), organisation_id=coop)
    assert await refusal(stage, draft, speaker(coop)) == "fair_unknown"
