"""Fewer holes for those who dislike them, without losing a meeting: annealing over chains of exchanges.

A move takes one meeting from slot s to slot t; whoever stands in its way goes from t to s, and so on until
the chain ends (Kempe 1879). In the chain everybody but its two ends stays busy in both slots, so only two
people's holes and rows can change, and asking about a move costs little more than walking the chain.
"""

import math
import random
from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from services.fairs.timetable.board import Board
from services.fairs.timetable.goal import Goal
from services.fairs.timetable.instance import Session
from services.fairs.timetable.problem import Ints
from shared.solving.clock import Deadline

WARM, COLD = 0.6, 0.08
"""Temperatures in holes: at first one of five moves that make a hole is taken, at the end none."""
MOVES_PER_MEETING = 1500
BREATH = 5_000
"""Moves between two looks at the clock."""


def compacted(
    goal: Goal, session: Session, slot_of: Ints, seed: int, moves_at_most: int, deadline: Deadline
) -> Iterator[Ints]:
    """Timetables of the same meetings with fewer and fewer holes; between them, the caller may stop."""
    annealing = _Annealing(Board(goal, slot_of), session, random.Random(seed))  # noqa: S311 – no secret
    best, whole = annealing.holes, min(moves_at_most, MOVES_PER_MEETING * len(annealing.board.placed))
    time = max(1e-3, deadline.left)
    for moves in range(0, whole, BREATH):
        if annealing.holes == 0 or deadline.passed:
            break
        progress = max(moves / whole, 1 - deadline.left / time)
        annealing.run(BREATH, WARM * (COLD / WARM) ** progress)
        if annealing.holes < best:
            best = annealing.holes
            slot_of = np.array(annealing.board.slot_of)
        yield slot_of


class _Annealing:
    def __init__(self, board: Board, session: Session, rng: random.Random) -> None:
        self.board = board
        self.rng = rng
        self.cares = [person.compact for person in session.participants]
        self.parts = [sum(1 << slot for slot in part) for part in session.sessions]
        self.holes_in = lru_cache(maxsize=200_000)(self._holes_in)
        self.holes = sum(self.holes_in(busy) for busy, cares in zip(board.busy, self.cares, strict=True) if cares)

    def _holes_in(self, busy: int) -> int:
        """Idle stretches between meetings of one session: its rows of meetings, less one."""
        inside = [busy & part for part in self.parts if busy & part]
        return sum((row & ~(row << 1)).bit_count() - 1 for row in inside)

    def run(self, moves: int, temperature: float) -> None:
        board, random_ = self.board, self.rng.random
        for _ in range(moves):
            pair = board.placed[int(random_() * len(board.placed))]
            there = int(random_() * board.slots)
            here = board.slot_of[pair]
            if there == here or not board.movable[pair][there]:
                continue
            found = board.chain(pair, there)
            if found is None:
                continue
            chain, ends = found
            flip = (1 << here) | (1 << there)
            change = sum(
                self.holes_in(board.busy[q] ^ flip) - self.holes_in(board.busy[q]) for q in ends if self.cares[q]
            )
            if change > 0 and random_() >= math.exp(-change / temperature):
                continue
            if board.rows_hold(ends, flip) and board.resources_hold(chain, here, there):
                board.apply(chain)
                self.holes += change
