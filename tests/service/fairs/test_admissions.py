"""Places and approval for each kind of attendee, who waits for them, and badges that are given back."""

import asyncio
from uuid import UUID

import msgspec

from shared.actor import Actor
from shared.contracts.fairs.admissions import (
    Admission,
    DecideEnrolment,
    EnrolmentAnswered,
    FindEnrolments,
    GetAdmissions,
    PutAdmission,
    WithdrawRegistration,
)
from shared.contracts.fairs.attendees import (
    AttendeeKind,
    AttendeeRegistered,
    CheckIn,
    FindBadges,
    GetBadge,
    RegisterAttendee,
)
from shared.ids import uuid7
from tests.support.fairs import Stage, organizer, refusal, speaker


def a_registration(fair: UUID, **changes: object) -> RegisterAttendee:
    return msgspec.structs.replace(
        RegisterAttendee(registration_id=uuid7(), fair_id=fair, person_name="Nguyễn Thị Đào"), **changes
    )


async def places(stage: Stage, fair: UUID, kind: AttendeeKind) -> Admission:
    found = await stage.ask(GetAdmissions(fair_id=fair))
    return next(one for one in found.items if one.kind == kind)


async def has_badge(stage: Stage, *registrations: RegisterAttendee) -> list[bool]:
    page = await stage.ask(FindBadges(fair_id=registrations[0].fair_id, page_size=100), organizer())
    made = {badge.registration_id for badge in page.items}
    return [one.registration_id in made for one in registrations]


async def test_press_waits_for_the_organizers_word(stage: Stage) -> None:
    reporter, fair = speaker(), await stage.fair()
    command = a_registration(fair, kind="press", consents=True)

    assert (await stage.ask(command, reporter)).status == "asked"
    assert (await stage.ask(command, reporter)).outcome == "repeated"
    assert await refusal(stage, GetBadge(registration_id=command.registration_id), reporter) == "badge_unknown"
    [told] = await stage.all_told(EnrolmentAnswered, command.registration_id)
    assert (told.status, told.account_id) == ("asked", reporter.account_id)

    decision = DecideEnrolment(enrolment_id=command.registration_id, accepted=True)
    assert await refusal(stage, decision, reporter) == "forbidden"
    assert [(await stage.ask(decision, organizer())).outcome for _ in range(2)] == ["created", "repeated"]
    badge = await stage.ask(GetBadge(registration_id=command.registration_id), reporter)
    assert (badge.kind, badge.consented_at is not None) == ("press", True)
    assert len(await stage.all_told(AttendeeRegistered, command.registration_id)) == 1
    assert await refusal(stage, msgspec.structs.replace(decision, accepted=False, reason="x"), organizer()) == (
        "already_decided"
    )


async def test_who_is_refused_learns_why(stage: Stage) -> None:
    fair, command = await stage.fair(), None
    command = a_registration(fair, kind="official")
    await stage.ask(command, speaker())
    decision = DecideEnrolment(enrolment_id=command.registration_id, accepted=False)

    assert await refusal(stage, decision, organizer()) == "invalid"
    await stage.ask(msgspec.structs.replace(decision, reason="Không có trong danh sách."), organizer())

    told = await stage.all_told(EnrolmentAnswered, command.registration_id)
    assert [(one.status, one.reason) for one in told] == [("asked", ""), ("refused", "Không có trong danh sách.")]
    assert await has_badge(stage, command) == [False]
    assert (
        await refusal(stage, DecideEnrolment(enrolment_id=uuid7(), accepted=True), organizer()) == "enrolment_unknown"
    )


async def test_an_organizers_word_is_not_asked_for_twice(stage: Stage) -> None:
    fair = await stage.fair()
    assert (await stage.ask(a_registration(fair, kind="press"), organizer())).status == "admitted"


async def test_whose_turn_it_is(stage: Stage) -> None:
    """The first of those who wait gets the place that was given back, and a newcomer does not pass them."""
    fair = await stage.fair()
    await stage.ask(PutAdmission(fair_id=fair, kind="trainee", places=1), organizer())
    people = [(a_registration(fair, kind="trainee"), speaker()) for _ in range(3)]
    statuses = [(await stage.ask(command, who)).status for command, who in people]
    assert statuses == ["admitted", "waiting", "waiting"]
    queue = await stage.ask(FindEnrolments(fair_id=fair), organizer())
    assert [(one.id, one.rank) for one in queue.items] == [
        (command.registration_id, rank) for rank, (command, _) in enumerate(people[1:], start=1)
    ]
    assert (await stage.ask(FindEnrolments(), people[2][1])).items[0].rank == 2

    (first, owner), (second, _), (third, _) = people
    leaving = WithdrawRegistration(registration_id=first.registration_id)
    assert await refusal(stage, leaving, speaker()) == "badge_unknown"
    for _ in range(2):
        await stage.ask(leaving, owner)

    assert await has_badge(stage, first, second, third) == [False, True, False]
    assert await refusal(stage, first, owner) == "id_reused"
    assert [one.status for one in await stage.all_told(EnrolmentAnswered, first.registration_id)] == ["withdrawn"]
    await stage.ask(WithdrawRegistration(registration_id=third.registration_id), organizer())
    one = await places(stage, fair, "trainee")
    assert (one.places, one.taken, one.waiting) == (1, 1, 0)


async def test_more_places_go_to_who_waits(stage: Stage) -> None:
    fair = await stage.fair()
    rule = PutAdmission(fair_id=fair, kind="buyer", places=0)
    assert await refusal(stage, rule, speaker()) == "forbidden"
    await stage.ask(rule, organizer())
    people = [a_registration(fair, kind="buyer") for _ in range(3)]
    for command in people:
        await stage.ask(command, speaker())

    await stage.ask(msgspec.structs.replace(rule, places=2), organizer())
    assert await has_badge(stage, *people) == [True, True, False]
    await stage.ask(msgspec.structs.replace(rule, places=None), organizer())
    assert await has_badge(stage, *people) == [True, True, True]


async def test_who_is_in_cannot_give_the_badge_back(stage: Stage) -> None:
    fair, visitor = await stage.fair(), speaker()
    command = a_registration(fair)
    await stage.ask(command, visitor)
    badge = await stage.ask(GetBadge(registration_id=command.registration_id), visitor)
    await stage.ask(CheckIn(check_in_id=uuid7(), fair_id=fair, code=badge.code), organizer())

    assert await refusal(stage, WithdrawRegistration(registration_id=command.registration_id), visitor) == "badge_used"


async def test_the_last_places_go_to_as_many_as_there_are(stage: Stage) -> None:
    """Forty come at once for ten places, while some of those who have one give it back."""
    fair = await stage.fair()
    await stage.ask(PutAdmission(fair_id=fair, kind="trainee", places=10), organizer())
    people = [(a_registration(fair, kind="trainee"), speaker()) for _ in range(40)]

    async def come(command: RegisterAttendee, who: Actor, *, leaves: bool) -> None:
        await stage.ask(command, who)
        if leaves:
            await stage.ask(WithdrawRegistration(registration_id=command.registration_id), who)

    await asyncio.gather(*(come(*one, leaves=number % 8 == 0) for number, one in enumerate(people)))

    made = await has_badge(stage, *(command for command, _ in people))
    one = await places(stage, fair, "trainee")
    assert (sum(made), one.taken, one.waiting) == (10, 10, 25)
