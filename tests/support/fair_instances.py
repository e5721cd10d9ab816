"""Fairs as they are planned: blocks of booths with aisles between, wishes by zone, corner and size."""

import random
from collections.abc import Sequence

from msgspec.structs import replace

from services.fairs.allocation.fair import Booth, Exhibitor, Fair, Weights

CATEGORIES = ("tea", "coffee", "rice", "spice", "honey", "seafood", "fruit", "craft", "herb", "dairy")
BLOCK = 6
"""Booths side by side before the next aisle; two rows stand back to back."""

RENT = {"A": 1.4, "B": 1.1, "C": 0.9}


def a_fair(exhibitors: int, seed: int, cluster: int = 150, groups: Sequence[str] = ()) -> Fair:
    chance = random.Random(seed)  # noqa: S311
    booths = round(0.92 * exhibitors)
    width = BLOCK * max(1, round((booths / 20) ** 0.5))
    cells = [(x, y) for y in range(2 * booths) for x in range(width)][:booths]
    at = {cell: f"b{number}" for number, cell in enumerate(cells)}
    adjacent = [(at[x, y], at[x + 1, y]) for x, y in cells if (x + 1) % BLOCK and (x + 1, y) in at]
    adjacent += [(at[x, y], at[x, y + 1]) for x, y in cells if y % 2 == 0 and (x, y + 1) in at]
    depth = cells[-1][1] + 1 if cells else 1
    stalls = [_stall(at[x, y], x, "ABC"[3 * y // depth], chance) for x, y in cells]
    people = [_exhibitor(number, stalls, groups, chance) for number in range(exhibitors)]
    return Fair(
        kind="B",
        booths=tuple(Booth(id=stall[0]) for stall in stalls),
        adjacent=tuple(adjacent),
        exhibitors=tuple(_with_competitors(people, chance)),
        weights=Weights(cluster=cluster),
    )


Stall = tuple[str, str, int, bool, bool, bool, float]
"""Booth, zone, size in square metres, corner, power, water, rent."""


def _stall(booth: str, x: int, zone: str, chance: random.Random) -> Stall:
    size = chance.choices((9, 12, 18), (62, 17, 21))[0]
    corner = x % BLOCK in (0, BLOCK - 1)
    rent = size * RENT[zone] * (1.2 if corner else 1)
    return booth, zone, size, corner, chance.random() < 0.33, chance.random() < 0.22, rent


def _exhibitor(number: int, stalls: Sequence[Stall], groups: Sequence[str], chance: random.Random) -> Exhibitor:
    least = chance.choices((9, 12, 18), (74, 13, 13))[0]
    budget = least * chance.uniform(1, 2)
    power, water = chance.random() < 0.2, chance.random() < 0.07
    zone, corner = chance.choice("AABC"), chance.random() < 0.3
    taste = chance.randint(35, 40)
    return Exhibitor(
        id=f"e{number}",
        category=chance.choice(CATEGORIES),
        priority=chance.choice((20, 20, 20, 24, 25, 30, 29, 34)),
        group=chance.choice(groups) if groups else None,
        utility={
            booth: taste + 30 * (where == zone) + (15 * corner - 3) * at_corner - 10 * (size > least)
            for booth, where, size, at_corner, has_power, has_water, rent in stalls
            if size >= least and rent <= budget and has_power >= power and has_water >= water
        },
    )


def _with_competitors(people: Sequence[Exhibitor], chance: random.Random) -> list[Exhibitor]:
    result = []
    for one in people:
        same = [other.id for other in people if other.category == one.category and other is not one]
        rivals = tuple(chance.sample(same, min(len(same), chance.choice((0, 0, 1, 2)))))
        result.append(replace(one, competitors=rivals))
    return result
