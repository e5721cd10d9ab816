"""Simulated annealing over exchanges of two booths' exhibitors, hundreds evaluated at a time.

In a stable set of booths no two are adjacent, so an exchange within it changes nothing that another
exchange within it depends on: all can be decided together. An exhibitor without a booth takes part from
a place outside, where nothing is adjacent to anything and nothing is worth anything.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from services.fairs.allocation.hall import Floats, Hall, Ints
from shared.solving.clock import Deadline

STABLE_SETS = 300
STEPS_PER_LOOK = 64
"""Steps between two looks at the clock: some milliseconds."""

SECONDS_PER_STEP = (35e-6, 1e-7)
"""Measured on a two-core machine: a constant, and so much more per booth."""

ROUNDS = (0.06, 0.2, 0.74)
"""Parts of the effort. The first rounds see to it that whoever stops early has something good."""

HOT = 0.3
"""Of a typical wish; a good wish is then given up every now and then."""

COOLING = 22.0
OUTSIDE_PART = 8
"""Of the exhibitors without a booth, so many per step as an eighth of the stable set."""


@dataclass(frozen=True)
class Schedule:
    """Temperatures in points, falling by the same factor at every step."""

    steps: int
    hot: float
    cold: float

    def temperature(self, done: float) -> float:
        return float(self.hot * (self.cold / self.hot) ** done)


def schedules(hall: Hall, seconds: float) -> list[Schedule]:
    """The effort is a number of steps, so that the same seed gives the same plan whatever else runs."""
    constant, per_booth = SECONDS_PER_STEP
    steps = int(seconds / (constant + per_booth * len(hall.booths)))
    steps = min(steps, 4_000 * len(hall.booths))
    wishes = hall.wishes[hall.wishes > 0]
    hot = max(HOT * float(wishes.mean()) if len(wishes) else 1.0, hall.cluster, 1.0)
    return [Schedule(max(STEPS_PER_LOOK, int(steps * part)), hot, hot / COOLING) for part in ROUNDS]


def anneal(
    hall: Hall, worth: Floats, start: Ints, schedule: Schedule, rng: np.random.Generator, deadline: Deadline
) -> Iterator[Ints]:
    """Yields holders (booth → exhibitor) whenever the clock is looked at and they are the best so far.

    `worth` is `hall.worth` or a tilted copy of it. Where the machine is slower than planned, time cools too.
    """
    booths, nobody = len(hall.booths), len(hall.exhibitors)
    sets = stable_sets(hall, rng)
    holders = np.full(booths + nobody, nobody, dtype=np.int64)
    holders[:booths] = start
    outside = np.setdiff1d(np.flatnonzero((hall.wishes >= 0).any(axis=1)), start)
    holders[booths : booths + len(outside)] = outside
    column = np.minimum(np.arange(booths + nobody), booths)
    seen = np.append(start, nobody)
    gain, best, best_holders, told = 0.0, 0.0, start, 0.0
    began, span = deadline.elapsed, max(1e-9, deadline.left)
    for step in range(schedule.steps):
        if step % STEPS_PER_LOOK == 0:
            if best > told:
                yield best_holders
                told = best
            if deadline.passed:
                break
            late = (deadline.elapsed - began) / span
            temperature = schedule.temperature(min(1.0, max(step / schedule.steps, late)))
        pool = _pool(sets[rng.integers(len(sets))], holders, booths, nobody, rng)
        half = len(pool) // 2
        left, right = pool[:half], pool[half : 2 * half]
        change = _change(hall, worth, holders[left], holders[right], column[left], column[right], seen)
        taken = change > temperature * np.log(rng.random(half))
        left, right = left[taken], right[taken]
        holders[left], holders[right] = holders[right], holders[left]
        seen[:-1] = holders[:booths]
        gain += float(change[taken].sum())
        if gain > best:
            best, best_holders = gain, holders[:booths].copy()
    if best > told:
        yield best_holders


def _pool(stable: Ints, holders: Ints, booths: int, nobody: int, rng: np.random.Generator) -> Ints:
    """A stable set, some who wait outside and one free place there, shuffled: its halves are the couples."""
    waiting = booths + np.flatnonzero(holders[booths:] != nobody)
    free = booths + np.flatnonzero(holders[booths:] == nobody)[:1]
    some = min(len(waiting), max(1, len(stable) // OUTSIDE_PART))
    pool = np.concatenate([stable, rng.choice(waiting, some, replace=False) if some else waiting, free])
    rng.shuffle(pool)
    return pool


def _change(hall: Hall, worth: Floats, a: Ints, b: Ints, at_a: Ints, at_b: Ints, seen: Ints) -> Floats:
    """What each exchange of a (standing at `at_a`) with b (at `at_b`) adds to the value of the plan."""
    change: Floats = worth[b, at_a] + worth[a, at_b] - worth[a, at_a] - worth[b, at_b]
    for beside in hall.neighbours.T:
        next_a, next_b = seen[beside[at_a]], seen[beside[at_b]]
        change += hall.beside[b, next_a] - hall.beside[a, next_a]
        change += hall.beside[a, next_b] - hall.beside[b, next_b]
    return change


def stable_sets(hall: Hall, rng: np.random.Generator) -> list[Ints]:
    """Random maximal sets of booths of which no two are adjacent; fixed places are in none."""
    booths = len(hall.booths)
    settled = np.zeros(booths + 1, dtype=bool)
    settled[hall.fixed[hall.fixed >= 0]] = True
    sets = []
    for _ in range(STABLE_SETS):
        blocked = settled.copy()
        chosen = []
        for booth in rng.permutation(booths).tolist():
            if not blocked[booth]:
                chosen.append(booth)
                blocked[hall.neighbours[booth]] = True
        sets.append(np.array(chosen, dtype=np.int64))
    return sets
