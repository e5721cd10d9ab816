"""Many at once, from several connections."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from typing import Any
from uuid import UUID

import msgspec
import pytest
import sqlalchemy as sa
from nats.aio.msg import Msg

from services.fairs.models import Booking, table_of
from shared.actor import Actor
from shared.bus.client import Client
from shared.bus.connection import connect
from shared.contracts.fairs.applications import ApplyForBooth, DecideApplication
from shared.contracts.fairs.bookings import BookBooth, BookingConfirmed, BookingEnded, EndBooking
from shared.contracts.fairs.fair import FairChanged, PutFair
from shared.contracts.fairs.waiting import JoinWaitingList
from shared.contracts.message import Request
from shared.errors import Rejected, Unavailable
from shared.ids import uuid7
from shared.settings import read_settings
from tests.support.fairs import Stage, a_body, a_booking, a_hall, organizer, speaker

BOOKING = table_of(Booking)
CONNECTIONS = 4
CALLERS = 200


@pytest.fixture
async def clients(stage: Stage) -> AsyncIterator[list[Client]]:
    settings = read_settings(stage.around.stack.environment("web"))
    connections = [await connect(settings) for _ in range(CONNECTIONS)]
    yield [Client(connection) for connection in connections]
    for connection in connections:
        await connection.close()


async def outcome(client: Client, message: Request[Any], token: str) -> str:
    """What became of it, in one word."""
    try:
        reply = await client.request(message, actor=token, timeout=60)
    except Rejected as refused:
        return refused.code
    except Unavailable as away:
        return f"unavailable: {away.reason}"
    return str(reply.outcome)


async def all_at_once(
    stage: Stage, clients: Sequence[Client], asked: Sequence[tuple[Request[Any], Actor]]
) -> list[str]:
    tokens = [stage.around.token(actor, "fairs.v1.") for _, actor in asked]
    return await asyncio.gather(
        *(
            outcome(clients[place % len(clients)], message, token)
            for place, ((message, _), token) in enumerate(zip(asked, tokens, strict=True))
        )
    )


@pytest.mark.parametrize("code", ["A01", "A02"], ids=["connections cold", "connections warm"])
async def test_of_two_hundred_callers_one_gets_the_booth(stage: Stage, clients: list[Client], code: str) -> None:
    coops = [await stage.coop() for _ in range(8)]
    fair = await stage.fair()
    booth = await stage.booth(fair, code)
    bookings = [a_booking(fair, booth, coops[number % len(coops)]) for number in range(CALLERS)]

    outcomes = await all_at_once(stage, clients, [(booking, speaker(booking.organisation_id)) for booking in bookings])

    assert Counter(outcomes) == {"created": 1, "booth_taken": CALLERS - 1}
    winner = bookings[outcomes.index("created")]
    assert (await stage.booths(fair))[code].booking_id == winner.booking_id
    told = [len(await stage.all_told(BookingConfirmed, booking.booking_id)) for booking in bookings]
    assert told == [int(result == "created") for result in outcomes]


async def test_one_booking_sent_many_times_is_made_once(stage: Stage, clients: list[Client]) -> None:
    coop, fair = await stage.coop(), await stage.fair()
    booking = a_booking(fair, await stage.booth(fair), coop)

    outcomes = await all_at_once(stage, clients, [(booking, speaker(coop))] * 40)

    assert Counter(outcomes) == {"created": 1, "repeated": 39}
    assert len(await stage.all_told(BookingConfirmed, booking.booking_id)) == 1


async def test_one_id_for_two_booths_makes_one_booking(stage: Stage, clients: list[Client]) -> None:
    coop, fair = await stage.coop(), await stage.fair()
    for _ in range(10):
        booking_id = uuid7()
        wanted = [
            BookBooth(booking_id=booking_id, fair_id=fair, booth_id=booth.id, organisation_id=coop)
            for booth in (await stage.booths(fair)).values()
            if booth.status == "free"
        ]
        outcomes = await all_at_once(stage, clients, [(message, speaker(coop)) for message in wanted])

        assert Counter(outcomes) == {"created": 1, "id_reused": len(wanted) - 1}
        await stage.ask(EndBooking(booking_id=booking_id, fair_id=fair), speaker(coop))


async def test_a_fair_first_stated_by_two_at_once(stage: Stage, clients: list[Client]) -> None:
    for _ in range(5):
        fair = uuid7()
        same = [(PutFair(fair_id=fair, body=a_body()), organizer())] * 4
        other = [(PutFair(fair_id=fair, body=a_body(name="Khác")), organizer())]

        outcomes = Counter(await all_at_once(stage, clients, same + other))

        assert outcomes in (
            {"created": 1, "unchanged": 3, "version_required": 1},
            {"created": 1, "version_required": 4},
        )


async def test_a_fair_that_shrinks_while_its_booths_are_booked(stage: Stage, clients: list[Client]) -> None:
    """Either the booth is booked and stays, or it is gone and the booking refused."""
    coop, codes = await stage.coop(), ("B01", "B02", "B03")
    for _ in range(10):
        fair = await stage.fair()
        plan = await stage.booths(fair)
        bookings = [(a_booking(fair, plan[code].id, coop), speaker(coop)) for code in codes]
        smaller = PutFair(fair_id=fair, expected_version=1, body=a_body(halls=[a_hall("H1", 1, 3)]))

        *booked, shrunk = await all_at_once(stage, clients, [*bookings, (smaller, organizer())])

        remaining = await stage.booths(fair)
        if shrunk == "revised":
            assert (set(booked), len(remaining)) == ({"booth_unknown"}, 3)
        else:
            assert shrunk == "booths_booked"
            assert "created" in booked
            assert len(remaining) == 6


async def test_a_fair_that_closes_while_its_booths_are_booked(stage: Stage, clients: list[Client]) -> None:
    """Who was first has a booth, who came later is told why not; in the stream nothing is booked after the close."""
    coop = await stage.coop()
    for _ in range(10):
        fair = await stage.fair()
        bookings = [(a_booking(fair, booth.id, coop), speaker(coop)) for booth in (await stage.booths(fair)).values()]
        closing = PutFair(fair_id=fair, expected_version=1, body=a_body(status="closed"))

        outcomes = await all_at_once(stage, clients, [*bookings[:3], (closing, organizer()), *bookings[3:]])
        closed, booked = outcomes[3], outcomes[:3] + outcomes[4:]

        assert (closed, set(booked) <= {"created", "fair_not_open"}) == ("revised", True)
        assert len(await live_bookings(stage, fair)) == booked.count("created")
        await stage.around.settled()
        told = [message.subject for message in stage.around.heard if str(fair).encode() in message.data]
        assert BookingConfirmed.subject not in told[told.index(FairChanged.subject) :]


async def test_bookings_endings_and_decisions_leave_an_honest_history(stage: Stage, clients: list[Client]) -> None:
    """Rounds of everything at once over few booths; then rows, events and replies must tell the same story."""
    chance = random.Random(2031)  # noqa: S311 - a repeatable mixture
    fair = await stage.fair(halls=[a_hall("H1", 1, 4)])
    booths = [booth.id for booth in (await stage.booths(fair)).values()]
    coops = [await stage.coop() for _ in range(6)]
    made: set[UUID] = set()
    ended: set[UUID] = set()

    for _ in range(10):
        asked: list[tuple[Request[Any], Actor]] = []
        for coop in coops:
            actors = [speaker(coop), organizer()]
            asked += [(a_booking(fair, booth, coop), chance.choice(actors)) for booth in chance.sample(booths, 2)]
            asked.append((JoinWaitingList(entry_id=uuid7(), fair_id=fair, organisation_id=coop), speaker(coop)))
        asked += [(await a_decision(stage, fair, chance.choice(booths)), organizer()) for _ in range(2)]
        for key in sorted(made - ended):
            if chance.random() < 0.7:
                asked += [(EndBooking(booking_id=key, fair_id=fair), organizer())] * 2
        chance.shuffle(asked)

        for (message, _), result in zip(asked, await all_at_once(stage, clients, asked), strict=True):
            assert not result.startswith("unavailable"), (message, result)
            if isinstance(message, BookBooth | DecideApplication) and result == "created":
                assert message.booking_id is not None
                made.add(message.booking_id)
            if isinstance(message, EndBooking):
                assert result in {"created", "repeated"}
                ended.add(message.booking_id)

    assert await live_bookings(stage, fair) == made - ended
    for key in made:
        told = await stage.all_told(BookingConfirmed, key), await stage.all_told(BookingEnded, key)
        assert [len(events) for events in told] == [1, int(key in ended)]
    assert no_booth_had_two_holders(stage.around.heard, fair)


async def a_decision(stage: Stage, fair: UUID, booth: UUID) -> DecideApplication:
    """On the application of a co-op of its own."""
    coop = await stage.coop()
    application = ApplyForBooth(
        application_id=uuid7(), fair_id=fair, organisation_id=coop, listing_ids=[await stage.listing(coop)]
    )
    await stage.ask(application, speaker(coop))
    return DecideApplication(
        application_id=application.application_id, accepted=True, booth_id=booth, booking_id=uuid7()
    )


async def live_bookings(stage: Stage, fair: UUID) -> set[UUID]:
    live = sa.select(BOOKING.c.id).where(BOOKING.c.fair_id == fair, BOOKING.c.ended_at.is_(None))
    async with stage.around.running.engine.connect() as connection:
        return set(await connection.scalars(live))


def no_booth_had_two_holders(told: Sequence[Msg], fair: UUID) -> bool:
    """In the order of the stream each booth is confirmed and ended in turn, to and by the same booking."""
    holders: dict[UUID, UUID] = {}
    for message in told:
        if message.subject == BookingConfirmed.subject:
            confirmed = msgspec.json.decode(message.data, type=BookingConfirmed)
            if confirmed.fair_id == fair and holders.setdefault(confirmed.booth_id, confirmed.id) != confirmed.id:
                return False
        if message.subject == BookingEnded.subject:
            over = msgspec.json.decode(message.data, type=BookingEnded)
            if over.fair_id == fair and holders.pop(over.booth_id, None) != over.id:
                return False
    return True
