"""Booths that are kept for a limited time."""

from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from services.fairs.models import Booking, table_of
from shared.contracts.fairs.bookings import (
    BookBooth,
    BookingConfirmed,
    BookingEnded,
    BookingHeld,
    EndBooking,
    FindBookings,
    HoldBooth,
)
from shared.errors import Invalid
from shared.ids import uuid7
from tests.support.eventually import eventually_async
from tests.support.fairs import Stage, a_booking, organizer, refusal, speaker

BOOKING = table_of(Booking)


def a_hold(fair: UUID, booth: UUID, coop: UUID, minutes: int = 15) -> HoldBooth:
    return HoldBooth(booking_id=uuid7(), fair_id=fair, booth_id=booth, organisation_id=coop, minutes=minutes)


def confirming(hold: HoldBooth) -> BookBooth:
    return BookBooth(
        booking_id=hold.booking_id,
        fair_id=hold.fair_id,
        booth_id=hold.booth_id,
        organisation_id=hold.organisation_id,
    )


async def lapse(stage: Stage, booking_id: UUID) -> None:
    """As if its time had passed; returns when the schedule has seen to it."""
    over = sa.update(BOOKING).where(BOOKING.c.id == booking_id, BOOKING.c.ended_at.is_(None))
    async with stage.around.running.engine.begin() as connection:
        await connection.execute(over.values(held_until=sa.func.now() - timedelta(seconds=1)))

    async def is_over() -> bool:
        rows = await stage.around.rows("SELECT 1 FROM booking WHERE id = :id AND ended_at IS NOT NULL", id=booking_id)
        return bool(rows)

    await eventually_async(is_over)


async def test_a_held_booth_is_nobody_elses_until_it_is_confirmed(stage: Stage) -> None:
    coop, other, fair = await stage.coop(), await stage.coop(), await stage.fair()
    hold = a_hold(fair, await stage.booth(fair), coop)

    made = await stage.ask(hold, speaker(coop))

    assert (made.outcome, made.held_until is not None) == ("created", True)
    assert (await stage.ask(hold, speaker(coop))).outcome == "repeated"
    booth = (await stage.booths(fair))["A01"]
    assert (booth.status, booth.booking_id) == ("held", hold.booking_id)
    [mine] = (await stage.ask(FindBookings(organisation_id=coop), speaker(coop))).items
    assert (mine.held_until, mine.offered) == (made.held_until, False)
    assert await refusal(stage, a_booking(fair, hold.booth_id, other), other) == "booth_taken"

    confirmed = await stage.ask(confirming(hold), speaker(coop))

    assert (confirmed.outcome, confirmed.version) == ("created", 2)
    assert (await stage.ask(confirming(hold), speaker(coop))).outcome == "repeated"
    assert (await stage.booths(fair))["A01"].status == "confirmed"
    assert [one.version for one in await stage.all_told(BookingHeld, hold.booking_id)] == [1]
    assert [one.version for one in await stage.all_told(BookingConfirmed, hold.booking_id)] == [2]


async def test_the_schedule_releases_a_hold_once(stage: Stage) -> None:
    coop, other, fair = await stage.coop(), await stage.coop(), await stage.fair()
    hold = a_hold(fair, await stage.booth(fair), coop)
    await stage.ask(hold, speaker(coop))

    await lapse(stage, hold.booking_id)

    assert (await stage.booths(fair))["A01"].status == "free"
    [told] = await stage.all_told(BookingEnded, hold.booking_id)
    assert (told.reason, told.version) == ("lapsed", 2)
    assert await refusal(stage, confirming(hold), coop) == "hold_lapsed"
    assert (await stage.ask(a_booking(fair, hold.booth_id, other), speaker(other))).outcome == "created"


async def test_the_holder_may_take_it_by_another_booking(stage: Stage) -> None:
    """Whoever sees a booth as kept for them just books it."""
    coop, fair = await stage.coop(), await stage.fair()
    hold = a_hold(fair, await stage.booth(fair), coop)
    await stage.ask(hold, speaker(coop))
    booking = a_booking(fair, hold.booth_id, coop)

    assert (await stage.ask(booking, speaker(coop))).outcome == "created"

    assert (await stage.booths(fair))["A01"].booking_id == booking.booking_id
    [told] = await stage.all_told(BookingEnded, hold.booking_id)
    assert told.reason == "replaced"


async def test_how_much_and_how_long_a_coop_may_hold(stage: Stage) -> None:
    coop, other, fair = await stage.coop(), await stage.coop(), await stage.fair()
    plan = await stage.booths(fair)
    for code in ("A01", "A02"):
        await stage.ask(a_hold(fair, plan[code].id, coop), speaker(coop))

    third = a_hold(fair, plan["A03"].id, coop)
    assert await refusal(stage, third, coop) == "too_many_holds"
    assert await refusal(stage, third, other) == "forbidden"
    assert await refusal(stage, a_hold(fair, plan["A01"].id, other), other) == "booth_taken"
    with pytest.raises(Invalid):
        await stage.ask(a_hold(fair, plan["A03"].id, other, minutes=16), speaker(other))
    assert (await stage.ask(a_hold(fair, plan["A03"].id, coop, minutes=6000), organizer())).outcome == "created"


async def test_a_hold_may_be_given_back(stage: Stage) -> None:
    coop, fair = await stage.coop(), await stage.fair()
    hold = a_hold(fair, await stage.booth(fair), coop)
    await stage.ask(hold, speaker(coop))

    await stage.ask(EndBooking(booking_id=hold.booking_id, fair_id=fair), speaker(coop))

    assert (await stage.booths(fair))["A01"].status == "free"
    assert await refusal(stage, confirming(hold), coop) == "id_reused"


async def test_what_organizers_keep_may_be_confirmed_when_the_fair_is_closed(stage: Stage) -> None:
    coop, fair = await stage.coop(), await stage.fair()
    plan = await stage.booths(fair)
    own, theirs = a_hold(fair, plan["A01"].id, coop), a_hold(fair, plan["A02"].id, coop)
    await stage.ask(own, speaker(coop))
    await stage.ask(theirs, organizer())
    await stage.revise(fair, 1, status="closed")

    assert await refusal(stage, confirming(own), coop) == "fair_not_open"
    assert (await stage.ask(confirming(theirs), speaker(coop))).outcome == "created"
