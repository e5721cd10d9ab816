"""Many small markets in one worker process: ortools and highspy may not meet in the process of the tests."""

from collections.abc import Iterator, Sequence

from services.matching.pooling.market import Market
from services.matching.pooling.parts import Filled, ceiling, parts_of, scale_of
from services.matching.pooling.solving import limit, search
from shared.solving.clock import Deadline

Pooled = tuple[Filled, Filled, int, list[int]]
"""The proved fill, that of the neighbourhoods, the scale of the points, all bounds of all parts together."""


def pools_of(markets: Sequence[Market]) -> Iterator[Pooled]:
    for market in markets:
        scale = scale_of(market)
        parts = parts_of(market, scale)
        bounds = {at: sum(ceiling(need) for need in part.needs) for at, part in enumerate(parts)}
        told = [sum(bounds.values())]
        proved: Filled = {}
        for piece in limit(parts, {}, 1, 20, Deadline.in_seconds(20)):
            proved |= piece.filled or {}
            bounds[piece.part] = bounds[piece.part] if piece.bound is None else piece.bound
            told.append(sum(bounds.values()))
        improved: Filled = {}
        for piece in search(parts, {}, 1, 2, Deadline.in_seconds(20)):
            own = {need.demand for need in parts[piece.part].needs}
            improved = {at: fill for at, fill in improved.items() if at not in own} | (piece.filled or {})
        yield proved, improved, scale, told
