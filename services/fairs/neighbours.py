"""Which booths stand side by side, from where they are drawn. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

NEAR = 0.3
"""Metres that may lie between two booths of one block: a wall, or a line drawn by hand."""
TOUCHING = 0.5
"""Metres of edge that they have in common at least; corners do not count."""
CELL = 10.0
"""Metres: only booths of the same or a neighbouring cell are compared."""


class Rectangle(Protocol):
    @property
    def hall(self) -> str: ...
    @property
    def x(self) -> float: ...
    @property
    def y(self) -> float: ...
    @property
    def width(self) -> float: ...
    @property
    def depth(self) -> float: ...


R = TypeVar("R", bound=Rectangle)


def adjacent_pairs(booths: Sequence[R]) -> Iterator[tuple[R, R]]:
    """Each pair once, the earlier booth first."""
    cells: dict[tuple[str, int, int], list[int]] = defaultdict(list)
    for place, booth in enumerate(booths):
        for near in {other for cell in _cells(booth) for other in cells[cell]}:
            if _touch(booths[near], booth):
                yield booths[near], booth
        for cell in _cells(booth):
            cells[cell].append(place)


def _cells(booth: Rectangle) -> list[tuple[str, int, int]]:
    columns = range(int((booth.x - NEAR) // CELL), int((booth.x + booth.width + NEAR) // CELL) + 1)
    rows = range(int((booth.y - NEAR) // CELL), int((booth.y + booth.depth + NEAR) // CELL) + 1)
    return [(booth.hall, column, row) for column in columns for row in rows]


def _touch(one: Rectangle, other: Rectangle) -> bool:
    across = _overlap(one.x, one.width, other.x, other.width)
    along = _overlap(one.y, one.depth, other.y, other.depth)
    beside = across >= -NEAR and along >= TOUCHING
    behind = along >= -NEAR and across >= TOUCHING
    return beside or behind


def _overlap(start: float, length: float, other: float, its_length: float) -> float:
    """Negative: the gap between them."""
    return round(min(start + length, other + its_length) - max(start, other), 6)
