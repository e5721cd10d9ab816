"""Fewer and fewer breaks: simulated annealing over chains of exchanges between two slots.

The moves are those of `timetable.compacting`: only the two people at the ends of a chain become free at one
hour and busy at another. Each break after a person's first costs a little more than one, so that breaks are
shared; those beyond what is fair cost dearly.
"""

import math
import random
from functools import lru_cache

import numpy as np

from services.fairs.breaks.agenda import Agenda, Slots
from services.fairs.timetable.board import Board, Chain
from services.fairs.timetable.goal import Goal
from services.fairs.timetable.problem import Problem
from services.fairs.timetable.room import NOWHERE
from shared.solving.clock import Deadline

WARM, COLD = 0.28, 0.12
"""Temperatures in breaks: most of them go between 0.3 and 0.2."""
MOVES = 300_000
"""Half a second's work. Many short rounds, each from the end of the one before, find more than a long one."""
BREATH = 2_000
"""Moves between two looks at the clock."""
SHARED = 0.02
"""Breaks: what each further break of one person costs more than the one before."""
IDLE = 0.1
"""Breaks: what an idle slot in a break costs. A break that narrows is on its way to close."""
UNFAIR = 3.0
"""Breaks: what each break beyond the fair number costs more."""


def annealed(agenda: Agenda, start: Slots, rng: random.Random, deadline: Deadline) -> Slots:
    """The schedule at the end of one round."""
    annealing = Annealing(agenda, start, rng)
    for done in range(0, MOVES, BREATH):
        if deadline.passed or not annealing.cost:
            break
        annealing.run(BREATH, WARM * (COLD / WARM) ** (done / MOVES))
    return tuple(annealing.board.slot_of)


class Annealing:
    def __init__(self, agenda: Agenda, start: Slots, rng: random.Random) -> None:
        self.rng = rng
        self.board = Board(goal_of(agenda), np.array(start, np.int64))
        self.fair = agenda.T if agenda.fairness is None else agenda.fairness
        self.before = [list(meeting.prec) for meeting in agenda.meetings]
        self.after: list[list[int]] = [[] for _ in agenda.meetings]
        for number, earlier in enumerate(self.before):
            for other in earlier:
                self.after[other].append(number)
        self.price = lru_cache(maxsize=200_000)(self._price)
        self.cost = sum(self.price(busy) for busy in self.board.busy)

    def _price(self, busy: int) -> float:
        """Of one person's day: rows of busy slots, less one, and the idle slots between them."""
        if not busy:
            return 0.0
        breaks = (busy & ~(busy << 1)).bit_count() - 1
        span = busy.bit_length() - (busy & -busy).bit_length() + 1
        shared = SHARED * breaks * (breaks - 1) / 2
        return breaks + shared + IDLE * (span - busy.bit_count()) + UNFAIR * max(0, breaks - self.fair)

    def run(self, moves: int, temperature: float) -> None:
        board, random_ = self.board, self.rng.random
        for _ in range(moves):
            first = int(random_() * len(board.placed))
            there = int(random_() * board.slots)
            here = board.slot_of[first]
            if there == here or not board.movable[first][there]:
                continue
            found = board.chain(first, there)
            if found is None:
                continue
            chain, ends = found
            flip = (1 << here) | (1 << there)
            change = sum(self.price(board.busy[q] ^ flip) - self.price(board.busy[q]) for q in ends)
            if change > 0 and random_() >= math.exp(-change / temperature):
                continue
            if board.resources_hold(chain, here, there) and self._in_order(chain):
                board.apply(chain)
                self.cost += change

    def _in_order(self, chain: Chain) -> bool:
        """Whether what must come earlier still does."""
        slot_of, moved = self.board.slot_of, dict(chain)
        return all(
            all(moved.get(earlier, slot_of[earlier]) < slot for earlier in self.before[meeting])
            and all(slot < moved.get(later, slot_of[later]) for later in self.after[meeting])
            for meeting, slot in chain
        )


def goal_of(agenda: Agenda) -> Goal:
    """As a timetable in which every meeting stands somewhere and all are worth the same."""
    here = np.ones((agenda.n_participants, agenda.T), np.bool_)
    for person, slots in enumerate(agenda.forbidden):
        here[person, list(slots)] = False
    count = len(agenda.meetings)
    worth = np.full((count, agenda.T), np.nan)
    for number, meeting in enumerate(agenda.meetings):
        worth[number, agenda.open_to(meeting)] = 0.0
    everybody = np.ones(agenda.n_participants, np.int64)
    problem = Problem(
        slots=agenda.T,
        coop=np.array([meeting.a for meeting in agenda.meetings], np.int64),
        buyer=np.array([meeting.b for meeting in agenda.meetings], np.int64),
        value=np.zeros(count),
        language=np.full(count, NOWHERE),
        free_seated=np.ones(count, np.bool_),
        here=here,
        most=everybody * agenda.T,
        least=everybody * 0,
        run=everybody * agenda.T,
        free_tables=agenda.n_tables,
        kinds=(),
        interpreters=np.zeros((0, agenda.T), np.int64),
    )
    return Goal(problem, worth, np.full(count, NOWHERE))
