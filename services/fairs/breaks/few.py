"""No break at all, or the only one: questions small enough to be answered at once, one after another.

Each is whether some x exists, and all its columns are 0 or 1: resolution of pseudo-Boolean rows (Chai, Kuehlmann,
"A Fast Pseudo-Boolean Constraint Solver", DAC 2003) answers most of them in a fifth of a second, where clauses alone
need a minute. It has been seen to abort the process where there is an objective: in a worker of its own, with none.
"""

from collections.abc import Iterator

from services.fairs.breaks.agenda import Agenda
from services.fairs.breaks.programs import Program
from services.fairs.breaks.searching import Report, if_fair
from shared.solving.clock import Deadline
from shared.solving.cpsat import Effort, Outcome
from shared.solving.reports import Bounded

AT_FIRST = 5.0
"""Of deterministic time: is there a schedule without breaks?"""
EACH, GROWTH, ROUNDS = 1.0, 3.0, 3
"""Of deterministic time: for each person who may have the only break; three times as much in the next round."""


def few(agenda: Agenda, seed: int, deadline: Deadline) -> Iterator[Report]:
    if not agenda.is_provable:
        return
    program, outcome = _with_breaks_of(agenda, frozenset(), Effort(AT_FIRST, deadline.left, seed))
    if outcome.found:
        yield from if_fair(agenda, program.slots(outcome))
    elif outcome.ended == "infeasible":
        yield Bounded(-1.0)
        yield from _only_one(agenda, seed, deadline)


def _only_one(agenda: Agenda, seed: int, deadline: Deadline) -> Iterator[Report]:
    """Who could have it? The busiest are asked first; who remains undecided is asked again, with more work."""
    busiest = sorted(agenda.meetings_of().items(), key=lambda item: -len(item[1]))
    undecided = [person for person, meetings in busiest if len(meetings) > 1]
    for work in (EACH * GROWTH**turn for turn in range(ROUNDS)):
        for person in tuple(undecided):
            if deadline.passed:
                return
            program, outcome = _with_breaks_of(agenda, frozenset({person}), Effort(work, deadline.left, seed))
            if outcome.found:
                yield from if_fair(agenda, program.slots(outcome))
                return
            if outcome.ended == "infeasible":
                undecided.remove(person)
    if not undecided:
        yield Bounded(-2.0)


def _with_breaks_of(agenda: Agenda, people: frozenset[int], effort: Effort) -> tuple[Program, Outcome]:
    """At most one break, and nobody else's."""
    program = Program(agenda)
    program.hold_all()
    program.no_breaks(besides=people)
    program.total(0, 1)
    return program, program.model.solve(effort, linear=0, by_pseudo_booleans=True)
