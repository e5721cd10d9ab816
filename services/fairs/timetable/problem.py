"""The session as arrays: what the drafts, the linear programs and the searches compute with."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from services.fairs.timetable.instance import Session

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Problem:
    """Participants q, pairs p, slots t, languages l, kinds k of interpreters: who know the same languages."""

    slots: int
    coop: Ints  # of pair p: participant
    buyer: Ints  # of pair p: participant
    value: Floats  # of pair p: score, and the bonus of a must
    language: Ints  # of pair p: l, or -1 where none is needed
    free_seated: Bools  # of pair p: sits at one of the free tables
    here: Bools  # [q, t]
    most: Ints  # of q: meetings
    least: Ints  # of q: meetings, the floor
    run: Ints  # of q: consecutive meetings; `slots` where there is no limit
    free_tables: int
    kinds: tuple[tuple[int, ...], ...]  # of kind k: its languages
    interpreters: Ints  # [k, t]: how many are here

    @classmethod
    def of(cls, session: Session) -> "Problem":
        index = {person.id: q for q, person in enumerate(session.participants)}
        people, pairs, slots = session.participants, session.pairs, session.T
        languages = sorted({pair.lang for pair in pairs if pair.lang})
        spoken = {name: number for number, name in enumerate(languages)}
        known = [tuple(sorted({spoken[x] for x in i.langs if x in spoken})) for i in session.interpreters]
        kinds = tuple(sorted({kind for kind in known if kind}))
        interpreters = np.zeros((len(kinds), slots), np.int64)
        for kind, interpreter in zip(known, session.interpreters, strict=True):
            if kind:
                interpreters[kinds.index(kind), sorted(set(interpreter.avail))] += 1
        here = np.zeros((len(people), slots), np.bool_)
        for q, person in enumerate(people):
            here[q, list(person.avail)] = True
        seated = {table.fixed_to for table in session.tables if table.fixed_to is not None}
        bonus = session.weights.must_bonus
        return cls(
            slots=slots,
            coop=np.array([index[pair.coop] for pair in pairs], np.int64),
            buyer=np.array([index[pair.buyer] for pair in pairs], np.int64),
            value=np.array([pair.score + bonus * pair.must for pair in pairs], np.float64),
            language=np.array([spoken[pair.lang] if pair.lang else -1 for pair in pairs], np.int64),
            free_seated=np.array([pair.buyer not in seated for pair in pairs], np.bool_),
            here=here,
            most=np.array([person.max_meetings for person in people], np.int64),
            least=np.array([person.min_meetings for person in people], np.int64),
            run=np.array([person.max_consecutive or slots for person in people], np.int64),
            free_tables=sum(table.fixed_to is None for table in session.tables),
            kinds=kinds,
            interpreters=interpreters,
        )

    @property
    def languages(self) -> int:
        return int(self.language.max(initial=-1)) + 1

    @cached_property
    def possible(self) -> Bools:
        """[p, t]: both are here."""
        return np.asarray(self.here[self.coop] & self.here[self.buyer])

    def meetings_of(self, placed: Bools) -> Ints:
        """Of q, when those pairs meet."""
        people = np.concatenate((self.coop[placed], self.buyer[placed]))
        return np.bincount(people, minlength=len(self.most))
