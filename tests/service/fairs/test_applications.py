"""Applications for a booth, the decisions on them, and bookings that need one."""

from uuid import UUID

import pytest

from shared.contracts.fairs.applications import (
    ApplicationDecided,
    ApplicationSubmitted,
    ApplyForBooth,
    DecideApplication,
    FindApplications,
)
from shared.contracts.fairs.bookings import BookingConfirmed, FindBookings
from shared.contracts.listings import GetCards, ListingWithdrawn
from shared.contracts.registry import GetOrganisation
from shared.errors import Rejected
from shared.ids import uuid7
from tests.support.fairs import Stage, a_booking, a_card, an_organisation, organizer, refusal, speaker


async def applied(stage: Stage) -> ApplyForBooth:
    """By a co-op of its own at a fair of its own."""
    coop = await stage.coop()
    command = ApplyForBooth(
        application_id=uuid7(),
        fair_id=await stage.fair(booking="approval"),
        organisation_id=coop,
        listing_ids=[await stage.listing(coop, "Mắm tôm"), await stage.listing(coop, "Nước mắm")],
        wish="Gần cửa",
    )
    await stage.ask(command, speaker(coop))
    return command


async def test_a_coop_applies_with_its_published_listings(stage: Stage) -> None:
    command = await applied(stage)
    coop = command.organisation_id

    again = await stage.ask(command, speaker(coop))

    assert again.outcome == "repeated"
    [told] = await stage.all_told(ApplicationSubmitted, command.application_id)
    assert (told.version, told.listing_ids) == (1, command.listing_ids)
    [seen] = (await stage.ask(FindApplications(organisation_id=coop), speaker(coop))).items
    assert (seen.status, seen.wish, [listing.name for listing in seen.listings]) == (
        "submitted",
        "Gần cửa",
        ["Mắm tôm", "Nước mắm"],
    )


async def test_an_application_id_stands_for_one_application(stage: Stage) -> None:
    command = await applied(stage)
    other = ApplyForBooth(
        application_id=command.application_id,
        fair_id=command.fair_id,
        organisation_id=command.organisation_id,
        listing_ids=command.listing_ids[:1],
    )

    assert await refusal(stage, other, command.organisation_id) == "id_reused"


async def test_one_application_at_a_time_and_another_after_a_refusal(stage: Stage) -> None:
    first = await applied(stage)
    second = ApplyForBooth(
        application_id=uuid7(),
        fair_id=first.fair_id,
        organisation_id=first.organisation_id,
        listing_ids=first.listing_ids,
    )
    assert await refusal(stage, second, first.organisation_id) == "application_exists"

    refuse = DecideApplication(application_id=first.application_id, accepted=False, reason="Hết chỗ")
    await stage.ask(refuse, organizer())

    assert (await stage.ask(second, speaker(first.organisation_id))).outcome == "created"


async def test_only_own_published_listings_can_be_shown(stage: Stage) -> None:
    coop, other = await stage.coop(), await stage.coop()
    withdrawn = await stage.listing(coop)
    await stage.hear(ListingWithdrawn(id=withdrawn, version=2, organisation_id=coop))
    command = ApplyForBooth(
        application_id=uuid7(),
        fair_id=await stage.fair(),
        organisation_id=coop,
        listing_ids=[await stage.listing(coop), await stage.listing(other), withdrawn, uuid7()],
    )

    with pytest.raises(Rejected) as refused:
        await stage.ask(command, speaker(coop))

    assert refused.value.code == "invalid"
    assert refused.value.details == {
        "listing_ids.1": "not_yours",
        "listing_ids.2": "not_published",
        "listing_ids.3": "not_published",
    }


async def test_strangers_are_asked_for_once(stage: Stage) -> None:
    organisation, fair = an_organisation(), await stage.fair()
    card = a_card(organisation.id, name="Bánh phu thê")
    stage.organisations[organisation.id] = organisation
    stage.cards[card.id] = card
    stage.asked.clear()
    command = ApplyForBooth(
        application_id=uuid7(), fair_id=fair, organisation_id=organisation.id, listing_ids=[card.id]
    )

    outcomes = [(await stage.ask(command, speaker(organisation.id))).outcome for _ in range(2)]

    assert outcomes == ["created", "repeated"]
    assert [type(query) for query in stage.asked] == [GetOrganisation, GetCards]


async def test_who_may_not_apply(stage: Stage) -> None:
    coop, other = await stage.coop(), await stage.coop()
    waiting = await stage.coop(status="registered")

    async def an_application(organisation: UUID, fair: UUID) -> ApplyForBooth:
        listings = [await stage.listing(organisation)]
        return ApplyForBooth(application_id=uuid7(), fair_id=fair, organisation_id=organisation, listing_ids=listings)

    fair, draft = await stage.fair(), await stage.fair(status="draft")
    assert await refusal(stage, await an_application(coop, fair), other) == "forbidden"
    assert await refusal(stage, await an_application(waiting, fair), waiting) == "not_verified"
    assert await refusal(stage, await an_application(coop, draft), coop) == "fair_unknown"
    closed = await an_application(coop, fair)
    await stage.revise(closed.fair_id, 1, status="closed")
    assert await refusal(stage, closed, coop) == "fair_not_open"


async def test_approval_comes_before_the_booking(stage: Stage) -> None:
    command = await applied(stage)
    coop, fair = command.organisation_id, command.fair_id
    booking = a_booking(fair, await stage.booth(fair), coop)
    assert await refusal(stage, booking, coop) == "application_required"

    decide = DecideApplication(application_id=command.application_id, accepted=True)
    assert (await stage.ask(decide, organizer())).outcome == "created"

    assert (await stage.ask(booking, speaker(coop))).outcome == "created"


async def test_an_acceptance_books_the_booth_with_it(stage: Stage) -> None:
    command = await applied(stage)
    coop, fair = command.organisation_id, command.fair_id
    await stage.revise(fair, 1, booking="approval", status="closed")
    decide = DecideApplication(
        application_id=command.application_id,
        accepted=True,
        reason="Sản phẩm 4 sao",
        booth_id=await stage.booth(fair, "B03"),
        booking_id=uuid7(),
    )

    outcomes = [(await stage.ask(decide, organizer())).outcome for _ in range(2)]

    assert outcomes == ["created", "repeated"]
    [decided] = await stage.all_told(ApplicationDecided, command.application_id)
    assert (decided.version, decided.accepted, decided.reason) == (2, True, "Sản phẩm 4 sao")
    assert decide.booking_id is not None
    assert len(await stage.all_told(BookingConfirmed, decide.booking_id)) == 1
    [booking] = (await stage.ask(FindBookings(organisation_id=coop), speaker(coop))).items
    assert (booking.id, booking.booth_code, booking.hall) == (decide.booking_id, "B03", "H1")


async def test_an_acceptance_whose_booth_is_taken_is_not_taken_at_all(stage: Stage) -> None:
    first, second = await applied(stage), await applied(stage)
    fair = await stage.fair()
    booth = await stage.booth(fair)
    taker = await stage.coop()
    await stage.ask(a_booking(fair, booth, taker), speaker(taker))
    candidate = ApplyForBooth(
        application_id=uuid7(),
        fair_id=fair,
        organisation_id=second.organisation_id,
        listing_ids=second.listing_ids,
    )
    await stage.ask(candidate, speaker(candidate.organisation_id))
    decide = DecideApplication(
        application_id=candidate.application_id, accepted=True, booth_id=booth, booking_id=uuid7()
    )

    assert await refusal(stage, decide, organizer()) == "booth_taken"
    [seen] = (await stage.ask(FindApplications(fair_id=fair), organizer())).items
    assert (seen.status, seen.version) == ("submitted", 1)
    assert await stage.all_told(ApplicationDecided, candidate.application_id) == []
    elsewhere = DecideApplication(
        application_id=first.application_id, accepted=True, booth_id=booth, booking_id=uuid7()
    )
    assert await refusal(stage, elsewhere, organizer()) == "booth_unknown"


async def test_a_decision_is_taken_once(stage: Stage) -> None:
    command = await applied(stage)
    refuse = DecideApplication(application_id=command.application_id, accepted=False, reason="Hết chỗ")
    await stage.ask(refuse, organizer())

    accept = DecideApplication(application_id=command.application_id, accepted=True)

    assert await refusal(stage, accept, organizer()) == "already_decided"
    assert (await stage.ask(refuse, organizer())).outcome == "repeated"


async def test_half_a_decision(stage: Stage) -> None:
    command = await applied(stage)
    for decide, wrong in (
        (DecideApplication(application_id=command.application_id, accepted=True, booth_id=uuid7()), "booking_id"),
        (DecideApplication(application_id=command.application_id, accepted=True, booking_id=uuid7()), "booth_id"),
        (
            DecideApplication(
                application_id=command.application_id, accepted=False, booth_id=uuid7(), booking_id=uuid7()
            ),
            "booth_id",
        ),
    ):
        with pytest.raises(Rejected) as refused:
            await stage.ask(decide, organizer())
        assert (refused.value.code, list(refused.value.details)) == ("invalid", [wrong])


async def test_who_may_not_decide_or_read(stage: Stage) -> None:
    command = await applied(stage)
    coop, other = command.organisation_id, await stage.coop()
    decide = DecideApplication(application_id=command.application_id, accepted=True)

    assert await refusal(stage, decide, coop) == "forbidden"
    unknown = DecideApplication(application_id=uuid7(), accepted=True)
    assert await refusal(stage, unknown, organizer()) == "application_unknown"
    assert await refusal(stage, FindApplications(organisation_id=coop), other) == "forbidden"
    assert await refusal(stage, FindApplications(fair_id=command.fair_id), coop) == "forbidden"
    assert await refusal(stage, FindBookings(organisation_id=coop), other) == "forbidden"


async def test_organizers_see_what_waits_first(stage: Stage) -> None:
    fair, applications = await stage.fair(), []
    for _ in range(3):
        coop = await stage.coop()
        command = ApplyForBooth(
            application_id=uuid7(), fair_id=fair, organisation_id=coop, listing_ids=[await stage.listing(coop)]
        )
        await stage.ask(command, speaker(coop))
        applications.append(command.application_id)
    await stage.ask(DecideApplication(application_id=applications[0], accepted=True), organizer())

    everything = await stage.ask(FindApplications(fair_id=fair), organizer())
    waiting = await stage.ask(FindApplications(fair_id=fair, status="submitted", page_size=1), organizer())

    assert [application.id for application in everything.items] == [*applications[1:], applications[0]]
    assert ([application.id for application in waiting.items], waiting.total) == ([applications[1]], 2)
