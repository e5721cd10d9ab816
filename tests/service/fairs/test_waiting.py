"""Waiting lists: first come, first told."""

from uuid import UUID

from shared.contracts.fairs.bookings import BookingEnded, EndBooking
from shared.contracts.fairs.waiting import GetWaitingList, JoinWaitingList, LeaveWaitingList, WaitingListJoined
from shared.ids import uuid7
from tests.support.fairs import Stage, a_booking, organizer, refusal, speaker


async def joined(stage: Stage, fair: UUID) -> JoinWaitingList:
    coop = await stage.coop()
    command = JoinWaitingList(entry_id=uuid7(), fair_id=fair, organisation_id=coop)
    await stage.ask(command, speaker(coop))
    return command


async def test_the_first_in_the_list_learns_of_a_free_booth(stage: Stage) -> None:
    holder, fair = await stage.coop(), await stage.fair()
    booking = a_booking(fair, await stage.booth(fair), holder)
    await stage.ask(booking, speaker(holder))
    first, second = await joined(stage, fair), await joined(stage, fair)
    await joined(stage, await stage.fair())

    waiting = await stage.ask(GetWaitingList(fair_id=fair), organizer())
    [told] = await stage.all_told(WaitingListJoined, first.entry_id)
    assert (told.fair_id, told.organisation_id) == (fair, first.organisation_id)
    assert [(entry.rank, entry.id) for entry in waiting.items] == [(1, first.entry_id), (2, second.entry_id)]
    await stage.ask(EndBooking(booking_id=booking.booking_id, fair_id=fair), speaker(holder))

    [ended] = await stage.all_told(BookingEnded, booking.booking_id)
    assert ended.next_organisation_id == first.organisation_id


async def test_who_gets_a_booth_leaves_the_list(stage: Stage) -> None:
    fair = await stage.fair()
    first, second = await joined(stage, fair), await joined(stage, fair)

    booking = a_booking(fair, await stage.booth(fair), first.organisation_id)
    await stage.ask(booking, speaker(first.organisation_id))

    own = GetWaitingList(fair_id=fair, organisation_id=second.organisation_id)
    [entry] = (await stage.ask(own, speaker(second.organisation_id))).items
    assert (entry.id, entry.rank) == (second.entry_id, 1)
    assert await refusal(stage, first, first.organisation_id) == "id_reused"


async def test_a_coop_waits_once_for_each_fair(stage: Stage) -> None:
    fair = await stage.fair()
    command = await joined(stage, fair)
    coop = command.organisation_id
    other = JoinWaitingList(entry_id=uuid7(), fair_id=fair, organisation_id=coop)

    assert (await stage.ask(command, speaker(coop))).outcome == "repeated"
    assert await refusal(stage, other, coop) == "already_waiting"
    elsewhere = JoinWaitingList(entry_id=command.entry_id, fair_id=await stage.fair(), organisation_id=coop)
    assert await refusal(stage, elsewhere, coop) == "id_reused"

    leave = LeaveWaitingList(entry_id=command.entry_id)
    assert [(await stage.ask(leave, speaker(coop))).outcome for _ in range(2)] == ["created", "repeated"]
    assert (await stage.ask(other, speaker(coop))).outcome == "created"


async def test_a_cancelled_fair_calls_nobody(stage: Stage) -> None:
    holder, fair = await stage.coop(), await stage.fair()
    booking = a_booking(fair, await stage.booth(fair), holder)
    await stage.ask(booking, speaker(holder))
    await joined(stage, fair)
    await stage.revise(fair, 1, status="cancelled")

    await stage.ask(EndBooking(booking_id=booking.booking_id, fair_id=fair), speaker(holder))

    [told] = await stage.all_told(BookingEnded, booking.booking_id)
    assert told.next_organisation_id is None


async def test_who_may_not_wait_or_look(stage: Stage) -> None:
    fair, other, unverified = await stage.fair(), await stage.coop(), await stage.coop(status="registered")
    command = await joined(stage, fair)
    coop = command.organisation_id

    fresh = JoinWaitingList(entry_id=uuid7(), fair_id=fair, organisation_id=coop)
    assert await refusal(stage, fresh, other) == "forbidden"
    unready = JoinWaitingList(entry_id=uuid7(), fair_id=fair, organisation_id=unverified)
    assert await refusal(stage, unready, unverified) == "not_verified"
    closed = await stage.fair()
    await stage.revise(closed, 1, status="closed")
    late = JoinWaitingList(entry_id=uuid7(), fair_id=closed, organisation_id=coop)
    assert await refusal(stage, late, coop) == "fair_not_open"
    assert await refusal(stage, LeaveWaitingList(entry_id=command.entry_id), other) == "entry_unknown"
    assert await refusal(stage, GetWaitingList(fair_id=fair), coop) == "forbidden"
    assert await refusal(stage, GetWaitingList(fair_id=fair, organisation_id=coop), other) == "forbidden"
