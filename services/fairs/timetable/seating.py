"""Tables and interpreters by name, once it is known who meets whom and when.

Nothing can be lost here: the slots hold no more meetings than tables and, by Hall's condition, interpreters.
People stay where they sat as far as that goes.
"""

from collections.abc import Sequence

import numpy as np

from services.fairs.timetable.instance import Meeting, Pair, Session, Timetable
from services.fairs.timetable.problem import Ints


def seat(session: Session, slot_of: Ints) -> Timetable:
    tables = _Tables(session)
    interpreters = _Interpreters(session)
    meetings = []
    for slot in range(session.T):
        pairs = [session.pairs[p] for p in np.flatnonzero(slot_of == slot)]
        table_of = tables.for_slot([pair.buyer for pair in pairs])
        interpreter_of = interpreters.for_slot(slot, [pair for pair in pairs if pair.lang])
        meetings += [
            Meeting(
                coop=pair.coop,
                buyer=pair.buyer,
                slot=slot,
                table=table_of[pair.buyer],
                interpreter=interpreter_of.get(pair.buyer),
            )
            for pair in pairs
        ]
    return Timetable(tuple(meetings))


class _Tables:
    def __init__(self, session: Session) -> None:
        self.own = {table.fixed_to: table.id for table in session.tables if table.fixed_to is not None}
        self.free = [table.id for table in session.tables if table.fixed_to is None]
        self.last: dict[str, str] = {}

    def for_slot(self, buyers: Sequence[str]) -> dict[str, str]:
        """Everybody's own or last table; who has none yet takes one that nobody else sat at, if there is."""
        given = {buyer: self.own[buyer] for buyer in buyers if buyer in self.own}
        taken: set[str] = set()
        for buyer in buyers:
            table = self.last.get(buyer)
            if buyer not in given and table is not None and table not in taken:
                given[buyer] = table
                taken.add(table)
        known = set(self.last.values())
        spare = sorted((table for table in self.free if table not in taken), key=known.__contains__)
        given |= dict(zip([buyer for buyer in buyers if buyer not in given], spare, strict=False))
        self.last |= {buyer: table for buyer, table in given.items() if buyer not in self.own}
        return given


class _Interpreters:
    def __init__(self, session: Session) -> None:
        self.known = {person.id: frozenset(person.langs) for person in session.interpreters}
        self.here = {person.id: frozenset(person.avail) for person in session.interpreters}
        self.last: dict[str, str] = {}

    def for_slot(self, slot: int, pairs: Sequence[Pair]) -> dict[str, str]:
        """A matching of buyers and interpreters by augmenting paths (Kuhn 1955)."""
        given: dict[str, str] = {}  # interpreter: buyer
        language = {pair.buyer: pair.lang or "" for pair in pairs}
        for buyer in language:
            self._serve(buyer, slot, language, given, set())
        of_buyer = {buyer: interpreter for interpreter, buyer in given.items()}
        self.last |= of_buyer
        return of_buyer

    def _serve(
        self, buyer: str, slot: int, language: dict[str, str], given: dict[str, str], tried: set[str]
    ) -> bool:
        able = [i for i in self.known if language[buyer] in self.known[i] and slot in self.here[i]]
        for interpreter in sorted(able, key=lambda i: (i in given, i != self.last.get(buyer))):
            if interpreter in tried:
                continue
            tried.add(interpreter)
            if interpreter not in given or self._serve(given[interpreter], slot, language, given, tried):
                given[interpreter] = buyer
                return True
        return False
