"""A timetable by halving: which pairs meet, then in which half of the day, then in which quarter, …

At each step the linear program by blocks (see `blocks`) chooses among the pairs of one stretch of slots,
with its two halves as blocks. Where everybody is always there and nobody needs an interpreter, that program
is a flow (co-ops on one side, buyers and the free tables, nested, on the other): its vertices are whole, and
both halves can again hold what they were given. The halving then colours the edges of a bipartite graph in
balance, and the timetable is as good as the bound of the whole day (König 1916; de Werra 1971). Elsewhere a
few meetings get lost on the way; they are offered to all stretches that follow, and the search places the
rest.
"""

import numpy as np

from services.fairs.timetable.blocks import BlockProgramme, programme, worth_by
from services.fairs.timetable.linear import UNLIMITED, Solved, branch, solve
from services.fairs.timetable.problem import Floats, Ints, Problem
from services.fairs.timetable.room import NOWHERE, Room
from shared.solving.clock import Deadline

WHOLE_WITHIN = 1e-6
LEAF = 5
"""Slots that are filled at once, so that rows of consecutive meetings are seen as they are."""
GAP = 1e-4
"""Relative, for the rare steps whose program has no whole vertex."""


def bisect(problem: Problem, worth: Floats, pinned: Ints, floor_worth: float, deadline: Deadline) -> Ints:
    """The slot of each pair, or NOWHERE. `worth[p, t]` is in points, NaN where impossible; `pinned` stands.

    From left to right, so that rows of consecutive meetings are known up to the slot in hand. The floor is
    decided with the whole day in view.
    """
    slot_of = pinned.copy()
    stretches = [(np.arange(problem.slots), np.flatnonzero(pinned == NOWHERE))]
    lost = np.zeros(0, np.int64)
    while stretches and not deadline.passed:
        slots, pairs = stretches.pop()
        pairs = np.concatenate((pairs, lost))
        blocks = np.array_split(slots, len(slots) if len(slots) <= LEAF else 2)
        allowed = np.full((len(worth), len(blocks)), np.nan)
        allowed[pairs] = worth_by(blocks, worth[pairs])
        room = Room.beside(problem, blocks, slot_of)
        whole_day = len(slots) == problem.slots
        program = programme(problem, blocks, room, allowed, floor_worth if whole_day else 0.0)
        chosen = choose(program, deadline)
        if chosen is None:
            continue
        lost = np.setdiff1d(lost if whole_day else pairs, np.concatenate(chosen))
        for block, taken in reversed(list(zip(blocks, chosen, strict=True))):
            if len(block) == 1:
                slot_of[taken] = block[0]
            else:
                stretches.append((block, taken))
    return slot_of


def choose(program: BlockProgramme, deadline: Deadline, gap: float = GAP, nodes: int = UNLIMITED) -> list[Ints] | None:
    """The pairs that meet in each block: a whole vertex of the program, or one near it.

    What is one in the vertex is fixed; branch and bound settles the small rest.
    """
    solved = solve(program.programme, deadline)
    if solved is None:
        return None
    return rounded(program, solved, deadline, gap, nodes)


def rounded(
    program: BlockProgramme, solved: Solved, deadline: Deadline, gap: float = GAP, nodes: int = UNLIMITED
) -> list[Ints] | None:
    meetings = np.arange(len(solved.x)) < len(program.pair)
    ones = meetings & (solved.x > 1 - WHOLE_WITHIN)
    taken = ones.copy()
    if (meetings & ~ones & (solved.x > WHOLE_WITHIN)).any():
        rest = branch(program.programme.beside(ones), meetings[~ones], deadline, gap, nodes).x
        if rest is None:
            return None
        taken[~ones] = meetings[~ones] & (rest > 0.5)  # noqa: PLR2004 – whole numbers by now
    return program.by_block(taken)
