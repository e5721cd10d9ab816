"""Who has not answered an offer is reminded before its time is over: once, by whichever replica."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from services.fairs.models import Booking, table_of
from services.fairs.reminding import remind
from shared.contracts.fairs.bookings import HoldBooth, HoldReminded
from shared.contracts.fairs.waiting import JoinWaitingList, OfferBooth
from shared.ids import uuid7
from tests.support.fairs import Stage, organizer, speaker

BOOKING = table_of(Booking)


async def some_time_later(stage: Stage, booking_id: UUID, passed: timedelta) -> None:
    """As if it had been kept so much longer already."""
    earlier = {column: BOOKING.c[column] - passed for column in ("confirmed_at", "held_until")}
    async with stage.around.running.engine.begin() as connection:
        await connection.execute(sa.update(BOOKING).where(BOOKING.c.id == booking_id).values(earlier))


async def test_an_offer_is_brought_to_mind_when_a_quarter_of_its_time_is_left(stage: Stage) -> None:
    coop, fair, engine = await stage.coop(), await stage.fair(), stage.around.running.engine
    entry = JoinWaitingList(entry_id=uuid7(), fair_id=fair, organisation_id=coop)
    await stage.ask(entry, speaker(coop))
    offer = OfferBooth(
        booking_id=uuid7(), fair_id=fair, booth_id=await stage.booth(fair), entry_id=entry.entry_id, minutes=24 * 60
    )
    until = (await stage.ask(offer, organizer())).held_until

    await remind(engine, datetime.now(UTC))
    assert await stage.all_told(HoldReminded, offer.booking_id) == []
    await some_time_later(stage, offer.booking_id, timedelta(hours=18, minutes=1))
    await asyncio.gather(*(remind(engine, datetime.now(UTC)) for _ in range(3)))
    await remind(engine, datetime.now(UTC))

    [told] = await stage.all_told(HoldReminded, offer.booking_id)
    assert until is not None
    assert (told.offered, told.organisation_id, told.until) == (True, coop, until - timedelta(hours=18, minutes=1))


async def test_what_is_kept_for_an_hour_or_at_a_cancelled_fair_needs_no_reminder(stage: Stage) -> None:
    coop = await stage.coop()
    for minutes, status in ((60, "open"), (240, "cancelled")):
        fair = await stage.fair()
        booth = await stage.booth(fair)
        hold = HoldBooth(booking_id=uuid7(), fair_id=fair, booth_id=booth, organisation_id=coop, minutes=minutes)
        await stage.ask(hold, organizer())
        await stage.revise(fair, 1, status=status)
        await some_time_later(stage, hold.booking_id, timedelta(minutes=minutes - 10))

        await remind(stage.around.running.engine, datetime.now(UTC))

        assert await stage.all_told(HoldReminded, hold.booking_id) == []
