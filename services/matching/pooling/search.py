"""Parts one after the other: what CP-SAT can hold at once goes to it whole, the rest by neighbourhoods.

All effort is counted in CP-SAT's deterministic time, so that the same seed gives the same lots; the clock
only ends it.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.matching.pooling.parts import Filled, Need, Part, Supply, ceiling, restricted
from services.matching.pooling.program import Answer, Effort, best_fill
from shared.solving.clock import Deadline

WHOLE = 4_000
"""Possible lots in a part that CP-SAT proves or nearly proves as a whole."""

NEIGHBOURHOOD = 700
"""Possible lots in a neighbourhood: about half a second."""

NEIGHBOURHOOD_WORK = 0.4
FIRST_WORK = 0.5
GROWTH = 3.0
"""A part that is still open is given three times the work of its last turn."""

SEARCHES = 8


@dataclass(frozen=True)
class Piece:
    """What is known of a part."""

    part: int
    filled: Filled | None = None
    bound: int | None = None


@dataclass
class _Open:
    number: int
    part: Part
    filled: Filled
    bound: int
    work: float = FIRST_WORK

    @property
    def gap(self) -> int:
        return self.bound - self.part.value(self.filled)


def search(
    parts: Sequence[Part], start: Filled, seed: int, work: float, deadline: Deadline
) -> Iterator[Piece]:
    """A turn for each part, then always for the one with the widest gap."""
    states = [
        _Open(number, part, _own(part, start), sum(ceiling(need) for need in part.needs))
        for number, part in enumerate(parts)
    ]
    waiting = list(states)
    rng = random.Random(seed)  # noqa: S311 – chance, not secrecy
    while waiting and work > 0 and not deadline.passed:
        state = waiting.pop(0)
        turn = min(state.work, work)
        work -= turn
        if state.part.size <= WHOLE:
            yield from _whole(state, turn, seed, deadline)
        else:
            yield from _neighbourhoods(state, turn, rng, deadline)
        state.work *= GROWTH
        if state.gap > 0:
            waiting.append(state)
        if all(other.work > FIRST_WORK for other in waiting):
            waiting.sort(key=lambda other: -other.gap / other.work)


def _own(part: Part, filled: Filled) -> Filled:
    return {need.demand: filled[need.demand] for need in part.needs if need.demand in filled}


def _whole(state: _Open, work: float, seed: int, deadline: Deadline) -> Iterator[Piece]:
    needs = state.part.needs
    if len(needs) == 1:
        needs = (restricted(needs[0], state.part.supply, needs[0].partners),)
    searches = 1 if state.work <= FIRST_WORK else SEARCHES
    effort = Effort(work, deadline.left, seed, searches)
    _learn(state, best_fill(needs, state.part.supply, state.part.partner, effort, state.filled))
    yield Piece(state.number, state.filled, state.bound)


def _learn(state: _Open, answer: Answer) -> None:
    if answer.filled is not None and state.part.value(answer.filled) > state.part.value(state.filled):
        state.filled = answer.filled
    state.bound = min(state.bound, answer.bound)


def _neighbourhoods(state: _Open, work: float, rng: random.Random, deadline: Deadline) -> Iterator[Piece]:
    """First each need alone, the most valuable first; then needs that compete, taken out and filled anew."""
    part = state.part
    if state.work <= FIRST_WORK:
        for need in sorted(part.needs, key=lambda need: (-need.worth, need.demand)):
            if need.demand not in state.filled and not deadline.passed:
                _refill(state, [need], rng, deadline)
        yield Piece(state.number, state.filled)
    for _ in range(max(1, round(work / NEIGHBOURHOOD_WORK))):
        if deadline.passed:
            break
        if _refill(state, _neighbours(state, rng), rng, deadline):
            yield Piece(state.number, state.filled)


def _refill(state: _Open, needs: Sequence[Need], rng: random.Random, deadline: Deadline) -> bool:
    """Whether filling these anew, all others as they are, is worth more."""
    part = state.part
    freed = {need.demand for need in needs}
    others = {demand: fill for demand, fill in state.filled.items() if demand not in freed}
    left = _left(part, others)
    smaller = [_thinned(restricted(need, left, need.partners), len(needs), state.filled) for need in needs]
    effort = Effort(NEIGHBOURHOOD_WORK, deadline.left, rng.randrange(2**31))
    answer = best_fill(smaller, left, part.partner, effort, state.filled)
    if answer.filled is None:
        return False
    refilled = others | answer.filled
    better = part.value(refilled) > part.value(state.filled)
    if better:
        state.filled = refilled
    return better


def _left(part: Part, filled: Filled) -> Supply:
    left = dict(part.supply)
    for fill in filled.values():
        for place, qty in fill.items():
            left[place] -= qty
    return left


def _thinned(need: Need, together: int, filled: Filled) -> Need:
    """In a large neighbourhood, the offers that give most for their cost, and those that deliver now."""
    most = max(4 * need.partners, NEIGHBOURHOOD // (together * len(need.months)))
    if len(need.options) <= most:
        return need
    now = {offer for offer, _ in filled.get(need.demand, {})}
    per_unit = need.worth // (need.qty * len(need.months))
    best = sorted(
        need.options,
        key=lambda option: (
            option.offer not in now,
            -sum(option.most) * (per_unit + option.gain),
            option.offer,
        ),
    )
    return Need(need.demand, need.months, need.qty, need.partners, need.worth, tuple(best[:most]))


def _neighbours(state: _Open, rng: random.Random) -> list[Need]:
    """One need at random, rather one that is not filled, and others that could use the same offers."""
    needs = state.part.needs
    empty = [need for need in needs if need.demand not in state.filled]
    first = rng.choice(empty if empty and rng.random() < 0.5 else needs)  # noqa: PLR2004 – every other time
    places = {(option.offer, month) for option in first.options for month in first.months}
    count = rng.choice((2, 3, 3, 4, 4, 5))

    def shared(need: Need) -> float:
        fill = state.filled.get(need.demand, {})
        return (1 + sum(qty for place, qty in fill.items() if place in places)) * rng.random()

    others = sorted((need for need in needs if need is not first), key=shared, reverse=True)
    return [first, *others[: count - 1]]
