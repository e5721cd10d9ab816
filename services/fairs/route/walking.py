"""The floor between booths as a grid, and the shortest walks over it."""

from collections import deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

FINEST = 1.0  # metres of a cell's side
MOST_CELLS = 20_000
Cell = tuple[int, int]


class Box(NamedTuple):
    """In metres."""

    x: float
    y: float
    width: float
    depth: float


class Floor:
    """`boxes`: everything that stands in the hall. One cell of floor goes round all of it."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self.left, self.top = min(box.x for box in boxes), min(box.y for box in boxes)
        width = max(box.x + box.width for box in boxes) - self.left
        depth = max(box.y + box.depth for box in boxes) - self.top
        self.side = max(FINEST, (width * depth / MOST_CELLS) ** 0.5)
        self.columns, self.rows = int(width / self.side) + 3, int(depth / self.side) + 3
        self._closed = {cell for box in boxes for cell in self._under(box)}

    def walks(self, start: Box, goals: Sequence[Box]) -> list[list[Cell] | None]:
        """To each goal the cells of a shortest walk; None where no floor leads there."""
        came: dict[Cell, Cell | None] = dict.fromkeys(self._before(start))
        ahead = deque(came)
        while ahead:
            here = ahead.popleft()
            for beside in self._beside(here):
                if beside not in came and beside not in self._closed:
                    came[beside] = here
                    ahead.append(beside)
        order = {cell: place for place, cell in enumerate(came)}
        return [
            self._back(min(reached, key=order.__getitem__, default=None), came)
            for reached in ([cell for cell in self._before(goal) if cell in came] for goal in goals)
        ]

    @staticmethod
    def _back(last: Cell | None, came: dict[Cell, Cell | None]) -> list[Cell] | None:
        if last is None:
            return None
        walk: list[Cell] = []
        step: Cell | None = last
        while step is not None:
            walk.append(step)
            step = came[step]
        return walk[::-1]

    def metres(self, cell: Cell) -> tuple[float, float]:
        """Of its centre."""
        return self.left + (cell[0] - 0.5) * self.side, self.top + (cell[1] - 0.5) * self.side

    def _before(self, box: Box) -> list[Cell]:
        """Free cells along its edges, where one stands to look at it."""
        under = set(self._under(box))
        around = {beside for cell in under for beside in self._beside(cell)}
        return sorted(around - self._closed - under)

    def _under(self, box: Box) -> Iterator[Cell]:
        """Cells whose centre it covers; a box smaller than a cell covers the one that it stands on."""
        first = round((box.x - self.left) / self.side) + 1, round((box.y - self.top) / self.side) + 1
        last = round((box.x + box.width - self.left) / self.side), round((box.y + box.depth - self.top) / self.side)
        for column in range(first[0], max(first[0], last[0]) + 1):
            for row in range(first[1], max(first[1], last[1]) + 1):
                yield column, row

    def _beside(self, cell: Cell) -> Iterator[Cell]:
        column, row = cell
        for beside in ((column + 1, row), (column - 1, row), (column, row + 1), (column, row - 1)):
            if 0 <= beside[0] < self.columns and 0 <= beside[1] < self.rows:
                yield beside
