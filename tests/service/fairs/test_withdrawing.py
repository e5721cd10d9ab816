"""A co-op that does not come withdraws its application: what it had goes to others."""

import asyncio

from msgspec.structs import replace

from shared.contracts.fairs.applications import (
    ApplicationWithdrawn,
    ApplyForBooth,
    DecideApplication,
    FindApplications,
    WithdrawApplication,
)
from shared.contracts.fairs.bookings import BookingEnded, HoldBooth
from shared.contracts.fairs.waiting import GetWaitingList, JoinWaitingList
from shared.ids import uuid7
from tests.service.fairs.test_applications import applied
from tests.support.fairs import Stage, a_booking, a_hall, organizer, refusal, speaker


async def accepted(stage: Stage, **fair: object) -> ApplyForBooth:
    coop = await stage.coop()
    command = ApplyForBooth(
        application_id=uuid7(),
        fair_id=await stage.fair(booking="approval", **fair),
        organisation_id=coop,
        listing_ids=[await stage.listing(coop)],
    )
    await stage.ask(command, speaker(coop))
    await stage.ask(DecideApplication(application_id=command.application_id, accepted=True), organizer())
    return command


async def test_its_booth_its_hold_and_its_place_in_the_list_go_to_others(stage: Stage) -> None:
    """The booth that it gives back is offered to who waits, and never to itself."""
    mine = await accepted(stage, promotion="automatic", halls=[a_hall("H1", 1, 2)])
    fair, coop, team = mine.fair_id, mine.organisation_id, organizer()
    one, other = (await stage.booths(fair)).values()
    booking = a_booking(fair, one.id, coop)
    await stage.ask(booking, speaker(coop))
    hold = HoldBooth(booking_id=uuid7(), fair_id=fair, booth_id=other.id, organisation_id=coop, minutes=600)
    await stage.ask(hold, team)
    await stage.ask(JoinWaitingList(entry_id=uuid7(), fair_id=fair, organisation_id=coop), speaker(coop))
    neighbour = replace(mine, application_id=uuid7(), organisation_id=await stage.coop())
    neighbour = replace(neighbour, listing_ids=[await stage.listing(neighbour.organisation_id)])
    await stage.ask(neighbour, speaker(neighbour.organisation_id))
    decision = DecideApplication(application_id=neighbour.application_id, accepted=False, instead="waitlisted")
    await stage.ask(decision, team)

    withdrawal = WithdrawApplication(application_id=mine.application_id)
    assert await refusal(stage, withdrawal, neighbour.organisation_id) == "application_unknown"
    assert await refusal(stage, withdrawal, team) == "application_unknown"
    outcomes = await asyncio.gather(*(stage.around.outcome(withdrawal, speaker(coop)) for _ in range(3)))

    assert outcomes == ["done"] * 3
    [told] = await stage.all_told(ApplicationWithdrawn, mine.application_id)
    assert (told.version, sorted(told.booth_codes)) == (3, sorted([one.code, other.code]))
    assert [ended.reason for ended in await stage.all_told(BookingEnded, booking.booking_id)] == ["given_back"]
    holders = {booth.code: booth.holder and booth.holder.id for booth in (await stage.booths(fair)).values()}
    assert set(holders.values()) == {neighbour.organisation_id, None}
    waiting = await stage.ask(GetWaitingList(fair_id=fair), team)
    assert [entry.organisation.id for entry in waiting.items] == [neighbour.organisation_id]


async def test_who_withdrew_may_apply_anew_but_the_old_one_is_over(stage: Stage) -> None:
    first = await applied(stage)
    coop, team = first.organisation_id, organizer()
    await stage.ask(WithdrawApplication(application_id=first.application_id), speaker(coop))

    decision = DecideApplication(application_id=first.application_id, accepted=True)
    assert await refusal(stage, decision, team) == "already_decided"
    second = replace(first, application_id=uuid7())
    assert (await stage.ask(second, speaker(coop))).outcome == "created"
    found = await stage.ask(FindApplications(fair_id=first.fair_id), team)
    assert {one.id: one.status for one in found.items} == {
        first.application_id: "withdrawn",
        second.application_id: "submitted",
    }
    await stage.ask(DecideApplication(application_id=second.application_id, accepted=False, reason="Hết chỗ"), team)
    assert await refusal(stage, WithdrawApplication(application_id=second.application_id), coop) == "already_decided"


async def test_nobody_withdraws_from_a_fair_that_has_begun(stage: Stage) -> None:
    mine = await applied(stage)
    await stage.revise(mine.fair_id, 1, booking="approval", status="running")

    assert await refusal(stage, WithdrawApplication(application_id=mine.application_id), mine.organisation_id) == (
        "fair_not_open"
    )
