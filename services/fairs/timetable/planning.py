"""The work itself, in a worker process: bounds and better and better timetables, until they meet."""

import math
from collections.abc import Iterator

import msgspec
import numpy as np

from services.fairs.timetable.bisection import bisect, rounded
from services.fairs.timetable.blocks import BlockProgramme, Bound, programme, worth_by
from services.fairs.timetable.floor import Conflict, conflict
from services.fairs.timetable.goal import Goal
from services.fairs.timetable.linear import Method, branch, solve
from services.fairs.timetable.problem import Floats, Ints
from services.fairs.timetable.room import NOWHERE, Room
from services.fairs.timetable.search import Effort, search
from shared.solving.clock import Deadline
from shared.solving.reports import Bounded, Found, slack

HALVINGS = 3
"""Each takes a second for a thousand co-ops, and may lose a few meetings where another loses none."""
SIMPLEX_COLUMNS = 25_000
"""Above, the interior point method with crossover is faster; both end in a vertex."""
FINE_COLUMNS = 120_000
"""Above, the linear program of single slots takes minutes and gigabytes."""
PATIENCE = 25
"""Neighbourhoods without a better timetable, before the fine program is tried."""
BRANCHING = 0.3
"""Of the time left, at most, for the rest of the fine program that is not whole."""


class CoreBounded(msgspec.Struct, frozen=True):
    """No timetable is worth more points than this, were nothing dear to move."""

    bound: float


Report = Found[Ints] | Bounded | CoreBounded | Conflict


def plan(
    goal: Goal, start: Ints, seed: int, neighbourhoods: int, deadline: Deadline, plain: Goal | None = None
) -> Iterator[Report]:
    """What a worker process runs. `plain` is the goal without regard to a former timetable."""
    if goal.problem.least.any():
        proof = conflict(goal, deadline)
        if proof is not None:
            yield proof
            return
    if plain is not None:
        core = Planner(plain, plain.pinned, seed, 0, deadline)
        list(core.bound_coarsely())
        yield CoreBounded(core.bound.value)
    yield from Planner(goal, start, seed, neighbourhoods, deadline).run()


class Planner:
    """Holds the best timetable and bound so far; every step yields what is new."""

    def __init__(self, goal: Goal, start: Ints, seed: int, neighbourhoods: int, deadline: Deadline) -> None:
        self.goal = goal
        self.deadline = deadline
        self.rng = np.random.default_rng(seed)
        self.effort = Effort(neighbourhoods)
        self.best = Found(start, goal.total(start))
        self.bound = Bound(np.inf, np.full(len(start), np.inf))

    def run(self) -> Iterator[Report]:
        """Coarse bound and halvings; where they do not meet, search, and the fine program once it is small.

        Each point that the search gains leaves fewer hopeful pairs to the fine program.
        """
        for step in (
            self.bound_coarsely,
            self.halve,
            self.search_a_while,
            self.solve_finely,
            self.branch_small,
            self.search,
        ):
            yield from step()
            if self.met:
                return

    @property
    def met(self) -> bool:
        if math.isinf(self.bound.value):
            return False
        within = slack(self.bound.value, integral=self.goal.integral)
        bound = math.floor(self.bound.value + within) if self.goal.integral else self.bound.value
        return bound - self.best.objective <= within

    def bound_coarsely(self) -> Iterator[Report]:
        """The whole day as one block."""
        program = self._program([np.arange(self.goal.problem.slots)], self.goal.pinned)
        solved = solve(program.programme, self.deadline)
        if solved is not None:
            yield from self._bounded(*program.safe_bound(solved.duals))

    def halve(self) -> Iterator[Report]:
        goal = self.goal
        for _ in range(HALVINGS):
            noisy = goal.worth + goal.noise(self.rng, goal.worth.shape)
            yield from self._found(bisect(goal.problem, noisy, goal.pinned, goal.floor_worth, self.deadline))
            if self.met or self.deadline.passed:
                return

    def solve_finely(self) -> Iterator[Report]:
        """Every slot for itself; what is one in the solution is fixed, the rest is branched."""
        program = self._program(self._slots, self.goal.pinned)
        columns = len(program.pair)
        if columns > FINE_COLUMNS:
            return
        method: Method = "simplex" if columns <= SIMPLEX_COLUMNS else "ipm"
        solved = solve(program.programme, self.deadline, method)
        if solved is None:
            return
        yield from self._bounded(*program.safe_bound(solved.duals))
        yield from self._placed(rounded(program, solved, self.deadline.share(BRANCHING), gap=0.0))

    def branch_small(self) -> Iterator[Report]:
        """Where even the fine program is not whole: all of it by branch and bound, if it is small."""
        program = self._program(self._slots, self.goal.pinned)
        if len(program.pair) > SIMPLEX_COLUMNS:
            return
        meetings = np.arange(len(program.programme.worth)) < len(program.pair)
        branched = branch(program.programme, meetings, self.deadline.share(BRANCHING))
        if branched.x is not None:
            yield from self._placed(program.by_block(branched.x > 0.5))  # noqa: PLR2004 – whole numbers
        yield from self._bounded(branched.bound, self.bound.reduced)

    @property
    def _slots(self) -> list[Ints]:
        return [np.array([slot]) for slot in range(self.goal.problem.slots)]

    def search_a_while(self) -> Iterator[Report]:
        """Not where the fine program is solved at once."""
        hopeful = self.bound.reduced >= self.best.objective - self.bound.value
        if np.count_nonzero(~np.isnan(self.goal.worth[hopeful])) > SIMPLEX_COLUMNS:
            yield from self._searched(PATIENCE)

    def search(self) -> Iterator[Report]:
        yield from self._searched(self.effort.left)

    def _searched(self, patience: int) -> Iterator[Report]:
        found = search(self.goal, self.best.solution, self.bound, self.rng, self.deadline, self.effort, patience)
        for slot_of in found:
            yield from self._found(slot_of)

    def _program(self, blocks: list[Ints], standing: Ints) -> BlockProgramme:
        """Over the pairs that do not stand and can be part of something better than the best."""
        goal = self.goal
        open_pairs = (standing == NOWHERE) & (self.bound.reduced >= self.best.objective - self.bound.value)
        allowed = np.where(open_pairs[:, None], worth_by(blocks, goal.worth), np.nan)
        room = Room.beside(goal.problem, blocks, standing)
        return programme(goal.problem, blocks, room, allowed, goal.floor_worth)

    def _bounded(self, value: float, reduced: Floats) -> Iterator[Report]:
        """Pairs left out cannot be part of anything better than the best: it stays a bound for all."""
        value = max(value + self.goal.offset, self.best.objective)
        if value < self.bound.value:
            self.bound = Bound(value, reduced)
            yield Bounded(value)

    def _placed(self, chosen: list[Ints] | None) -> Iterator[Report]:
        slot_of = self.goal.pinned.copy()
        for slot, pairs in enumerate(chosen or ()):
            slot_of[pairs] = slot
        yield from self._found(slot_of)

    def _found(self, slot_of: Ints) -> Iterator[Report]:
        found = Found(slot_of, self.goal.total(slot_of))
        if found.objective > self.best.objective:
            self.best = found
            yield found
