"""The floor plan: where each booth of a hall stands and what it is called. Pure: the same halls give the same plan."""

import string
from collections.abc import Sequence
from uuid import UUID, uuid5

from msgspec import Struct

from shared.contracts.fairs.fair import HallBody

MOST_BOOTHS = 2000
"""Of one fair: the list of its booths must fit one message of 1 MiB."""


class Place(Struct, frozen=True, kw_only=True):
    """`key` stays when the fair gets further halls, `code` is what visitors read. Metres from the hall's upper left."""

    key: str
    code: str
    hall: str
    x: float
    y: float
    width: float
    depth: float

    def booth_id(self, fair_id: UUID) -> UUID:
        """The same for the same place of the same fair, so that a revised hall keeps its booths."""
        return uuid5(fair_id, self.key)


def plan_fair(halls: Sequence[HallBody]) -> list[Place]:
    """The booths of all halls; with several halls each code begins with its hall's."""
    return [place for hall in halls for place in plan_hall(hall, prefixed=len(halls) > 1)]


def plan_hall(hall: HallBody, *, prefixed: bool) -> list[Place]:
    """Rows stand back to back in pairs; an aisle runs before, between and after the pairs and along both sides."""
    return [_place(hall, row, column, prefixed=prefixed) for row in range(hall.rows) for column in range(hall.columns)]


def size_of(halls: Sequence[HallBody]) -> int:
    return sum(hall.rows * hall.columns for hall in halls)


def row_letters(row: int) -> str:
    """A … Z, then AA … AZ, BA …"""
    first, last = divmod(row, len(string.ascii_uppercase))
    letter = string.ascii_uppercase[last]
    return letter if first == 0 else string.ascii_uppercase[first - 1] + letter


def _place(hall: HallBody, row: int, column: int, *, prefixed: bool) -> Place:
    number = f"{row_letters(row)}{column + 1:02d}"
    aisles = row // 2 + 1
    return Place(
        key=f"{hall.code}-{number}",
        code=f"{hall.code}-{number}" if prefixed else number,
        hall=hall.code,
        x=_metres(hall.aisle + column * hall.booth_width),
        y=_metres(aisles * hall.aisle + row * hall.booth_depth),
        width=_metres(hall.booth_width),
        depth=_metres(hall.booth_depth),
    )


def _metres(length: float) -> float:
    """To the centimetre."""
    return round(length, 2)
