"""Two ways into a part, side by side: proofs of what CP-SAT can hold at once, and neighbourhoods of any.

All effort is counted in CP-SAT's deterministic time, so that the same seed gives the same lots; the clock
only ends it. One search of CP-SAT proves these parts several times faster than eight that take turns.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.matching.pooling.dominance import restricted
from services.matching.pooling.parts import WHOLE, Filled, Need, Part, Piece, Supply, ceiling
from services.matching.pooling.program import best_fill
from shared.solving.clock import Deadline
from shared.solving.cpsat import Effort

NEIGHBOURHOOD = 350
"""Possible lots in a neighbourhood: about a quarter of a second."""

NEIGHBOURHOOD_WORK = 0.15
FIRST_WORK = 0.5
GROWTH = 3.0
"""A part that is still open is given three times the work of its last turn."""


@dataclass
class _Open:
    """A part that is not proved, and what its next turn may cost."""

    number: int
    part: Part
    filled: Filled
    bound: int
    work: float = FIRST_WORK

    @property
    def gap(self) -> int:
        return self.bound - self.part.value(self.filled)


def _open(parts: Sequence[Part], start: Filled) -> list[_Open]:
    return [
        _Open(
            number,
            part,
            {need.demand: start[need.demand] for need in part.needs if need.demand in start},
            sum(ceiling(need) for need in part.needs),
        )
        for number, part in enumerate(parts)
    ]


def prove(parts: Sequence[Part], start: Filled, seed: int, work: float, deadline: Deadline) -> Iterator[Piece]:
    """A turn for each part that is small enough, then longer ones for those that are still open."""
    waiting = [state for state in _open(parts, start) if state.part.size <= WHOLE]
    while waiting and work > 0 and not deadline.passed:
        state = waiting.pop(0)
        turn = min(state.work, work)
        needs = state.part.needs
        if len(needs) == 1:
            needs = (restricted(needs[0], state.part.supply, needs[0].partners),)
        answer = best_fill(
            needs, state.part.supply, state.part.partner, Effort(turn, deadline.left, seed), state.filled
        )
        if answer.filled is not None and state.part.value(answer.filled) > state.part.value(state.filled):
            state.filled = answer.filled
        state.bound = min(state.bound, answer.bound)
        yield Piece(state.number, state.filled, state.bound)
        work -= turn
        state.work *= GROWTH
        if state.gap > 0:
            waiting.append(state)
            waiting.sort(key=lambda other: other.work)


def improve(parts: Sequence[Part], start: Filled, seed: int, work: float, deadline: Deadline) -> Iterator[Piece]:
    """First each need alone, the most valuable first; then needs that compete, taken out and filled anew."""
    states = [state for state in _open(parts, start) if len(state.part.needs) > 1]
    rng = random.Random(seed)  # noqa: S311 – chance, not secrecy
    for state in states:
        for need in sorted(state.part.needs, key=lambda need: (-need.worth, need.demand)):
            if need.demand not in state.filled and not deadline.passed:
                _refill(state, [need], rng, deadline)
        yield Piece(state.number, state.filled)
    sizes = [len(state.part.needs) for state in states]
    for _ in range(round(work / NEIGHBOURHOOD_WORK) if states else 0):
        if deadline.passed:
            return
        state = rng.choices(states, sizes)[0]
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
