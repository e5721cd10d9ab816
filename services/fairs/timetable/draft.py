"""The instant draft: the dearest wish first, in the first hour where everything fits."""

import numpy as np

from services.fairs.timetable.goal import Goal
from services.fairs.timetable.problem import Ints, Problem
from services.fairs.timetable.room import NOWHERE
from shared.solving.clock import Deadline


class Draft:
    """Meetings placed one by one. Interpreters are lent by kind, those of few languages first."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.busy = np.zeros_like(problem.here)
        self.left = problem.most.copy()
        self.tables = np.full(problem.slots, problem.free_tables)
        self.interpreters = problem.interpreters.copy()
        self.kinds_of = [
            sorted((k for k, known in enumerate(problem.kinds) if language in known), key=self._breadth)
            for language in range(problem.languages)
        ]

    def _breadth(self, kind: int) -> int:
        return len(self.problem.kinds[kind])

    def fits(self, pair: int, slot: int) -> bool:
        people = (self.problem.coop[pair], self.problem.buyer[pair])
        return (
            all(self.left[q] > 0 and not self.busy[q, slot] for q in people)
            and (self.tables[slot] > 0 or not self.problem.free_seated[pair])
            and (self.problem.language[pair] < 0 or self._kind(pair, slot) is not None)
            and all(self._row(q, slot) <= self.problem.run[q] for q in people)
        )

    def place(self, pair: int, slot: int) -> None:
        for q in (self.problem.coop[pair], self.problem.buyer[pair]):
            self.busy[q, slot] = True
            self.left[q] -= 1
        self.tables[slot] -= self.problem.free_seated[pair]
        kind = self._kind(pair, slot) if self.problem.language[pair] >= 0 else None
        if kind is not None:
            self.interpreters[kind, slot] -= 1

    def _kind(self, pair: int, slot: int) -> int | None:
        kinds = self.kinds_of[self.problem.language[pair]]
        return next((kind for kind in kinds if self.interpreters[kind, slot] > 0), None)

    def _row(self, person: int, slot: int) -> int:
        """Consecutive meetings around the slot, if one more were held in it."""
        if self.problem.run[person] >= self.problem.slots:
            return 1
        busy, first, last = self.busy[person], slot, slot
        while first > 0 and busy[first - 1]:
            first -= 1
        while last + 1 < len(busy) and busy[last + 1]:
            last += 1
        return int(last - first + 1)


def draft(goal: Goal, deadline: Deadline, former: Ints | None = None) -> Ints:
    """The slot of each pair, or NOWHERE; those with a former hour come first and keep it if they can."""
    board = Draft(goal.problem)
    slot_of = goal.pinned.copy()
    for pair in np.flatnonzero(slot_of != NOWHERE).tolist():
        board.place(pair, int(slot_of[pair]))
    best = np.where(np.isnan(goal.worth), -np.inf, goal.worth)
    dearest_first = np.argsort(-best.max(axis=1), kind="stable").tolist()
    hour = np.full(len(slot_of), NOWHERE) if former is None else former
    for pair in dearest_first:
        slot = int(hour[pair])
        if slot != NOWHERE == slot_of[pair] and board.fits(pair, slot):
            board.place(pair, slot)
            slot_of[pair] = slot
    for pair in dearest_first:
        if slot_of[pair] != NOWHERE or deadline.passed:
            continue
        for slot in np.argsort(-best[pair], kind="stable").tolist():
            if np.isfinite(best[pair, slot]) and board.fits(pair, slot):
                board.place(pair, slot)
                slot_of[pair] = slot
                break
    return slot_of
