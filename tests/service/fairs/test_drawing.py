"""Halls as organizers draw them."""

from typing import Any
from uuid import UUID

import msgspec
import pytest

from shared.contracts.fairs.bookings import BookingMoved
from shared.contracts.fairs.booths import BoothShape, DrawHall, GetBooths, HallDrawn, MergeBooths, SplitBooth
from shared.contracts.fairs.changes import FindChanges
from shared.errors import Invalid
from shared.ids import uuid7
from tests.support.fairs import Stage, a_booking, a_hall, organizer, refusal, speaker


async def drawn(stage: Stage, fair: UUID, hall: str = "H1") -> tuple[dict[str, BoothShape], int]:
    """The hall as it is, by code, and the version of its plan."""
    plan = await stage.ask(GetBooths(fair_id=fair), organizer())
    here = [booth for booth in plan.items if booth.hall == hall]
    shapes = [msgspec.convert(booth, BoothShape, from_attributes=True) for booth in here]
    return {shape.code: shape for shape in shapes}, plan.plan_version


def drawing(fair: UUID, shapes: list[BoothShape], version: int, hall: str = "H1") -> DrawHall:
    return DrawHall(fair_id=fair, hall=hall, plan_version=version, booths=shapes)


def changed(shape: BoothShape, **changes: Any) -> BoothShape:
    return msgspec.structs.replace(shape, **changes)


async def test_a_hall_becomes_what_was_drawn(stage: Stage) -> None:
    coop, fair = await stage.coop(), await stage.fair()
    await stage.ask(a_booking(fair, await stage.booth(fair, "A01"), coop), speaker(coop))
    shapes, version = await drawn(stage, fair)
    renamed = changed(shapes["A01"], code="TRA-1", zone="Chè", power=2000, water=True, corner=True)
    added = changed(shapes["A03"], id=uuid7(), code="X1", x=40.0)
    exchanged = [changed(shapes["A02"], code="A03"), changed(shapes["A03"], code="A02")]
    command = drawing(fair, [renamed, *exchanged, added], version)

    assert [(await stage.ask(command, organizer())).outcome for _ in range(2)] == ["revised", "unchanged"]

    after, now = await drawn(stage, fair)
    assert after == {"TRA-1": renamed, "A03": exchanged[0], "A02": exchanged[1], "X1": added}
    assert now == version + 1
    assert (await stage.booths(fair))["TRA-1"].status == "confirmed"
    assert [event.version for event in await stage.all_told(HallDrawn, fair)] == [version + 1]
    history = await stage.ask(FindChanges(fair_id=fair, booth_id=renamed.id), organizer())
    assert [(one.kind, one.booth_code, one.note) for one in history.items] == [
        ("renamed", "TRA-1", "A01"),
        ("confirmed", "A01", ""),
    ]


async def test_of_two_who_draw_the_later_is_told(stage: Stage) -> None:
    fair = await stage.fair()
    shapes, version = await drawn(stage, fair)
    rest = list(shapes.values())[1:]
    await stage.ask(drawing(fair, [changed(shapes["A01"], zone="Chè"), *rest], version), organizer())

    late = drawing(fair, [changed(shapes["A01"], zone="Gạo"), *rest], version)

    assert await refusal(stage, late, organizer()) == "version_stale"
    assert (await drawn(stage, fair))[0]["A01"].zone == "Chè"


async def test_a_booth_that_somebody_has_is_not_taken_away(stage: Stage) -> None:
    coop, fair = await stage.coop(), await stage.fair()
    await stage.ask(a_booking(fair, await stage.booth(fair, "A01"), coop), speaker(coop))
    shapes, version = await drawn(stage, fair)

    without = drawing(fair, [shape for code, shape in shapes.items() if code != "A01"], version)

    assert await refusal(stage, without, organizer()) == "booths_booked"


async def test_what_cannot_be_drawn(stage: Stage) -> None:
    fair, coop = await stage.fair(halls=[a_hall("H1"), a_hall("H2")]), await stage.coop()
    shapes, version = await drawn(stage, fair)
    first, second, *rest = shapes.values()

    async def wrong(*booths: BoothShape) -> dict[str, object]:
        with pytest.raises(Invalid) as refused:
            await stage.ask(drawing(fair, list(booths), version), organizer())
        return dict(refused.value.details)

    assert await wrong(first, changed(second, code=first.code)) == {"booths.1.code": "duplicate"}
    assert await wrong(changed(first, code="H2-A01")) == {"booths.0.code": "duplicate"}
    assert await wrong(first, changed(second, x=first.x + 1)) == {"booths.1.x": "overlaps"}
    assert await refusal(stage, drawing(fair, rest, version, hall="H9"), organizer()) == "hall_unknown"
    assert await refusal(stage, drawing(fair, rest, version), coop) == "forbidden"


async def test_another_hall_leaves_a_drawn_one_alone(stage: Stage) -> None:
    fair = await stage.fair()
    shapes, version = await drawn(stage, fair)
    moved = changed(shapes["A01"], code="TEA", x=60.0)
    await stage.ask(drawing(fair, [moved, *list(shapes.values())[1:]], version), organizer())

    await stage.revise(fair, 1, halls=[a_hall("H1"), a_hall("H2")])

    after, _ = await drawn(stage, fair)
    assert (after["H1-TEA"].id, after["H1-TEA"].x) == (moved.id, 60.0)
    assert "H1-A02" in after


async def test_a_booth_is_split_and_merged_again(stage: Stage) -> None:
    coop, fair = await stage.coop(), await stage.fair()
    booth = await stage.booth(fair, "A02")
    await stage.ask(a_booking(fair, booth, coop), speaker(coop))
    split = SplitBooth(change_id=uuid7(), booth_id=booth)

    assert [(await stage.ask(split, organizer())).outcome for _ in range(2)] == ["created", "repeated"]

    plan = await stage.booths(fair)
    assert (plan["A02"].width, plan["A02"].status, plan["A02B"].width, plan["A02B"].status) == (
        1.5,
        "confirmed",
        1.5,
        "free",
    )
    apart = MergeBooths(change_id=uuid7(), booth_ids=[plan["A01"].id, plan["A02B"].id])
    assert await refusal(stage, apart, organizer()) == "not_one_block"
    merge = MergeBooths(change_id=uuid7(), booth_ids=[plan["A01"].id, plan["A02"].id, plan["A02B"].id])
    assert [(await stage.ask(merge, organizer())).outcome for _ in range(2)] == ["created", "repeated"]
    after = await stage.booths(fair)
    assert (after["A01"].width, after["A01"].status) == (6.0, "confirmed")
    assert {"A02", "A02B"}.isdisjoint(after)
    assert after["A01"].booking_id is not None
    [told] = await stage.all_told(BookingMoved, after["A01"].booking_id)
    assert (told.former_booth_code, told.booth_code) == ("A02", "A01")


async def test_booths_of_two_holders_are_not_merged(stage: Stage) -> None:
    fair = await stage.fair()
    plan = await stage.booths(fair)
    for code in ("A01", "A02"):
        coop = await stage.coop()
        await stage.ask(a_booking(fair, plan[code].id, coop), speaker(coop))

    merge = MergeBooths(change_id=uuid7(), booth_ids=[plan["A01"].id, plan["A02"].id])

    assert await refusal(stage, merge, organizer()) == "several_holders"
