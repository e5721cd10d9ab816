"""Organizers move exhibitors about, and the audit trail tells of it."""

from uuid import UUID

from shared.contracts.fairs.bookings import (
    BookingEnded,
    BookingMoved,
    BookingTransferred,
    EndBooking,
    HoldBooth,
    MoveBooking,
    SwapBookings,
    TransferBooking,
)
from shared.contracts.fairs.changes import FindChanges
from shared.ids import uuid7
from tests.support.fairs import Stage, a_booking, organizer, refusal, speaker


async def booked(stage: Stage, fair: UUID, code: str) -> tuple[UUID, UUID]:
    """A co-op and its booking."""
    coop = await stage.coop()
    booking = a_booking(fair, await stage.booth(fair, code), coop)
    await stage.ask(booking, speaker(coop))
    return coop, booking.booking_id


async def holders(stage: Stage, fair: UUID) -> dict[str, UUID]:
    return {code: booth.holder.id for code, booth in (await stage.booths(fair)).items() if booth.holder}


async def test_a_booking_moves_to_a_free_booth(stage: Stage) -> None:
    fair = await stage.fair()
    (coop, booking), (_, taken) = await booked(stage, fair, "A01"), await booked(stage, fair, "A02")
    move = MoveBooking(change_id=uuid7(), booking_id=booking, booth_id=await stage.booth(fair, "B03"))

    assert [(await stage.ask(move, organizer())).outcome for _ in range(2)] == ["created", "repeated"]

    assert (await holders(stage, fair))["B03"] == coop
    [told] = await stage.all_told(BookingMoved, booking)
    assert (told.version, told.former_booth_code, told.booth_code) == (2, "A01", "B03")
    onto_another = MoveBooking(change_id=uuid7(), booking_id=booking, booth_id=await stage.booth(fair, "A02"))
    assert await refusal(stage, onto_another, organizer()) == "booth_taken"
    other_act = SwapBookings(change_id=move.change_id, booking_id=booking, other_booking_id=taken)
    assert await refusal(stage, other_act, organizer()) == "id_reused"


async def test_two_exchange_their_booths(stage: Stage) -> None:
    fair = await stage.fair()
    (one, first), (other, second) = await booked(stage, fair, "A01"), await booked(stage, fair, "A02")
    swap = SwapBookings(change_id=uuid7(), booking_id=first, other_booking_id=second)

    assert [(await stage.ask(swap, organizer())).outcome for _ in range(2)] == ["created", "repeated"]

    assert await holders(stage, fair) == {"A01": other, "A02": one}
    told = [*await stage.all_told(BookingMoved, first), *await stage.all_told(BookingMoved, second)]
    assert [(one.former_booth_code, one.booth_code) for one in told] == [("A01", "A02"), ("A02", "A01")]


async def test_another_coop_takes_the_place(stage: Stage) -> None:
    fair, heir = await stage.fair(), await stage.coop()
    former, booking = await booked(stage, fair, "A01")
    transfer = TransferBooking(change_id=uuid7(), booking_id=booking, organisation_id=heir)

    assert [(await stage.ask(transfer, organizer())).outcome for _ in range(2)] == ["created", "repeated"]

    assert await holders(stage, fair) == {"A01": heir}
    [told] = await stage.all_told(BookingTransferred, booking)
    assert (told.organisation_id, told.former_organisation_id) == (heir, former)
    stranger = TransferBooking(change_id=uuid7(), booking_id=booking, organisation_id=await stage.coop("registered"))
    assert await refusal(stage, stranger, organizer()) == "not_verified"


async def test_who_did_not_come_loses_the_booth(stage: Stage) -> None:
    fair = await stage.fair()
    coop, booking = await booked(stage, fair, "A01")
    missed = EndBooking(booking_id=booking, fair_id=fair, no_show=True)

    assert await refusal(stage, missed, coop) == "forbidden"
    await stage.ask(missed, organizer())

    [told] = await stage.all_told(BookingEnded, booking)
    assert told.reason == "no_show"


async def test_every_change_is_in_the_trail(stage: Stage) -> None:
    fair, runs = await stage.fair(), organizer()
    (coop, first), (_, second) = await booked(stage, fair, "A01"), await booked(stage, fair, "A02")
    await stage.ask(SwapBookings(change_id=uuid7(), booking_id=first, other_booking_id=second), runs)
    await stage.ask(MoveBooking(change_id=uuid7(), booking_id=first, booth_id=await stage.booth(fair, "A03")), runs)
    await stage.ask(EndBooking(booking_id=first, fair_id=fair), runs)

    found = await stage.ask(FindChanges(fair_id=fair), organizer())
    mine = [one for one in reversed(found.items) if one.booking_id == first]

    assert [(one.kind, one.booth_code, one.note) for one in mine] == [
        ("confirmed", "A01", ""),
        ("swapped", "A02", "A01"),
        ("moved", "A03", "A02"),
        ("ended", "A03", "by_organizer"),
    ]
    assert mine[0].account_id not in {None, runs.account_id}
    assert {one.account_id for one in mine[1:]} == {runs.account_id}
    of_booth = await stage.ask(FindChanges(fair_id=fair, booth_id=await stage.booth(fair, "A03")), organizer())
    assert [one.kind for one in of_booth.items] == ["ended", "moved"]
    assert await refusal(stage, FindChanges(fair_id=fair), coop) == "forbidden"


async def test_what_cannot_be_moved(stage: Stage) -> None:
    fair, coop = await stage.fair(), await stage.coop()
    _, booking = await booked(stage, fair, "A01")
    hold = HoldBooth(booking_id=uuid7(), fair_id=fair, booth_id=await stage.booth(fair, "A02"), organisation_id=coop)
    await stage.ask(hold, speaker(coop))
    elsewhere = await stage.booth(await stage.fair(), "A03")

    swap = SwapBookings(change_id=uuid7(), booking_id=booking, other_booking_id=hold.booking_id)
    assert await refusal(stage, swap, organizer()) == "not_confirmed"
    assert await refusal(stage, swap, coop) == "forbidden"
    turned = SwapBookings(change_id=uuid7(), booking_id=hold.booking_id, other_booking_id=booking)
    assert await refusal(stage, turned, organizer()) == "not_confirmed"
    away = MoveBooking(change_id=uuid7(), booking_id=booking, booth_id=elsewhere)
    assert await refusal(stage, away, organizer()) == "booth_unknown"
    itself = SwapBookings(change_id=uuid7(), booking_id=booking, other_booking_id=booking)
    assert await refusal(stage, itself, organizer()) == "booking_unknown"
    await stage.ask(EndBooking(booking_id=booking, fair_id=fair), organizer())
    over = TransferBooking(change_id=uuid7(), booking_id=booking, organisation_id=coop)
    assert await refusal(stage, over, organizer()) == "booking_ended"
    _, standing = await booked(stage, fair, "A03")
    for pair in ((booking, standing), (standing, booking)):
        with_ended = SwapBookings(change_id=uuid7(), booking_id=pair[0], other_booking_id=pair[1])
        assert await refusal(stage, with_ended, organizer()) == "booking_ended"
