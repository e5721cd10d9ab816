"""The order of a visit: as short as it can be, over the floor and not through the booths."""

import itertools
import random

import pytest

from services.fairs.route.ordering import EXACT, length_of, shortest_order
from services.fairs.route.walking import Box, Floor


def distances(count: int, seed: int) -> list[list[float]]:
    chance = random.Random(seed)  # noqa: S311 - it draws halls
    points = [(chance.uniform(0, 60), chance.uniform(0, 40)) for _ in range(count)]
    return [[abs(x - u) + abs(y - v) for u, v in points] for x, y in points]


@pytest.mark.parametrize("seed", range(20))
def test_the_order_is_the_shortest_of_all(seed: int) -> None:
    between = distances(7, seed)
    shortest = min(length_of(order, between) for order in itertools.permutations(range(7)))
    order = shortest_order(between)
    assert sorted(order) == list(range(7))
    assert length_of(order, between) == pytest.approx(shortest)


def test_longer_visits_see_everything_and_no_turn_makes_them_shorter() -> None:
    between = distances(EXACT + 20, 5)
    order = shortest_order(between)
    assert sorted(order) == list(range(EXACT + 20))
    length = length_of(order, between)
    for first, last in itertools.combinations(range(len(order)), 2):
        turned = [*order[:first], *order[first : last + 1][::-1], *order[last + 1 :]]
        assert length_of(turned, between) >= length - 1e-6


def test_a_walk_goes_round_what_stands_in_its_way() -> None:
    one, other, wall = Box(0, 0, 3, 3), Box(12, 0, 3, 3), Box(6, -10, 3, 40)
    [straight] = Floor([one, other]).walks(one, [other])
    floor = Floor([one, other, wall])
    [round_it] = floor.walks(one, [other])
    assert straight is not None
    assert round_it is not None
    assert len(straight) <= 10
    assert len(round_it) > 20
    for x, y in map(floor.metres, round_it):
        assert not (6 < x < 9 and -10 < y < 30)


def test_a_booth_that_no_floor_leads_to() -> None:
    walls = [Box(0, 0, 9, 3), Box(0, 6, 9, 3), Box(0, 3, 3, 3), Box(6, 3, 3, 3)]
    inside, outside = Box(3, 3, 3, 3), Box(30, 0, 3, 3)
    assert Floor([*walls, inside, outside]).walks(outside, [inside]) == [None]
