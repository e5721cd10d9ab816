"""Tables and interpreters by name, once it is known who meets whom and when.

Nothing can be lost here: the slots hold no more meetings than tables and, by Hall's condition, interpreters.
People stay where they sat as far as that goes.
"""

from collections.abc import Sequence

import numpy as np

from services.fairs.timetable.instance import Meeting, Pair, Session, Timetable
from services.fairs.timetable.problem import Ints


def seat(session: Session, slot_of: Ints, former: Timetable | None = None) -> Timetable:
    before = {} if former is None else {(m.coop, m.buyer, m.slot): m for m in former.meetings}
    tables, interpreters = _Tables(session), _Interpreters(session)
    meetings = []
    for slot in range(session.T):
        pairs = [session.pairs[p] for p in np.flatnonzero(slot_of == slot)]
        stand = {p.buyer: m for p in pairs if (m := before.get((p.coop, p.buyer, slot))) is not None}
        table_of = tables.for_slot([pair.buyer for pair in pairs], {b: m.table for b, m in stand.items()})
        interpreter_of = interpreters.for_slot(
            slot, [p for p in pairs if p.lang], {b: m.interpreter for b, m in stand.items() if m.interpreter}
        )
        meetings += [
            Meeting(
                coop=pair.coop,
                buyer=pair.buyer,
                slot=slot,
                table=table_of.get(pair.buyer, ""),
                interpreter=interpreter_of.get(pair.buyer),
                fixed=pair.buyer in stand and stand[pair.buyer].fixed,
                dear=stand[pair.buyer].dear if pair.buyer in stand else 1.0,
            )
            for pair in pairs
        ]
    return Timetable(tuple(meetings))


class _Tables:
    def __init__(self, session: Session) -> None:
        self.own = {table.fixed_to: table.id for table in session.tables if table.fixed_to is not None}
        self.free = [table.id for table in session.tables if table.fixed_to is None]
        self.last: dict[str, str] = {}

    def for_slot(self, buyers: Sequence[str], stand: dict[str, str]) -> dict[str, str]:
        """The own table, the one announced, the last one; else one that nobody else sat at, if there is."""
        given = {buyer: self.own[buyer] for buyer in buyers if buyer in self.own}
        spare = set(self.free)
        for wished in (stand, self.last):
            for buyer in buyers:
                table = wished.get(buyer)
                if buyer not in given and table in spare:
                    given[buyer] = table
                    spare.remove(table)
        fresh = sorted(spare, key=lambda table: (table in self.last.values(), self.free.index(table)))
        given |= dict(zip([buyer for buyer in buyers if buyer not in given], fresh, strict=False))
        self.last |= {buyer: table for buyer, table in given.items() if buyer not in self.own}
        return given


class _Interpreters:
    def __init__(self, session: Session) -> None:
        self.known = {person.id: frozenset(person.langs) for person in session.interpreters}
        self.here = {person.id: frozenset(person.avail) for person in session.interpreters}
        self.last: dict[str, str] = {}

    def for_slot(self, slot: int, pairs: Sequence[Pair], stand: dict[str, str]) -> dict[str, str]:
        """A matching of buyers and interpreters by augmenting paths (Kuhn 1955), from those announced."""
        language = {pair.buyer: pair.lang or "" for pair in pairs}
        given = {i: buyer for buyer, i in stand.items() if self._can(i, language.get(buyer, ""), slot)}
        for buyer in language:
            if buyer not in given.values():
                self._serve(buyer, slot, language, given, set())
        of_buyer = {buyer: interpreter for interpreter, buyer in given.items()}
        self.last |= of_buyer
        return of_buyer

    def _can(self, interpreter: str, language: str, slot: int) -> bool:
        return language in self.known.get(interpreter, ()) and slot in self.here[interpreter]

    def _serve(self, buyer: str, slot: int, language: dict[str, str], given: dict[str, str], tried: set[str]) -> bool:
        able = [i for i in self.known if self._can(i, language[buyer], slot)]
        for interpreter in sorted(able, key=lambda i: (i in given, i != self.last.get(buyer))):
            if interpreter in tried:
                continue
            tried.add(interpreter)
            if interpreter not in given or self._serve(given[interpreter], slot, language, given, tried):
                given[interpreter] = buyer
                return True
        return False
