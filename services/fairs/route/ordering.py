"""The order of stops with the least walking: an open path, from anywhere to anywhere."""

from collections.abc import Sequence
from itertools import pairwise

EXACT = 11
"""Stops up to which the order is proved to be the shortest; 11 take 22 CPU-ms."""
Distances = Sequence[Sequence[float]]


def shortest_order(distances: Distances) -> list[int]:
    return _exact(distances) if len(distances) <= EXACT else _mended(distances)


def length_of(order: Sequence[int], distances: Distances) -> float:
    return sum(distances[one][other] for one, other in pairwise(order))


def _exact(distances: Distances) -> list[int]:
    """`best[stops, last]`: the shortest path through those stops (as bits) that ends there, and the stop before."""
    count = len(distances)
    best: dict[tuple[int, int], tuple[float, int]] = {(1 << one, one): (0.0, -1) for one in range(count)}
    for stops in range(1, 1 << count):
        for last in range(count):
            known = best.get((stops, last))
            if known is None:
                continue
            for following in range(count):
                if stops >> following & 1:
                    continue
                key, length = (stops | 1 << following, following), known[0] + distances[last][following]
                if key not in best or length < best[key][0]:
                    best[key] = length, last
    stops = (1 << count) - 1
    last = min(range(count), key=lambda one: best[stops, one][0])
    order = []
    while last >= 0:
        order.append(last)
        stops, last = stops & ~(1 << last), best[stops, last][1]
    return order[::-1]


def _mended(distances: Distances) -> list[int]:
    starts = (_by_nearest(start, distances) for start in range(len(distances)))
    return min((_without_crossings(order, distances) for order in starts), key=lambda one: length_of(one, distances))


def _by_nearest(start: int, distances: Distances) -> list[int]:
    order, left = [start], set(range(len(distances))) - {start}
    while left:
        order.append(min(left, key=lambda one: (distances[order[-1]][one], one)))
        left.remove(order[-1])
    return order


def _without_crossings(order: list[int], distances: Distances) -> list[int]:
    """Until no part of it is better walked the other way round."""
    mending = True
    while mending:
        mending = False
        for first in range(len(order) - 1):
            for last in range(first + 1, len(order)):
                if _gain(order, first, last, distances) > 1e-9:  # noqa: PLR2004 - of rounding
                    order[first : last + 1] = order[first : last + 1][::-1]
                    mending = True
    return order


def _gain(order: Sequence[int], first: int, last: int, distances: Distances) -> float:
    """By which walking from `first` to `last` the other way round is shorter."""
    gain = 0.0
    if first > 0:
        gain += distances[order[first - 1]][order[first]] - distances[order[first - 1]][order[last]]
    if last < len(order) - 1:
        gain += distances[order[last]][order[last + 1]] - distances[order[first]][order[last + 1]]
    return gain
