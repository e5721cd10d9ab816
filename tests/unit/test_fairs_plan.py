"""The floor plan: every hall's booths stand in reach, apart from each other, under names of their own."""

from itertools import combinations
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.fairs.plan import Place, plan_fair, row_letters
from shared.contracts.fairs.fair import HallBody

FAIR = UUID(int=1)
metres = st.floats(min_value=1, max_value=20).map(lambda length: round(length, 2))
halls = st.builds(
    HallBody,
    code=st.from_regex("[A-Z][A-Z0-9]{0,5}", fullmatch=True),
    rows=st.integers(1, 40),
    columns=st.integers(1, 8),
    booth_width=metres,
    booth_depth=metres,
    aisle=metres,
)
several_halls = st.lists(halls, min_size=1, max_size=4, unique_by=lambda hall: hall.code)


def a_hall(code: str = "H1", rows: int = 4, columns: int = 3) -> HallBody:
    return HallBody(code=code, rows=rows, columns=columns, booth_width=3, booth_depth=2, aisle=4)


def test_rows_stand_back_to_back_in_pairs_with_aisles_around() -> None:
    first_column = [place for place in plan_fair([a_hall()]) if place.code.endswith("01")]

    assert [(place.code, place.x, place.y) for place in first_column] == [
        ("A01", 4, 4),
        ("B01", 4, 6),
        ("C01", 4, 12),
        ("D01", 4, 14),
    ]


def test_codes_name_the_hall_where_there_are_several() -> None:
    assert [place.code for place in plan_fair([a_hall(rows=1, columns=2)])] == ["A01", "A02"]
    two = plan_fair([a_hall("H1", 1, 1), a_hall("H2", 1, 1)])
    assert [place.code for place in two] == ["H1-A01", "H2-A01"]


def test_a_further_hall_leaves_the_booths_of_the_first_what_they_were() -> None:
    alone, together = plan_fair([a_hall("H1")]), plan_fair([a_hall("H1"), a_hall("H2")])

    assert ids(alone) == ids(together)[: len(alone)]


def test_rows_after_z_have_two_letters() -> None:
    assert [row_letters(row) for row in (0, 25, 26, 39)] == ["A", "Z", "AA", "AN"]


@given(several_halls)
def test_codes_and_ids_are_unique_in_a_fair(chosen: list[HallBody]) -> None:
    places = plan_fair(chosen)

    assert len(places) == sum(hall.rows * hall.columns for hall in chosen)
    assert len({place.code for place in places}) == len(places)
    assert len(set(ids(places))) == len(places)


@given(halls, st.integers(0, 39), st.integers(0, 7))
def test_a_smaller_hall_keeps_the_booths_that_it_still_has(hall: HallBody, rows: int, columns: int) -> None:
    smaller = HallBody(code=hall.code, rows=max(1, hall.rows - rows), columns=max(1, hall.columns - columns))
    codes = {place.code: place.booth_id(FAIR) for place in plan_fair([hall])}

    assert all(codes[place.code] == place.booth_id(FAIR) for place in plan_fair([smaller]))


@given(halls.filter(lambda hall: hall.rows * hall.columns <= 60))
def test_booths_do_not_overlap_and_each_fronts_an_aisle(hall: HallBody) -> None:
    places = plan_fair([hall])

    assert not any(overlap(one, other) for one, other in combinations(places, 2))
    for place in places:
        above, below = place.y - 0.5, place.y + place.depth + 0.5
        assert not (is_built(places, place.x, above) and is_built(places, place.x, below))


def ids(places: list[Place]) -> list[UUID]:
    return [place.booth_id(FAIR) for place in places]


def overlap(one: Place, other: Place) -> bool:
    """By more than the centimetre that rounding may cost."""
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    along = min(one.y + one.depth, other.y + other.depth) - max(one.y, other.y)
    return across > 0.02 and along > 0.02


def is_built(places: list[Place], x: float, y: float) -> bool:
    return any(place.x <= x < place.x + place.width and place.y < y < place.y + place.depth for place in places)


@pytest.mark.parametrize("fair", [UUID(int=1), UUID(int=2)])
def test_the_same_place_at_another_fair_is_another_booth(fair: UUID) -> None:
    [place] = plan_fair([a_hall(rows=1, columns=1)])

    assert (place.booth_id(fair) == place.booth_id(FAIR)) == (fair == FAIR)
