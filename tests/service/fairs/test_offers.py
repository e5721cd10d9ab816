"""From the waiting list to a booth: automatic or by hand, never both."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from shared.contracts.fairs.bookings import BookBooth, BookingEnded, BookingHeld, EndBooking
from shared.contracts.fairs.booths import BlockBooth
from shared.contracts.fairs.waiting import (
    GetWaitingList,
    JoinWaitingList,
    LeaveWaitingList,
    Offer,
    OfferBooth,
    PrecedeInWaitingList,
)
from shared.ids import uuid7
from tests.service.fairs.test_holds import lapse
from tests.support.fairs import Stage, a_booking, a_hall, organizer, refusal, speaker


async def joined(stage: Stage, fair: UUID, quantity: int = 1) -> JoinWaitingList:
    coop = await stage.coop()
    command = JoinWaitingList(entry_id=uuid7(), fair_id=fair, organisation_id=coop, quantity=quantity)
    await stage.ask(command, speaker(coop))
    return command


async def a_full_fair(stage: Stage, booths: int = 1) -> tuple[UUID, list[EndBooking]]:
    """An automatic one, all of whose booths are taken; and how they become free."""
    holder = await stage.coop()
    fair = await stage.fair(promotion="automatic", halls=[a_hall("H1", 1, booths)])
    ends = []
    for booth in (await stage.booths(fair)).values():
        booking = a_booking(fair, booth.id, holder)
        await stage.ask(booking, speaker(holder))
        ends.append(EndBooking(booking_id=booking.booking_id, fair_id=fair))
    return fair, ends


async def offers(stage: Stage, fair: UUID) -> dict[UUID, Offer]:
    found = await stage.ask(GetWaitingList(fair_id=fair), organizer())
    return {entry.id: entry.offer for entry in found.items if entry.offer}


def answer(fair: UUID, entry: JoinWaitingList, offer: Offer, booth: UUID) -> BookBooth:
    return BookBooth(booking_id=offer.booking_id, fair_id=fair, booth_id=booth, organisation_id=entry.organisation_id)


async def test_a_free_booth_is_offered_to_the_first_who_takes_it(stage: Stage) -> None:
    fair, [end] = await a_full_fair(stage)
    first, second = await joined(stage, fair), await joined(stage, fair)

    await stage.ask(end, organizer())

    [(entry_id, offer)] = (await offers(stage, fair)).items()
    assert entry_id == first.entry_id
    [ended] = await stage.all_told(BookingEnded, end.booking_id)
    assert ended.next_organisation_id is None
    [held] = await stage.all_told(BookingHeld, offer.booking_id)
    assert (held.organisation_id, held.offered, held.until) == (first.organisation_id, True, offer.until)
    booth = await stage.booth(fair)
    passer_by = a_booking(fair, booth, second.organisation_id)
    assert await refusal(stage, passer_by, second.organisation_id) == "booth_taken"

    taken = await stage.ask(answer(fair, first, offer, booth), speaker(first.organisation_id))

    assert taken.outcome == "created"
    waiting = await stage.ask(GetWaitingList(fair_id=fair), organizer())
    assert [(entry.id, entry.rank) for entry in waiting.items] == [(second.entry_id, 1)]


async def test_who_refuses_keeps_the_place_and_is_not_asked_again_for_this_booth(stage: Stage) -> None:
    fair, [end] = await a_full_fair(stage)
    first, second = await joined(stage, fair), await joined(stage, fair)
    await stage.ask(end, organizer())
    offer = (await offers(stage, fair))[first.entry_id]

    await stage.ask(EndBooking(booking_id=offer.booking_id, fair_id=fair), speaker(first.organisation_id))

    [(entry_id, following)] = (await offers(stage, fair)).items()
    assert entry_id == second.entry_id
    [told] = await stage.all_told(BookingEnded, offer.booking_id)
    assert told.reason == "refused"
    await stage.ask(EndBooking(booking_id=following.booking_id, fair_id=fair), speaker(second.organisation_id))
    assert (await stage.booths(fair))["A01"].status == "free"
    assert len((await stage.ask(GetWaitingList(fair_id=fair), organizer())).items) == 2


async def test_who_lets_an_offer_pass_leaves_the_list_and_the_next_is_asked(stage: Stage) -> None:
    fair, [end] = await a_full_fair(stage)
    first, second = await joined(stage, fair), await joined(stage, fair)
    await stage.ask(end, organizer())

    offer = (await offers(stage, fair))[first.entry_id]

    await lapse(stage, offer.booking_id)

    [told] = await stage.all_told(BookingEnded, offer.booking_id)
    assert (told.reason, told.offered) == ("lapsed", True)
    waiting = await stage.ask(GetWaitingList(fair_id=fair), organizer())
    assert [(entry.id, entry.offer is not None) for entry in waiting.items] == [(second.entry_id, True)]


async def test_who_wishes_for_two_waits_on_with_one(stage: Stage) -> None:
    fair, ends = await a_full_fair(stage, booths=2)
    first = await joined(stage, fair, quantity=2)
    for number, end in enumerate(ends, 1):
        await stage.ask(end, organizer())
        offer = (await offers(stage, fair))[first.entry_id]
        booth = await stage.booth(fair, offer.booth_code)
        await stage.ask(answer(fair, first, offer, booth), speaker(first.organisation_id))
        left = (await stage.ask(GetWaitingList(fair_id=fair), organizer())).items
        assert [entry.got for entry in left] == ([1] if number == 1 else [])


async def test_precedence_comes_before_arrival(stage: Stage) -> None:
    fair, [end] = await a_full_fair(stage)
    await joined(stage, fair)
    second = await joined(stage, fair)
    ahead = PrecedeInWaitingList(entry_id=second.entry_id, precedence=1)
    assert await refusal(stage, ahead, second.organisation_id) == "forbidden"
    await stage.ask(ahead, organizer())

    await stage.ask(end, organizer())

    assert set(await offers(stage, fair)) == {second.entry_id}


async def test_wished_booth_types_are_kept_to(stage: Stage) -> None:
    fair, [end] = await a_full_fair(stage)
    coop = await stage.coop()
    picky = JoinWaitingList(entry_id=uuid7(), fair_id=fair, organisation_id=coop, booth_types=["cold"])
    await stage.ask(picky, speaker(coop))
    second = await joined(stage, fair)

    await stage.ask(end, organizer())

    assert set(await offers(stage, fair)) == {second.entry_id}


async def test_by_hand_or_by_itself_never_both(stage: Stage) -> None:
    fair, ends = await a_full_fair(stage, booths=2)
    first, second = await joined(stage, fair), await joined(stage, fair)
    await stage.ask(ends[0], organizer())
    booth = await stage.booth(fair, "A01")
    by_hand = OfferBooth(booking_id=uuid7(), fair_id=fair, booth_id=booth, entry_id=second.entry_id)

    assert await refusal(stage, by_hand, organizer()) == "booth_taken"
    assert await refusal(stage, by_hand, first.organisation_id) == "forbidden"
    [(entry_id, offer)] = (await offers(stage, fair)).items()
    assert entry_id == first.entry_id
    await stage.ask(LeaveWaitingList(entry_id=first.entry_id), speaker(first.organisation_id))
    assert offer.booking_id not in {one.booking_id for one in (await offers(stage, fair)).values()}
    assert set(await offers(stage, fair)) == {second.entry_id}


async def test_an_organizer_offers_by_hand(stage: Stage) -> None:
    fair = await stage.fair()
    entry = await joined(stage, fair)
    plan = await stage.booths(fair)
    by_hand = OfferBooth(booking_id=uuid7(), fair_id=fair, booth_id=plan["A02"].id, entry_id=entry.entry_id)

    assert [(await stage.ask(by_hand, organizer())).outcome for _ in range(2)] == ["created", "repeated"]

    assert (await offers(stage, fair))[entry.entry_id].booth_code == "A02"
    second = OfferBooth(booking_id=uuid7(), fair_id=fair, booth_id=plan["A03"].id, entry_id=entry.entry_id)
    assert await refusal(stage, second, organizer()) == "already_offered"


async def test_a_booth_given_to_the_market_again_is_offered(stage: Stage) -> None:
    fair = await stage.fair(promotion="automatic", halls=[a_hall("H1", 1, 1)])
    booth = await stage.booth(fair)
    await stage.ask(BlockBooth(booth_id=booth, blocked=True), organizer())
    entry = await joined(stage, fair)

    await stage.ask(BlockBooth(booth_id=booth, blocked=False), organizer())

    assert set(await offers(stage, fair)) == {entry.entry_id}


async def test_an_offer_ends_when_the_fair_begins_but_leaves_an_hour_to_answer(stage: Stage) -> None:
    now = datetime.now(UTC)
    for begins_in, hours in ((timedelta(hours=10), 10), (timedelta(minutes=20), 1)):
        fair = await stage.fair(starts_at=now + begins_in, ends_at=now + timedelta(days=2))
        entry = await joined(stage, fair)
        offer = OfferBooth(
            booking_id=uuid7(), fair_id=fair, booth_id=await stage.booth(fair), entry_id=entry.entry_id, minutes=1440
        )
        until = (await stage.ask(offer, organizer())).held_until

        assert until is not None
        assert timedelta(0) <= until - (now + timedelta(hours=hours)) < timedelta(minutes=1)
