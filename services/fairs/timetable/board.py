"""Who meets whom when, as plain lists and bit masks: a hundred thousand moves a second in plain Python."""

from functools import lru_cache

import numpy as np

from services.fairs.timetable.goal import Goal
from services.fairs.timetable.problem import Ints
from services.fairs.timetable.room import NOWHERE

Chain = list[tuple[int, int]]
"""Pairs and the slots that they move to."""


class Board:
    """The rules of one session, and where every meeting stands. Bit t of a mask stands for slot t."""

    def __init__(self, goal: Goal, slot_of: Ints) -> None:
        problem = goal.problem
        self.slots = problem.slots
        self.coop: list[int] = problem.coop.tolist()
        self.buyer: list[int] = problem.buyer.tolist()
        self.movable: list[list[bool]] = (~np.isnan(goal.worth) & (goal.pinned == NOWHERE)[:, None]).tolist()
        self.language: list[int] = problem.language.tolist()
        self.seated: list[int] = problem.free_seated.astype(int).tolist()
        self.run: list[int] = problem.run.tolist()
        self.free_tables = problem.free_tables
        self.kinds = problem.kinds
        self.supply: list[list[int]] = problem.interpreters.T.tolist()
        self.slot_of: list[int] = slot_of.tolist()
        self.at = [[NOWHERE] * self.slots for _ in self.run]
        self.busy = [0] * len(self.run)
        self.tables = [0] * self.slots
        self.spoken = [[0] * problem.languages for _ in range(self.slots)]
        self.placed = [pair for pair, slot in enumerate(self.slot_of) if slot != NOWHERE]
        for pair in self.placed:
            self._put(pair, self.slot_of[pair])
        self._enough = lru_cache(maxsize=200_000)(self._shared_out)

    def chain(self, first: int, there: int) -> tuple[Chain, list[int]] | None:
        """What changes places between two slots when a meeting moves, and the people at the two ends.

        None when somebody is not here at the other hour, or the chain is closed and nothing is gained.
        """
        here = self.slot_of[first]
        chain, ends = [(first, there)], []
        for person in (self.coop[first], self.buyer[first]):
            target = there
            while (blocking := self.at[person][target]) != NOWHERE:
                target = here if target == there else there
                if blocking == first or not self.movable[blocking][target]:
                    return None
                chain.append((blocking, target))
                person = self.buyer[blocking] if person == self.coop[blocking] else self.coop[blocking]  # noqa: PLW2901
            ends.append(person)
        return chain, ends

    def rows_hold(self, people: list[int], flip: int) -> bool:
        """Whether nobody would sit through more meetings in a row than agreed."""
        return not any(
            self.run[person] < self.slots and has_row(self.busy[person] ^ flip, self.run[person] + 1)
            for person in people
        )

    def resources_hold(self, chain: Chain, here: int, there: int) -> bool:
        """Whether tables and interpreters suffice in both slots after the exchange."""
        seats = 0
        speech: dict[int, int] = {}
        for pair, slot in chain:
            sign = 1 if slot == there else -1
            seats += sign * self.seated[pair]
            if self.language[pair] != NOWHERE:
                speech[self.language[pair]] = speech.get(self.language[pair], 0) + sign
        if max(self.tables[there] + seats, self.tables[here] - seats) > self.free_tables:
            return False
        return not any(speech.values()) or (
            self._interpreters_hold(there, speech, 1) and self._interpreters_hold(here, speech, -1)
        )

    def apply(self, chain: Chain) -> None:
        for pair, _ in chain:
            self._take(pair, self.slot_of[pair])
        for pair, slot in chain:
            self._put(pair, slot)
            self.slot_of[pair] = slot

    def _put(self, pair: int, slot: int) -> None:
        for person in (self.coop[pair], self.buyer[pair]):
            self.at[person][slot] = pair
            self.busy[person] |= 1 << slot
        self.tables[slot] += self.seated[pair]
        if self.language[pair] != NOWHERE:
            self.spoken[slot][self.language[pair]] += 1

    def _take(self, pair: int, slot: int) -> None:
        for person in (self.coop[pair], self.buyer[pair]):
            self.at[person][slot] = NOWHERE
            self.busy[person] &= ~(1 << slot)
        self.tables[slot] -= self.seated[pair]
        if self.language[pair] != NOWHERE:
            self.spoken[slot][self.language[pair]] -= 1

    def _interpreters_hold(self, slot: int, more: dict[int, int], sign: int) -> bool:
        spoken = self.spoken[slot].copy()
        for language, count in more.items():
            spoken[language] += sign * count
        return self._enough(slot, tuple(spoken))

    def _shared_out(self, slot: int, spoken: tuple[int, ...]) -> bool:
        """Whether the interpreters of the slot can be shared out among the languages: augmenting paths."""
        people = [kind for kind, many in enumerate(self.supply[slot]) for _ in range(many)]
        wanted = [language for language, many in enumerate(spoken) for _ in range(many)]
        serves = [NOWHERE] * len(people)

        def find(want: int, tried: set[int]) -> bool:
            for person, kind in enumerate(people):
                if person not in tried and wanted[want] in self.kinds[kind]:
                    tried.add(person)
                    if serves[person] == NOWHERE or find(serves[person], tried):
                        serves[person] = want
                        return True
            return False

        return all(find(want, set()) for want in range(len(wanted)))


def has_row(mask: int, length: int) -> bool:
    """Whether so many bits in a row are set."""
    while length > 1:
        half = length // 2
        mask &= mask >> half
        length -= half
    return mask != 0
