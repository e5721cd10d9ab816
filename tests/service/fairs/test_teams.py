"""Who of the organizers runs a fair, and with which rights."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, get_args
from uuid import UUID

from shared.actor import Actor
from shared.contracts.fairs.admissions import DecideEnrolment, PutAdmission
from shared.contracts.fairs.agenda import (
    PartnerBody,
    PutPartner,
    PutSession,
    RemovePartner,
    RemoveSession,
    SessionBody,
)
from shared.contracts.fairs.allocations import ApplyAllocation, CancelAllocation, ProposeAllocation
from shared.contracts.fairs.announcements import Group, MakeAnnouncement
from shared.contracts.fairs.applications import ApplyForBooth, DecideApplication, ReviewApplication
from shared.contracts.fairs.attendee_groups import GroupMember, RegisterGroup
from shared.contracts.fairs.attendees import CheckIn, RegisterAttendee
from shared.contracts.fairs.backdrops import HangBackdrop, PlaceBackdrop, RemoveBackdrop
from shared.contracts.fairs.bookings import BookBooth, EndBooking, HoldBooth, MoveBooking, SwapBookings, TransferBooking
from shared.contracts.fairs.booths import BlockBooth, DrawHall, MergeBooths, SplitBooth
from shared.contracts.fairs.copying import CopyParts
from shared.contracts.fairs.courses import CourseBody, PutCourse
from shared.contracts.fairs.doubles import JoinBadges, TellApart
from shared.contracts.fairs.fair import PutFair
from shared.contracts.fairs.feedback import ModerateFeedback
from shared.contracts.fairs.fees import FeeBody, GetFees, PriceBody, ProgrammeBody, PutPrices, PutProgramme, RecordFee
from shared.contracts.fairs.gate import MergeScans, Scan
from shared.contracts.fairs.outcome import BudgetBody, PutBudget
from shared.contracts.fairs.team import (
    ChangeRights,
    GetTeam,
    InviteOrganizer,
    JoinTeam,
    RemoveOrganizer,
    Right,
)
from shared.contracts.fairs.waiting import JoinWaitingList, LeaveWaitingList, OfferBooth, PrecedeInWaitingList
from shared.contracts.message import Request
from shared.ids import uuid7
from tests.support.fairs import EVENING, NOON, Stage, a_body, a_booking, organizer, refusal, speaker
from tests.support.surroundings import account

RIGHTS: tuple[Right, ...] = get_args(Right)


async def joined(stage: Stage, fair: UUID, owner: Actor, *rights: Right) -> tuple[Actor, UUID]:
    """Somebody who came by an invitation, and their place in the team."""
    somebody, member_id = organizer(), uuid7()
    invited = await stage.ask(
        InviteOrganizer(member_id=member_id, fair_id=fair, name="Liên minh HTX Hà Nội", rights=list(rights)), owner
    )
    await stage.ask(JoinTeam(fair_id=fair, token=invited.token), somebody)
    return somebody, member_id


class Ids:
    def __init__(self, fair: UUID, coop: UUID, booking: UUID, booths: list[UUID], application: UUID) -> None:
        self.fair, self.coop, self.booking, self.booths, self.application = fair, coop, booking, booths, application
        self.entry = uuid7()
        self.allocation = uuid7()
        self.member = uuid7()
        self.second = uuid7()
        self.enrolment = uuid7()
        self.guests = [uuid7(), uuid7()]
        self.session = uuid7()
        self.partner = uuid7()


def commands(ids: Ids) -> Iterator[tuple[Right, Request[Any]]]:
    """Every command of an organizer, with the right that it needs."""
    fair, booking, (one, other, *_) = ids.fair, ids.booking, ids.booths
    now = datetime.now(UTC)
    scan = Scan(id=uuid7(), at=now, code="XXXX-XXXX")
    yield "owner", PutFair(fair_id=fair, expected_version=1, body=a_body(name="Hội chợ Thu", booking="approval"))
    yield "owner", CopyParts(fair_id=fair, former_id=uuid7(), parts=["prices"])
    yield "owner", InviteOrganizer(member_id=uuid7(), fair_id=fair, name="X", rights=["desk"])
    yield "owner", ChangeRights(member_id=ids.member, rights=["money"])
    yield "owner", RemoveOrganizer(member_id=ids.member)
    yield from of_the_agenda(ids)
    yield "plan", DrawHall(fair_id=fair, hall="H1", plan_version=1, booths=[])
    yield "plan", HangBackdrop(fair_id=fair, hall="H1", picture_id=uuid7(), upload="nothing")
    yield "plan", PlaceBackdrop(fair_id=fair, hall="H1", x=0, y=0, width=30)
    yield "plan", RemoveBackdrop(fair_id=fair, hall="H1")
    yield "plan", SplitBooth(change_id=uuid7(), booth_id=one)
    yield "plan", MergeBooths(change_id=uuid7(), booth_ids=[one, other])
    yield "plan", BlockBooth(booth_id=other, blocked=True)
    yield "plan", ProposeAllocation(allocation_id=uuid7(), fair_id=fair)
    yield "plan", CancelAllocation(allocation_id=ids.allocation)
    yield "plan", ApplyAllocation(allocation_id=ids.allocation)
    yield "plan", MoveBooking(change_id=uuid7(), booking_id=booking, booth_id=other)
    yield "plan", SwapBookings(change_id=uuid7(), booking_id=booking, other_booking_id=ids.second)
    yield "people", TransferBooking(change_id=uuid7(), booking_id=booking, organisation_id=ids.coop)
    yield "people", ReviewApplication(application_id=ids.application, score=3)
    yield "people", DecideApplication(application_id=ids.application, accepted=False, reason="đủ")
    yield "people", BookBooth(booking_id=uuid7(), fair_id=fair, booth_id=other, organisation_id=ids.coop)
    yield "people", HoldBooth(booking_id=uuid7(), fair_id=fair, booth_id=other, organisation_id=ids.coop)
    yield "people", EndBooking(booking_id=booking, fair_id=fair, no_show=True)
    yield "people", JoinWaitingList(entry_id=uuid7(), fair_id=fair, organisation_id=ids.coop)
    yield "people", PrecedeInWaitingList(entry_id=ids.entry, precedence=1)
    yield "people", OfferBooth(booking_id=uuid7(), fair_id=fair, booth_id=other, entry_id=ids.entry, minutes=5)
    yield "people", LeaveWaitingList(entry_id=ids.entry)
    yield "people", RegisterAttendee(registration_id=uuid7(), fair_id=fair, person_name="Đào", kind="guest")
    yield (
        "people",
        MakeAnnouncement(
            announcement_id=uuid7(), fair_id=fair, group=Group(name="exhibitors"), title="Giờ mở cửa", text="6 giờ."
        ),
    )
    yield "people", ModerateFeedback(fair_id=fair, feedback_id=uuid7(), shown=True)
    member = GroupMember(line=1, registration_id=uuid7(), kind="guest", person_name="Đào")
    yield "people", RegisterGroup(group_id=uuid7(), fair_id=fair, people=[member])
    yield "people", PutCourse(fair_id=fair, body=CourseBody(subject="Quản trị HTX"))
    yield "people", JoinBadges(kept_id=ids.guests[0], joined_id=ids.guests[1])
    yield "people", TellApart(registration_id=ids.guests[0], other_id=ids.guests[1])
    yield "people", PutAdmission(fair_id=fair, kind="press", places=10)
    yield "people", DecideEnrolment(enrolment_id=ids.enrolment, accepted=False, reason="đủ")
    yield "desk", MergeScans(fair_id=fair, phone_now=now, scans=[scan])
    yield "desk", CheckIn(check_in_id=uuid7(), fair_id=fair, code="XXXX-XXXX")
    yield "money", PutBudget(fair_id=fair, body=BudgetBody())
    yield "money", PutPrices(fair_id=fair, body=PriceBody())
    yield "money", PutProgramme(programme_id=uuid7(), fair_id=fair, body=ProgrammeBody(name="X", budget=Decimal(1)))
    yield (
        "money",
        RecordFee(fair_id=fair, booking_id=booking, organisation_id=ids.coop, body=FeeBody(status="due")),
    )
    yield "money", GetFees(fair_id=fair)


def of_the_agenda(ids: Ids) -> Iterator[tuple[Right, Request[Any]]]:
    talk = SessionBody(title="Khai mạc", starts_at=NOON, ends_at=EVENING)
    yield "plan", PutSession(session_id=uuid7(), fair_id=ids.fair, body=talk)
    yield "plan", RemoveSession(session_id=ids.session)
    yield "plan", PutPartner(partner_id=uuid7(), fair_id=ids.fair, body=PartnerBody(name="VTV", role="media"))
    yield "plan", RemovePartner(partner_id=ids.partner)


async def furnished(stage: Stage, owner: Actor) -> Ids:
    coop, fair = await stage.coop(), await stage.fair(booking="approval")
    booths = [booth.id for booth in (await stage.booths(fair)).values()]
    application = ApplyForBooth(
        application_id=uuid7(), fair_id=fair, organisation_id=coop, listing_ids=[await stage.listing(coop)]
    )
    await stage.ask(application, speaker(coop))
    other = await stage.coop()
    second = ApplyForBooth(
        application_id=uuid7(), fair_id=fair, organisation_id=other, listing_ids=[await stage.listing(other)]
    )
    await stage.ask(second, speaker(other))
    await stage.ask(DecideApplication(application_id=second.application_id, accepted=True), owner)
    booking = a_booking(fair, booths[0], other)
    await stage.ask(booking, owner)
    ids = Ids(fair, coop, booking.booking_id, booths, application.application_id)
    further = a_booking(fair, booths[2], other)
    await stage.ask(further, owner)
    ids.second = further.booking_id
    await stage.ask(JoinWaitingList(entry_id=ids.entry, fair_id=fair, organisation_id=coop), owner)
    await stage.ask(ProposeAllocation(allocation_id=ids.allocation, fair_id=fair), owner)
    press = RegisterAttendee(registration_id=ids.enrolment, fair_id=fair, person_name="Hà", kind="press")
    await stage.ask(press, account("buyer"))
    for key in ids.guests:
        guest = RegisterAttendee(registration_id=key, fair_id=fair, person_name="Lan", kind="guest", namesake=True)
        await stage.ask(guest, owner)
    talk = SessionBody(title="Bế mạc", starts_at=NOON, ends_at=EVENING)
    await stage.ask(PutSession(session_id=ids.session, fair_id=fair, body=talk), owner)
    partner = PartnerBody(name="Báo Bắc Ninh", role="media")
    await stage.ask(PutPartner(partner_id=ids.partner, fair_id=fair, body=partner), owner)
    return ids


REFUSED = {"right_required", "forbidden", "entry_unknown", "enrolment_unknown"}
"""Others learn nothing of who waits for a place or an approval; whoever books for a co-op must speak for it."""


async def test_each_command_needs_its_right(stage: Stage) -> None:
    owner = organizer()
    ids = await furnished(stage, owner)
    members = {right: await joined(stage, ids.fair, owner, right) for right in RIGHTS}
    _, ids.member = await joined(stage, ids.fair, owner, "plan")

    for right, command in commands(ids):
        outsiders = [organizer(), *(members[other][0] for other in RIGHTS if other not in {right, "owner"})]
        for outsider in outsiders:
            code = await stage.around.outcome(command, outsider)
            assert code in REFUSED, (type(command).__name__, right, code)
    for right, command in reversed([*commands(ids)]):
        if not isinstance(command, LeaveWaitingList):
            assert await stage.around.outcome(command, members[right][0]) not in REFUSED, type(command).__name__


async def test_no_command_is_forgotten(stage: Stage) -> None:
    """Whoever adds a command for organizers says here which right it needs."""
    by_others = {
        "ApplyForBooth",
        "ReviseApplication",
        "WithdrawApplication",
        "JoinTeam",
        "WithdrawRegistration",
        "CaptureLead",
        "AnswerLead",
        "NoteLead",
        "TakeSeat",
        "LeaveSeat",
        "GiveFeedback",
    }
    ids = Ids(uuid7(), uuid7(), uuid7(), [uuid7(), uuid7()], uuid7())
    said = {type(command).__name__ for _, command in commands(ids)} | by_others
    answered = {kind.__name__ for kind in stage.around.running.service.requests if ".cmd." in kind.subject}

    assert answered - said == set()


async def test_a_fair_without_a_team_is_run_by_every_organizer_until_one_founds_it(stage: Stage) -> None:
    fair, first, second = await stage.fair(), organizer(), organizer()
    await stage.revise(fair, 1, name="Hội chợ Đông")

    def invite() -> InviteOrganizer:
        return InviteOrganizer(member_id=uuid7(), fair_id=fair, name="Hải Phòng", rights=["plan"])

    outcomes = await asyncio.gather(*(stage.around.outcome(invite(), who) for who in (first, second)))

    assert sorted(outcomes) == ["created", "right_required"]
    owner = first if outcomes[0] == "created" else second
    team = await stage.ask(GetTeam(fair_id=fair), owner)
    assert (team.rights, [member.rights for member in team.items]) == (list(RIGHTS), [["owner"], ["plan"]])


async def test_a_link_is_good_for_one_person(stage: Stage) -> None:
    fair, owner = await stage.fair(), organizer()
    member_id = uuid7()
    invitation = InviteOrganizer(member_id=member_id, fair_id=fair, name="Hà Nam", rights=["desk"])
    former = (await stage.ask(invitation, owner)).token
    again = await stage.ask(invitation, owner)
    somebody = organizer()

    assert again.outcome == "repeated"
    assert await refusal(stage, JoinTeam(fair_id=fair, token=former), somebody) == "invitation_unknown"
    assert await refusal(stage, JoinTeam(fair_id=fair, token=again.token), await stage.coop()) == "forbidden"
    assert (await stage.ask(JoinTeam(fair_id=fair, token=again.token), somebody)).outcome == "created"
    assert (await stage.ask(JoinTeam(fair_id=fair, token=again.token), somebody)).outcome == "repeated"
    assert await refusal(stage, JoinTeam(fair_id=fair, token=again.token), organizer()) == "invitation_unknown"


async def test_a_fair_keeps_an_owner_whoever_leaves_first(stage: Stage) -> None:
    fair, owner = await stage.fair(), organizer()
    second, second_id = await joined(stage, fair, owner, "owner")
    [first_id] = [one.id for one in (await stage.ask(GetTeam(fair_id=fair), owner)).items if one.id != second_id]

    outcomes = await asyncio.gather(
        stage.around.outcome(RemoveOrganizer(member_id=first_id), owner),
        stage.around.outcome(RemoveOrganizer(member_id=second_id), second),
    )

    assert sorted(outcomes) == ["created", "last_owner"]


async def test_who_was_removed_may_nothing_any_more(stage: Stage) -> None:
    fair, owner = await stage.fair(), organizer()
    somebody, member_id = await joined(stage, fair, owner, "plan")
    booth = await stage.booth(fair)
    await stage.ask(BlockBooth(booth_id=booth, blocked=True), somebody)

    await stage.ask(RemoveOrganizer(member_id=member_id), owner)

    assert await refusal(stage, BlockBooth(booth_id=booth, blocked=False), somebody) == "right_required"


async def test_others_than_organizers_have_no_say(stage: Stage) -> None:
    fair, somebody = await stage.fair(), speaker(await stage.coop())
    invitation = InviteOrganizer(member_id=uuid7(), fair_id=fair, name="X", rights=["owner"])

    assert await refusal(stage, invitation, somebody) == "forbidden"
    assert await refusal(stage, GetTeam(fair_id=fair), somebody) == "forbidden"
