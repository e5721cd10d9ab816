"""Messages of the organizers: who may write them, to whom they go, and that they are told once."""

from uuid import UUID

import msgspec
import pytest

from shared.contracts.fairs.announcements import (
    AnnouncementMade,
    FindAddressees,
    FindAnnouncements,
    FindAudiences,
    Group,
    MakeAnnouncement,
)
from shared.contracts.fairs.applications import ApplyForBooth, DecideApplication
from shared.contracts.fairs.attendees import AttendeeKind, RegisterAttendee
from shared.contracts.fairs.bookings import EndBooking
from shared.contracts.fairs.team import InviteOrganizer
from shared.contracts.fairs.waiting import JoinWaitingList
from shared.contracts.registry import OrganisationChanged
from shared.errors import Rejected
from shared.ids import uuid7
from tests.support.fairs import Stage, a_booking, an_organisation, organizer, refusal, speaker
from tests.support.surroundings import account


def a_message(fair: UUID, group: Group, **changes: object) -> MakeAnnouncement:
    command = MakeAnnouncement(
        announcement_id=uuid7(), fair_id=fair, group=group, title="Giờ vào hội trường", text="Cổng 2 mở lúc 6 giờ."
    )
    return msgspec.structs.replace(command, **changes)


EXHIBITORS, EVERYBODY = Group(name="exhibitors"), Group(name="registered")


async def a_buyer(stage: Stage, fair: UUID, country: str, kind: AttendeeKind = "buyer") -> UUID:
    """The account that registered."""
    facts = an_organisation(kind="buyer", country=country, name=f"Kaisha {country}")
    await stage.hear(OrganisationChanged(id=facts.id, version=1, organisation=facts))
    who = account("buyer", speaks_for=[facts.id])
    command = RegisterAttendee(
        registration_id=uuid7(), fair_id=fair, kind=kind, person_name="Sato Yui", organisation_id=facts.id
    )
    await stage.ask(command, who)
    return who.must_be_account()


async def told_of(stage: Stage, command: MakeAnnouncement) -> AnnouncementMade:
    assert (await stage.ask(command, organizer())).outcome == "created"
    [told] = await stage.all_told(AnnouncementMade, command.announcement_id)
    return told


async def test_exhibitors_are_who_was_accepted_or_has_a_booth(stage: Stage) -> None:
    fair = await stage.fair()
    holder, gone, accepted, asking, waiting = [await stage.coop() for _ in range(5)]
    bookings = [a_booking(fair, await stage.booth(fair, code), coop) for code, coop in (("A01", holder), ("A02", gone))]
    for booking in bookings:
        await stage.ask(booking, speaker(booking.organisation_id))
    await stage.ask(EndBooking(fair_id=fair, booking_id=bookings[1].booking_id), speaker(gone))
    for coop in (accepted, asking):
        listings = [await stage.listing(coop)]
        command = ApplyForBooth(application_id=uuid7(), fair_id=fair, organisation_id=coop, listing_ids=listings)
        await stage.ask(command, speaker(coop))
        if coop == accepted:
            decision = DecideApplication(application_id=command.application_id, accepted=True)
            await stage.ask(decision, organizer())
    await stage.ask(JoinWaitingList(entry_id=uuid7(), fair_id=fair, organisation_id=waiting), speaker(waiting))

    told = await told_of(stage, a_message(fair, EXHIBITORS))
    assert (sorted(told.organisation_ids), told.account_ids) == (sorted([holder, accepted]), [])
    told = await told_of(stage, a_message(fair, Group(name="waiting")))
    assert told.organisation_ids == [waiting]
    sizes = {one.group.name: one.size for one in (await stage.ask(FindAudiences(fair_id=fair), organizer())).items}
    assert sizes == {"exhibitors": 2, "waiting": 1}


async def test_buyers_of_one_country(stage: Stage) -> None:
    fair = await stage.fair()
    tokyo, seoul = await a_buyer(stage, fair, "JP"), await a_buyer(stage, fair, "KR")
    visitor = await a_buyer(stage, fair, "JP", kind="visitor")

    japanese = Group(name="registered", kind="buyer", country="JP")
    command = a_message(fair, japanese)
    assert (await told_of(stage, command)).account_ids == [tokyo]
    assert sorted((await told_of(stage, a_message(fair, EVERYBODY))).account_ids) == sorted([tokyo, seoul, visitor])
    audiences = {one.group: one.size for one in (await stage.ask(FindAudiences(fair_id=fair), organizer())).items}
    assert (audiences[EVERYBODY], audiences[Group(name="registered", kind="buyer")], audiences[japanese]) == (3, 2, 1)

    found = await stage.ask(FindAddressees(announcement_id=command.announcement_id), organizer())
    assert (found.announcement.group, found.announcement.size) == (japanese, 1)
    assert [(one.account_id, one.name, one.organisation_name) for one in found.items] == [
        (tokyo, "Sato Yui", "Kaisha JP")
    ]
    assert await refusal(stage, a_message(fair, Group(name="registered", kind="press")), organizer()) == "group_empty"


async def test_told_once(stage: Stage) -> None:
    fair = await stage.fair()
    await a_buyer(stage, fair, "IL")
    command = a_message(fair, EVERYBODY)
    outcomes = [(await stage.ask(command, organizer())).outcome for _ in range(2)]

    assert outcomes == ["created", "repeated"]
    assert len(await stage.all_told(AnnouncementMade, command.announcement_id)) == 1
    other = msgspec.structs.replace(command, text="Cổng 3 mở lúc 7 giờ.")
    assert await refusal(stage, other, organizer()) == "id_reused"
    assert (await stage.ask(FindAnnouncements(fair_id=fair), organizer())).total == 1


async def test_who_may_not(stage: Stage) -> None:
    fair, owner, cashier = await stage.fair(), organizer(), organizer()
    await a_buyer(stage, fair, "JP")
    await stage.ask(InviteOrganizer(member_id=uuid7(), fair_id=fair, name="Thu ngân", rights=["money"]), owner)
    command = a_message(fair, EVERYBODY)

    assert await refusal(stage, command, speaker()) == "forbidden"
    assert await refusal(stage, command, cashier) == "right_required"
    for query in (
        FindAudiences(fair_id=fair),
        FindAnnouncements(fair_id=fair),
        FindAddressees(announcement_id=uuid7()),
    ):
        assert await refusal(stage, query, speaker()) == "forbidden"
    assert await refusal(stage, FindAddressees(announcement_id=uuid7()), owner) == "announcement_unknown"
    with pytest.raises(Rejected) as refused:
        await stage.ask(a_message(fair, Group(name="waiting", country="JP"), title="\u200b", text=" "), owner)
    assert refused.value.details == {"title": "required", "text": "required", "group": "not_narrowed"}
