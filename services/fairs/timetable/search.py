"""Neighbourhood search: some slots are emptied and filled again at best, the others stand.

Each neighbourhood is the linear program of `blocks` with the emptied slots as blocks: all participants take
part, so a meeting that found no common hour can push others aside, and whole chains of them, in one step.
Steps that change nothing in value are taken too; noise on the worth, far below a point, keeps them from
standing still. Only hopeful pairs enter: a timetable with a pair of reduced worth -r stays r below the bound.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from services.fairs.timetable.bisection import choose
from services.fairs.timetable.blocks import Bound, programme
from services.fairs.timetable.goal import Goal
from services.fairs.timetable.problem import Bools, Ints
from services.fairs.timetable.room import NOWHERE, Room
from shared.solving.clock import Deadline

COLUMNS = 6_000
"""Of a neighbourhood: solved in a fraction of a second."""
NODES = 100
"""Of branch and bound, for the part of a neighbourhood that is not whole: counted, as seconds differ by machine."""


@dataclass
class Effort:
    """`left`: neighbourhoods, a tenth of a second's work each, so that one seed gives one result."""

    left: int


def search(
    goal: Goal,
    start: Ints,
    bound: Bound,
    rng: np.random.Generator,
    deadline: Deadline,
    effort: Effort,
    patience: int,
) -> Iterator[Ints]:
    """Better and better timetables, until one meets the bound or `patience` neighbourhoods bring nothing."""
    problem, worth = goal.problem, goal.worth
    current, best, idle = start, goal.total(start), 0
    while not deadline.passed and best <= bound.value - goal.step and idle < patience and effort.left:
        effort.left -= 1
        idle += 1
        hopeful = (bound.reduced >= (best - bound.value) * rng.random() ** 3) & (goal.pinned == NOWHERE)
        emptied = _emptied(goal, current, hopeful, rng)
        standing = np.where(np.isin(current, emptied), goal.pinned, current)
        free = np.flatnonzero((standing == NOWHERE) & (hopeful | (current != NOWHERE)))
        allowed = np.full((len(worth), len(emptied)), np.nan)
        allowed[free] = worth[np.ix_(free, emptied)] + goal.noise(rng, (len(free), len(emptied)))
        blocks = [np.array([slot]) for slot in emptied]
        room = Room.beside(problem, blocks, standing)
        program = programme(problem, blocks, room, allowed, goal.floor_worth)
        chosen = choose(program, deadline, gap=0.0, nodes=NODES)
        if chosen is None:
            continue
        candidate = standing.copy()
        for slot, taken in zip(emptied, chosen, strict=True):
            candidate[taken] = slot
        value = goal.total(candidate)
        if value >= best:
            current = candidate
        if value > best:
            best, idle = value, 0
            yield current


def _emptied(goal: Goal, current: Ints, hopeful: Bools, rng: np.random.Generator) -> Ints:
    """As many slots as a neighbourhood can take, rather those where the people of a hopeful pair are free.

    With n slots emptied there are n (pairs outside + n · meetings of a slot) columns.
    """
    problem = goal.problem
    outside = np.flatnonzero(hopeful & (current == NOWHERE))
    each = max(1.0, np.count_nonzero(current != NOWHERE) / problem.slots)
    many = (np.sqrt(len(outside) ** 2 + 4 * each * COLUMNS) - len(outside)) / (2 * each)
    weights = np.ones(problem.slots)
    if len(outside):
        pair = rng.choice(outside)
        for person in (problem.coop[pair], problem.buyer[pair]):
            taken = current[((problem.coop == person) | (problem.buyer == person)) & (current != NOWHERE)]
            weights += 3.0 * (problem.here[person] & ~np.isin(np.arange(problem.slots), taken))
    size = int(np.clip(many, min(2, problem.slots), problem.slots))
    return np.sort(rng.choice(problem.slots, size, replace=False, p=weights / weights.sum()))
