"""A plan is proposed by a worker process, adjusted, run again, and applied whole or not at all."""

from uuid import UUID

from msgspec.structs import replace

from shared.contracts.fairs import allocations as contract
from shared.contracts.fairs.allocations import (
    Allocation,
    ApplyAllocation,
    CancelAllocation,
    GetAllocation,
    Pin,
    ProposeAllocation,
)
from shared.contracts.fairs.applications import ApplyForBooth, DecideApplication, Needs
from shared.contracts.fairs.bookings import BookingConfirmed, EndBooking
from shared.ids import uuid7
from tests.support.eventually import eventually_async
from tests.support.fairs import Stage, a_booking, a_hall, organizer, refusal, speaker


async def an_exhibitor(stage: Stage, fair: UUID, needs: Needs | None = None) -> tuple[UUID, UUID]:
    """A co-op with an accepted application, and that application."""
    coop = await stage.coop()
    application = ApplyForBooth(
        application_id=uuid7(),
        fair_id=fair,
        organisation_id=coop,
        listing_ids=[await stage.listing(coop)],
        needs=needs or Needs(),
    )
    await stage.ask(application, speaker(coop))
    await stage.ask(DecideApplication(application_id=application.application_id, accepted=True), organizer())
    return coop, application.application_id


async def planned(stage: Stage, command: ProposeAllocation) -> Allocation:
    await stage.ask(command, organizer())

    async def look() -> Allocation | None:
        found = await stage.ask(GetAllocation(allocation_id=command.allocation_id), organizer())
        return found if found.status not in {"queued", "running"} else None

    found = await eventually_async(look, patience=60)
    assert found is not None
    return found


def a_proposal(fair: UUID, **changes: object) -> ProposeAllocation:
    return replace(ProposeAllocation(allocation_id=uuid7(), fair_id=fair, seconds=4), **changes)


def places(found: contract.Allocation) -> dict[UUID, str]:
    return {one.application_id: one.booth_code for one in found.placements}


async def test_a_plan_is_found_adjusted_and_applied(stage: Stage) -> None:
    fair = await stage.fair(booking="approval", halls=[a_hall("H1", 1, 5)])
    (one, first), (other, second) = await an_exhibitor(stage, fair), await an_exhibitor(stage, fair)
    rival, third = await an_exhibitor(stage, fair, Needs(apart_from=[one, other]))
    plan = await stage.booths(fair)

    found = await planned(stage, a_proposal(fair))

    assert found.status == "done"
    assert found.objective is not None
    assert found.bound is not None
    assert found.bound >= found.objective - 1e-6
    assert set(places(found)) == {first, second, third}
    assert all(places(found).values())
    column = {who: int(code[-2:]) for who, code in places(found).items()}
    assert min(abs(column[third] - column[who]) for who in (first, second)) > 1
    assert {cost.rule for cost in found.costs} == {"needs", "competitors", "clusters"}

    pinned = next(booth.id for code, booth in plan.items() if code != places(found)[third] and code == "A03")
    again = await planned(
        stage, a_proposal(fair, pins=[Pin(application_id=first, booth_id=pinned)], former_id=found.id)
    )
    assert places(again)[first] == "A03"
    moved = {one.application_id for one in again.placements if one.moved}
    assert moved == {who for who in places(again) if places(again)[who] != places(found)[who]}

    apply = ApplyAllocation(allocation_id=again.id)
    assert [(await stage.ask(apply, organizer())).outcome for _ in range(2)] == ["created", "repeated"]
    holders = {code: booth.holder.id for code, booth in (await stage.booths(fair)).items() if booth.holder}
    assert holders == {places(again)[first]: one, places(again)[second]: other, places(again)[third]: rival}
    booked = [booth.booking_id for booth in (await stage.booths(fair)).values() if booth.booking_id]
    assert [len(await stage.all_told(BookingConfirmed, key)) for key in booked] == [1, 1, 1]


async def test_a_plan_is_applied_whole_or_not_at_all(stage: Stage) -> None:
    fair = await stage.fair(booking="approval", halls=[a_hall("H1", 1, 3)])
    await an_exhibitor(stage, fair)
    await an_exhibitor(stage, fair)
    found = await planned(stage, a_proposal(fair))
    late, _ = await an_exhibitor(stage, fair)
    plan = await stage.booths(fair)
    taking = a_booking(fair, plan[found.placements[0].booth_code].id, late)
    await stage.ask(taking, organizer())

    apply = ApplyAllocation(allocation_id=found.id)
    assert await refusal(stage, apply, organizer()) == "allocation_outdated"
    assert sum(booth.status == "confirmed" for booth in (await stage.booths(fair)).values()) == 1
    await stage.ask(EndBooking(booking_id=taking.booking_id, fair_id=fair), organizer())
    assert (await stage.ask(apply, organizer())).outcome == "created"


async def test_who_has_a_booth_keeps_it(stage: Stage) -> None:
    fair = await stage.fair(booking="approval", halls=[a_hall("H1", 1, 3)])
    coop, application = await an_exhibitor(stage, fair)
    await an_exhibitor(stage, fair)
    await stage.ask(a_booking(fair, await stage.booth(fair, "A02"), coop), speaker(coop))

    found = await planned(stage, a_proposal(fair))

    assert places(found)[application] == "A02"
    assert (await stage.ask(ApplyAllocation(allocation_id=found.id), organizer())).outcome == "created"


async def test_looking_is_stopped_and_what_was_found_stays(stage: Stage) -> None:
    fair = await stage.fair(booking="approval", halls=[a_hall("H1", 6, 10)])
    for _ in range(30):
        await an_exhibitor(stage, fair)
    command = ProposeAllocation(allocation_id=uuid7(), fair_id=fair, seconds=300)
    await stage.ask(command, organizer())

    async def has_something() -> bool:
        found = await stage.ask(GetAllocation(allocation_id=command.allocation_id), organizer())
        return found.objective is not None

    await eventually_async(has_something, patience=60)
    cancel = CancelAllocation(allocation_id=command.allocation_id)
    assert [(await stage.ask(cancel, organizer())).outcome for _ in range(2)] == ["created", "repeated"]

    found = await stage.ask(GetAllocation(allocation_id=command.allocation_id), organizer())
    assert (found.status, len([one for one in found.placements if one.booth_id])) == ("cancelled", 30)


async def test_pins_that_contradict_each_other_are_said(stage: Stage) -> None:
    fair = await stage.fair(booking="approval", halls=[a_hall("H1", 1, 2)])
    one, first = await an_exhibitor(stage, fair)
    _, second = await an_exhibitor(stage, fair, Needs(apart_from=[one]))
    plan = await stage.booths(fair)

    both = [Pin(application_id=who, booth_id=plan["A01"].id) for who in (first, second)]
    side_by_side = [
        Pin(application_id=first, booth_id=plan["A01"].id),
        Pin(application_id=second, booth_id=plan["A02"].id),
    ]
    assert await refusal(stage, a_proposal(fair, pins=both), organizer()) == "pinned_twice"
    found = await planned(stage, a_proposal(fair, pins=side_by_side))
    assert (found.status, found.note) == ("failed", "conflict")
    assert await refusal(stage, ApplyAllocation(allocation_id=found.id), organizer()) == "allocation_not_ready"


async def test_who_may_not_plan(stage: Stage) -> None:
    coop, fair = await stage.coop(), await stage.fair()

    assert await refusal(stage, a_proposal(fair), coop) == "forbidden"
    for message in (ApplyAllocation, CancelAllocation, GetAllocation):
        assert await refusal(stage, message(allocation_id=uuid7()), coop) == "forbidden"
        assert await refusal(stage, message(allocation_id=uuid7()), organizer()) == "allocation_unknown"
