"""Who has which booth."""

import pytest

from shared.contracts.fairs.bookings import BookBooth, BookingConfirmed, BookingEnded, EndBooking, FindBookings
from shared.contracts.fairs.booths import BlockBooth
from shared.contracts.registry import GetOrganisation
from shared.errors import Rejected
from shared.ids import uuid7
from tests.support.fairs import Stage, a_booking, an_organisation, organizer, refusal, speaker


async def test_a_verified_coop_books_a_free_booth_at_once(stage: Stage) -> None:
    coop, fair = await stage.coop(name="HTX Lúa Vàng"), await stage.fair(name="Phiên chợ tháng Ba")
    command = BookBooth(booking_id=uuid7(), fair_id=fair, booth_id=await stage.booth(fair, "B02"), organisation_id=coop)

    made = await stage.ask(command, speaker(coop))

    assert (made.outcome, made.booth_code, made.version) == ("created", "B02", 1)
    booth = (await stage.booths(fair))["B02"]
    assert booth.status == "confirmed"
    assert booth.holder is not None
    assert (booth.holder.id, booth.holder.name, booth.booking_id) == (coop, "HTX Lúa Vàng", command.booking_id)
    [told] = await stage.all_told(BookingConfirmed, command.booking_id)
    assert (told.fair_name, told.booth_code, told.organisation_name) == ("Phiên chợ tháng Ba", "B02", "HTX Lúa Vàng")


async def test_the_same_booking_again_changes_nothing(stage: Stage) -> None:
    coop, fair = await stage.coop(), await stage.fair()
    command = a_booking(fair, await stage.booth(fair), coop)
    await stage.ask(command, speaker(coop))
    await stage.revise(fair, 1, status="closed")

    again = await stage.ask(command, speaker(coop))

    assert again.outcome == "repeated"
    assert len(await stage.all_told(BookingConfirmed, command.booking_id)) == 1


async def test_a_booking_id_stands_for_one_booking(stage: Stage) -> None:
    coop, fair = await stage.coop(), await stage.fair()
    first = a_booking(fair, await stage.booth(fair, "A01"), coop)
    await stage.ask(first, speaker(coop))
    other = BookBooth(
        booking_id=first.booking_id, fair_id=fair, booth_id=await stage.booth(fair, "A02"), organisation_id=coop
    )

    assert await refusal(stage, other, coop) == "id_reused"
    await stage.ask(EndBooking(booking_id=first.booking_id, fair_id=fair), speaker(coop))
    assert await refusal(stage, first, coop) == "id_reused"


async def test_a_taken_booth_offers_the_waiting_list(stage: Stage) -> None:
    winner, loser, fair = await stage.coop(), await stage.coop(), await stage.fair()
    booth = await stage.booth(fair)
    await stage.ask(a_booking(fair, booth, winner), speaker(winner))

    with pytest.raises(Rejected) as refused:
        await stage.ask(a_booking(fair, booth, loser), speaker(loser))

    assert refused.value.code == "booth_taken"
    assert refused.value.details == {"booth_code": "A01", "may_wait": True}


async def test_an_ended_booking_frees_the_booth_once(stage: Stage) -> None:
    coop, other, fair = await stage.coop(), await stage.coop(), await stage.fair()
    booth = await stage.booth(fair)
    command = a_booking(fair, booth, coop)
    await stage.ask(command, speaker(coop))
    end = EndBooking(booking_id=command.booking_id, fair_id=fair)

    outcomes = [(await stage.ask(end, speaker(coop))).outcome for _ in range(2)]

    assert outcomes == ["created", "repeated"]
    [told] = await stage.all_told(BookingEnded, command.booking_id)
    assert (told.version, told.next_organisation_id) == (2, None)
    assert (await stage.ask(a_booking(fair, booth, other), speaker(other))).outcome == "created"


async def test_an_organizer_books_for_a_coop_also_when_the_fair_is_closed(stage: Stage) -> None:
    coop, fair = await stage.coop(), await stage.fair()
    booth = await stage.booth(fair)
    await stage.revise(fair, 1, status="closed")

    assert await refusal(stage, a_booking(fair, booth, coop), coop) == "fair_not_open"
    assert (await stage.ask(a_booking(fair, booth, coop), organizer())).outcome == "created"


async def test_who_may_not_book(stage: Stage) -> None:
    coop, other, fair = await stage.coop(), await stage.coop(), await stage.fair()
    command = a_booking(fair, await stage.booth(fair), coop)

    assert await refusal(stage, command, other) == "forbidden"
    with pytest.raises(Rejected, match="unauthenticated"):
        await stage.ask(command)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"status": "registered"}, "not_verified"),
        ({"status": "stopped"}, "not_verified"),
        ({"kind": "buyer"}, "forbidden"),
    ],
)
async def test_only_verified_coops_exhibit(stage: Stage, facts: dict[str, str], code: str) -> None:
    fair, organisation = await stage.fair(), an_organisation(**facts)
    stage.organisations[organisation.id] = organisation

    command = a_booking(fair, await stage.booth(fair), organisation.id)

    assert await refusal(stage, command, organisation.id) == code


async def test_an_organisation_not_heard_of_is_asked_for_once(stage: Stage) -> None:
    fair, organisation = await stage.fair(), an_organisation()
    stage.organisations[organisation.id] = organisation
    stage.asked.clear()

    for code in ("A01", "A02"):
        command = a_booking(fair, await stage.booth(fair, code), organisation.id)
        assert (await stage.ask(command, speaker(organisation.id))).outcome == "created"

    assert stage.asked == [GetOrganisation(organisation_id=organisation.id)]


async def test_what_nobody_knows(stage: Stage) -> None:
    coop, fair, stranger = await stage.coop(), await stage.fair(), uuid7()
    booth = await stage.booth(fair)
    draft = await stage.fair(status="draft")
    elsewhere = await stage.booth(await stage.fair())

    assert await refusal(stage, a_booking(fair, booth, stranger), stranger) == "organisation_unknown"
    assert await refusal(stage, a_booking(uuid7(), booth, coop), coop) == "fair_unknown"
    assert await refusal(stage, a_booking(draft, await stage.booth(draft), coop), coop) == "fair_unknown"
    assert await refusal(stage, a_booking(fair, uuid7(), coop), coop) == "booth_unknown"
    assert await refusal(stage, a_booking(fair, elsewhere, coop), coop) == "booth_unknown"
    assert await refusal(stage, EndBooking(booking_id=uuid7(), fair_id=fair), coop) == "booking_unknown"


async def test_who_may_not_end_a_booking(stage: Stage) -> None:
    coop, other, fair = await stage.coop(), await stage.coop(), await stage.fair()
    command = a_booking(fair, await stage.booth(fair), coop)
    await stage.ask(command, speaker(coop))

    end = EndBooking(booking_id=command.booking_id, fair_id=fair)
    elsewhere = EndBooking(booking_id=command.booking_id, fair_id=await stage.fair())

    assert await refusal(stage, end, other) == "forbidden"
    assert await refusal(stage, elsewhere, coop) == "booking_unknown"
    assert (await stage.ask(end, organizer())).outcome == "created"


async def test_organizers_keep_a_free_booth_back(stage: Stage) -> None:
    coop, fair = await stage.coop(), await stage.fair()
    booth = await stage.booth(fair)

    outcomes = [(await stage.ask(BlockBooth(booth_id=booth, blocked=True), organizer())).outcome for _ in range(2)]
    assert outcomes == ["created", "repeated"]
    assert (await stage.booths(fair))["A01"].status == "blocked"
    assert await refusal(stage, a_booking(fair, booth, coop), coop) == "booth_blocked"
    assert await refusal(stage, BlockBooth(booth_id=booth, blocked=False), coop) == "forbidden"

    await stage.ask(BlockBooth(booth_id=booth, blocked=False), organizer())
    await stage.ask(a_booking(fair, booth, coop), speaker(coop))
    with pytest.raises(Rejected, match="booth_taken"):
        await stage.ask(BlockBooth(booth_id=booth, blocked=True), organizer())


async def test_what_has_ended_is_found_by_who_asks_for_it(stage: Stage) -> None:
    coop, fair = await stage.coop(), await stage.fair()
    booking = a_booking(fair, await stage.booth(fair), coop)
    await stage.ask(booking, speaker(coop))
    await stage.ask(EndBooking(booking_id=booking.booking_id, fair_id=fair), speaker(coop))

    now = await stage.ask(FindBookings(organisation_id=coop, fair_id=fair), speaker(coop))
    ever = await stage.ask(FindBookings(organisation_id=coop, fair_id=fair, with_ended=True), speaker(coop))

    assert now.items == []
    assert [(one.id, one.version, one.ended_at is not None) for one in ever.items] == [(booking.booking_id, 2, True)]
