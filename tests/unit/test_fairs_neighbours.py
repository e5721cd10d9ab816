"""Who stands beside whom, from geometry alone."""

from uuid import uuid4

import pytest
from msgspec.structs import replace

from services.fairs.neighbours import adjacent_pairs
from services.fairs.plan import Place, plan_hall
from services.fairs.wishes import Applicant, Stall, instance, meets, points
from shared.contracts.fairs.applications import Needs
from tests.support.fairs import a_hall


def a_place(x: float, y: float, hall: str = "A", width: float = 3, depth: float = 3) -> Place:
    return Place(key=f"{x},{y}", code=f"{x},{y}", hall=hall, x=x, y=y, width=width, depth=depth)


@pytest.mark.parametrize(
    ("other", "beside"),
    [
        (a_place(3, 0), True),
        (a_place(3.3, 0), True),
        (a_place(3.5, 0), False),
        (a_place(0, 3), True),
        (a_place(3, 3), False),
        (a_place(3, 2.6), False),
        (a_place(3, 2.5), True),
        (a_place(3, 0, hall="B"), False),
        (a_place(1, 1, width=1, depth=1), True),
    ],
    ids=["beside", "a wall between", "a gap", "behind", "corner to corner", "too little", "half a metre", "hall", "in"],
)
def test_neighbours_share_half_a_metre_of_edge(other: Place, beside: bool) -> None:  # noqa: FBT001 - a case each
    assert bool(list(adjacent_pairs([a_place(0, 0), other]))) == beside


def test_a_hall_of_pairs_of_rows() -> None:
    places = plan_hall(a_hall("H1", rows=4, columns=30), prefixed=False)

    pairs = {(one.code, other.code) for one, other in adjacent_pairs(places)}

    assert len(pairs) == 4 * 29 + 2 * 30
    assert ("A01", "A02") in pairs
    assert ("A01", "B01") in pairs
    assert ("B01", "C01") not in pairs


def a_stall(**changes: object) -> Stall:
    plain = Stall(id=uuid4(), hall="A", x=0.0, y=0.0, width=3.0, depth=3.0, booth_type="", zone="", corner=False,
                  power=0, water=False, cold=False, holder=None)  # fmt: skip
    return replace(plain, **changes)


def test_needs_are_met_or_not_and_wishes_are_points() -> None:
    needs = Needs(power=500, water=True, zones=["tea", "food"], corner=True)

    assert not meets(needs, a_stall(power=400, water=True))
    assert not meets(needs, a_stall(power=500))
    assert meets(needs, a_stall(power=500, water=True))
    wished = [
        points(needs, a_stall(zone=zone, corner=corner))
        for zone, corner in (("tea", True), ("food", False), ("", False))
    ]
    assert wished == [100, 75, 40]
    assert points(Needs(), a_stall()) == 100


def test_an_instance_keeps_who_has_a_place_and_leaves_out_strangers() -> None:
    coop, rival = uuid4(), uuid4()
    applicants = [
        Applicant(application_id=uuid4(), organisation_id=one, category="food", province="24", weight=3, needs=needs)
        for one, needs in ((coop, Needs(apart_from=[rival], power=9)), (rival, Needs()))
    ]
    held, taken, free = a_stall(holder=coop), a_stall(x=3.0, holder=uuid4()), a_stall(x=6.0)

    fair = instance([held, taken, free], applicants, {})

    assert {booth.id for booth in fair.booths} == {str(held.id), str(free.id)}
    first, second = fair.exhibitors
    assert (first.fixed, list(first.utility)) == (str(held.id), [str(held.id)])
    assert first.competitors == (second.id,)
    assert instance([held, taken, free], applicants, {}, without="fixed").exhibitors[0].fixed is None
