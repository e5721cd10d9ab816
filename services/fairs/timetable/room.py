"""What is left of everybody's time, of tables and interpreters, once some meetings stand."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from services.fairs.timetable.problem import Ints, Problem

NOWHERE = -1
"""The slot of a pair that does not meet."""


@dataclass(frozen=True)
class Room:
    """Limits for meetings in blocks of slots, beside the meetings that stand."""

    people: Ints  # [q, b]
    most: Ints  # [q]
    windows: Ints | None  # [q, t]: in the run[q]+1 slots from t; -1 where q is not here for all of them
    tables: Ints  # [b]
    languages: Ints  # [l, b]: from interpreters of one language, less those that stand
    interpreters: Ints  # [k, b]: of several languages
    met: Ints  # [q]

    @classmethod
    def beside(cls, problem: Problem, blocks: Sequence[Ints], standing: Ints) -> "Room":
        """`standing[p]` is the slot of a pair that is not to be moved, or NOWHERE."""
        pairs = np.flatnonzero(standing != NOWHERE)
        when = standing[pairs]
        people, slots = problem.here.shape
        busy = np.zeros((people, slots), np.int64)
        np.add.at(busy, (problem.coop[pairs], when), 1)
        np.add.at(busy, (problem.buyer[pairs], when), 1)
        seated = np.bincount(when[problem.free_seated[pairs]], minlength=slots)
        spoken = np.zeros((problem.languages, slots), np.int64)
        needing = problem.language[pairs] >= 0
        np.add.at(spoken, (problem.language[pairs][needing], when[needing]), 1)
        single = np.zeros((problem.languages, slots), np.int64)
        for kind, known in enumerate(problem.kinds):
            if len(known) == 1:
                single[known[0]] += problem.interpreters[kind]
        met = busy.sum(axis=1)
        fine = all(len(block) == 1 for block in blocks)
        return cls(
            people=np.stack([capacity(problem, block, busy) for block in blocks], axis=1) - _by(blocks, busy),
            most=np.minimum(problem.most, capacity(problem, np.arange(slots), busy)) - met,
            windows=_windows(problem, busy) if fine else None,
            tables=np.array([problem.free_tables * len(b) for b in blocks]) - _by(blocks, seated[None])[0],
            languages=_by(blocks, single - spoken),
            interpreters=_by(blocks, problem.interpreters),
            met=met,
        )


def _by(blocks: Sequence[Ints], counts: Ints) -> Ints:
    return np.stack([counts[:, block].sum(axis=1) for block in blocks], axis=1)


def capacity(problem: Problem, block: Ints, busy: Ints) -> Ints:
    """Of q: in how many slots of the block q can meet; of run+1 slots in a row, one is a rest.

    Meetings that stand right before the block count as the beginning of its first row.
    """
    count, streak = np.zeros((2, len(problem.here)), np.int64)
    for slot in range(int(block[0])):
        streak = np.where(busy[:, slot] > 0, streak + 1, 0)
    before = block[0] - 1
    for slot in block:
        if slot != before + 1:
            streak[:] = 0
        streak = np.where(problem.here[:, slot], streak + 1, 0)
        rest = streak > problem.run
        streak[rest] = 0
        count += problem.here[:, slot] & ~rest
        before = slot
    return count


def _windows(problem: Problem, busy: Ints) -> Ints:
    windows = np.full(busy.shape, -1, np.int64)
    for q in np.flatnonzero(problem.run < problem.slots):
        length = problem.run[q] + 1
        for first in range(problem.slots - length + 1):
            if problem.here[q, first : first + length].all():
                windows[q, first] = problem.run[q] - busy[q, first : first + length].sum()
    return windows
