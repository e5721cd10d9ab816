"""What is asked of the solver: what each meeting is worth at each hour, and what must stand."""

from dataclasses import dataclass

import numpy as np

from services.fairs.timetable.problem import Floats, Ints, Problem
from services.fairs.timetable.room import NOWHERE
from shared.solving.reports import PROVED_WITHIN, WHOLE_WITHIN

NOISE = 0.02
"""Points, at most, for a meeting: breaks ties between timetables of one value."""
FLOOR = 20.0
"""A meeting that the floor asks for is worth so many of the dearest."""


@dataclass(frozen=True)
class Goal:
    problem: Problem
    worth: Floats  # [p, t] in points, NaN where the pair cannot meet
    pinned: Ints  # of p: the slot of a meeting that must stand, or NOWHERE

    @classmethod
    def of(cls, problem: Problem) -> "Goal":
        worth = np.where(problem.possible, problem.value[:, None], np.nan)
        return cls(problem, worth, np.full(len(problem.coop), NOWHERE))

    @property
    def floor_worth(self) -> float:
        return FLOOR * max(1.0, float(self.problem.value.max(initial=1.0)))

    @property
    def offset(self) -> float:
        """What the linear programs leave out: meetings that stand, and the fine for a floor all missed."""
        return self._worth(self.pinned) - self.floor_worth * float(self.problem.least.sum())

    @property
    def most_ever(self) -> float:
        """Everybody's dearest wishes, as many as they may have, seen from either side: a bound before any work."""
        best = np.nan_to_num(self.worth, nan=0.0).max(axis=1, initial=0.0)
        order = np.argsort(-best, kind="stable")
        sides = (self.problem.coop[order], self.problem.buyer[order])
        return min(_granted(best[order], people, self.problem.most) for people in sides)

    def total(self, slot_of: Ints) -> float:
        """Points, less a heavy fine for each meeting that the floor still misses."""
        met = self.problem.meetings_of(slot_of != NOWHERE)
        missing = np.maximum(self.problem.least - met, 0).sum()
        return self._worth(slot_of) - self.floor_worth * float(missing)

    def _worth(self, slot_of: Ints) -> float:
        placed = np.flatnonzero(slot_of != NOWHERE)
        return float(self.worth[placed, slot_of[placed]].sum())

    @property
    def integral(self) -> bool:
        worth = self.worth[~np.isnan(self.worth)]
        return bool(np.all(worth == np.floor(worth)))

    @property
    def step(self) -> float:
        """The least by which one timetable can be better than another, as far as it matters."""
        return 1.0 - WHOLE_WITHIN if self.integral else PROVED_WITHIN

    def noise(self, rng: np.random.Generator, shape: tuple[int, ...]) -> Floats:
        return rng.uniform(0, NOISE, shape) if self.integral else np.zeros(shape)


def _granted(best: Floats, people: Ints, most: Ints) -> float:
    """The sum of each person's first wishes."""
    together = np.argsort(people, kind="stable")
    begins = np.searchsorted(people[together], people[together])
    return float(best[together][np.arange(len(people)) - begins < most[people[together]]].sum())
