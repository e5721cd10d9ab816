"""A thousand callers at once, organizers who move people about meanwhile, and a waiting list that serves itself."""

import asyncio
import random
from collections import Counter
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from services.fairs.models import Booking, table_of
from shared.actor import Actor
from shared.bus.client import Client
from shared.contracts.fairs.bookings import BookBooth, EndBooking, HoldBooth, MoveBooking, SwapBookings, TransferBooking
from shared.contracts.fairs.waiting import GetWaitingList, JoinWaitingList
from shared.contracts.message import Request
from shared.ids import uuid7
from shared.messaging.process import Running
from tests.service.fairs.test_races import all_at_once, clients, live_bookings
from tests.support.booth_history import History
from tests.support.fairs import Stage, a_booking, a_hall, organizer, speaker

__all__ = ["clients"]
BOOKING = table_of(Booking)
REFUSED = {
    "booth_taken",
    "too_many_holds",
    "booking_ended",
    "not_confirmed",
    "already_waiting",
    "hold_lapsed",
    "id_reused",
}


def checked(stage: Stage, fair: UUID) -> History:
    return History().read(stage.around.heard, fair)


async def offers_taken(stage: Stage, fair: UUID, chance: random.Random) -> list[tuple[Request[Any], Actor]]:
    """What those do to whom booths are offered."""
    plan = await stage.booths(fair)
    found = await stage.ask(GetWaitingList(fair_id=fair), organizer())
    answers: list[tuple[Request[Any], Actor]] = []
    for entry in found.items:
        if entry.offer is not None and chance.random() < 0.7:
            coop = entry.organisation.id
            taking = BookBooth(
                booking_id=entry.offer.booking_id,
                fair_id=fair,
                booth_id=plan[entry.offer.booth_code].id,
                organisation_id=coop,
            )
            refusing = EndBooking(booking_id=entry.offer.booking_id, fair_id=fair)
            answers.append((taking if chance.random() < 0.6 else refusing, speaker(coop)))
    return answers


@pytest.mark.long
async def test_a_thousand_requests_with_moves_and_promotions_leave_an_honest_history(
    stage: Stage, clients: list[Client]
) -> None:
    """The events of the stream, read by a checker of their own, and the rows must tell the same; nobody has two."""
    chance = random.Random(61)  # noqa: S311 - a repeatable mixture
    fair = await stage.fair(promotion="automatic", halls=[a_hall("H1", 4, 10)])
    booths = [booth.id for booth in (await stage.booths(fair)).values()]
    coops = [await stage.coop() for _ in range(60)]
    outcomes: Counter[str] = Counter()

    for number in range(8):
        live = sorted(await live_bookings(stage, fair))
        asked: list[tuple[Request[Any], Actor]] = await offers_taken(stage, fair, chance)
        count = 1000 if number == 0 else 150
        for _ in range(count):
            coop, booth = chance.choice(coops), chance.choice(booths)
            asked.append((a_booking(fair, booth, coop), speaker(coop)))
        for coop in chance.sample(coops, 20):
            asked.append((JoinWaitingList(entry_id=uuid7(), fair_id=fair, organisation_id=coop), speaker(coop)))
            hold = HoldBooth(booking_id=uuid7(), fair_id=fair, booth_id=chance.choice(booths), organisation_id=coop)
            asked.append((hold, speaker(coop)))
        if len(live) > 1:
            for _ in range(20):
                one, other = chance.sample(live, 2)
                asked += [
                    (SwapBookings(change_id=uuid7(), booking_id=one, other_booking_id=other), organizer()),
                    (MoveBooking(change_id=uuid7(), booking_id=one, booth_id=chance.choice(booths)), organizer()),
                    (TransferBooking(change_id=uuid7(), booking_id=other, organisation_id=coops[0]), organizer()),
                    (EndBooking(booking_id=chance.choice(live), fair_id=fair), organizer()),
                ]
        chance.shuffle(asked)
        outcomes.update(await all_at_once(stage, clients, asked))

    await stage.around.settled()
    history = checked(stage, fair)
    assert history.faults == []
    assert set(history.live) == await live_bookings(stage, fair)
    assert set(outcomes) <= {"created", "repeated", *REFUSED}, outcomes
    assert outcomes["created"] > len(booths)


@pytest.mark.long
async def test_a_kill_in_a_promotion_leaves_all_of_it_or_nothing(stage: Stage, clients: list[Client]) -> None:
    """The database connections of the service are cut again and again while booths pass from hand to hand."""
    chance = random.Random(17)  # noqa: S311 - a repeatable mixture
    fair = await stage.fair(promotion="automatic", halls=[a_hall("H1", 1, 6)])
    holder = await stage.coop()
    for booth in (await stage.booths(fair)).values():
        await stage.ask(a_booking(fair, booth.id, holder), speaker(holder))
    for _ in range(30):
        coop = await stage.coop()
        await stage.ask(JoinWaitingList(entry_id=uuid7(), fair_id=fair, organisation_id=coop), speaker(coop))

    for _ in range(12):
        ends = [(EndBooking(booking_id=key, fair_id=fair), organizer()) for key in await live_bookings(stage, fair)]
        _, outcomes = await asyncio.gather(
            cut_connections(stage.around.running, chance), all_at_once(stage, clients, ends)
        )
        assert set(outcomes) <= {"created", "repeated", "unavailable: unavailable"}, outcomes

    await stage.around.settled()
    history = checked(stage, fair)
    assert history.faults == []
    assert set(history.live) == await live_bookings(stage, fair)


async def cut_connections(running: Running, chance: random.Random) -> None:
    """Whatever they are doing, except the one that cuts."""
    await asyncio.sleep(chance.random() * 0.02)
    cut = sa.text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    async with running.engine.connect() as connection:
        await connection.execute(cut)
