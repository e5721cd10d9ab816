"""Schedules with fewer breaks: any schedule, annealing, then neighbourhoods; at the end, breaks shared evenly.

In a neighbourhood, those who have breaks and some others are free to have any; everybody else's meetings stay
in one row, though not in the same hours. That program is nearly as easy as the one without any break.
"""

import random
from collections.abc import Iterator

from services.fairs.breaks.agenda import Agenda, Schedule, Slots
from services.fairs.breaks.annealing import annealed
from services.fairs.breaks.programs import Program, whole
from services.fairs.breaks.refusing import conflict
from services.fairs.breaks.verifying import breaks_of, verify
from shared.solving.clock import Deadline
from shared.solving.cpsat import Effort
from shared.solving.reports import Bounded, Found, Impossible

Report = Found[Slots] | Bounded | Impossible

FAR = 4
"""Breaks more than the best has."""
CLOSE = 8
"""Breaks: with more, a neighbourhood is no easier than the whole."""
NEIGHBOURHOOD_WORK = 0.5
"""Of deterministic time."""
OTHERS = (2, 12)
"""So many more people may have breaks: by turns fewer and more."""


def search(agenda: Agenda, seed: int, work: float, deadline: Deadline) -> Iterator[Report]:
    program = Program(agenda)
    program.hold_all()
    program.no_doubles()
    outcome = program.model.solve(Effort(work, deadline.left, seed), linear=0)
    if outcome.ended == "infeasible":
        yield Impossible(tuple(conflict(agenda, deadline)))
    elif outcome.found:
        yield from _better(agenda, program.slots(outcome), random.Random(seed), deadline)  # noqa: S311 – no secret


def _better(agenda: Agenda, start: Slots, rng: random.Random, deadline: Deadline) -> Iterator[Report]:
    """Rounds of annealing, each followed by a neighbourhood of the best; back to the best from too far away."""
    current = best = start
    yield from if_fair(agenda, best)
    while not deadline.passed:
        current = annealed(agenda, current, rng, deadline)
        if _cost(agenda, current) <= _cost(agenda, best):
            best = current
            yield from if_fair(agenda, best)
        elif _cost(agenda, current) > _cost(agenda, best) + FAR:
            current = best
        if agenda.is_provable and sum(breaks_of(agenda, best)) <= CLOSE:
            best = _neighbour(agenda, best, rng, deadline)
            yield from if_fair(agenda, best)


def _cost(agenda: Agenda, slots: Slots) -> int:
    """Breaks; those beyond what is fair count as many more."""
    breaks = breaks_of(agenda, slots)
    spread = max(breaks, default=0) - min(breaks, default=0)
    return sum(breaks) + (0 if agenda.fairness is None else FAR * max(0, spread - agenda.fairness))


def _neighbour(agenda: Agenda, slots: Slots, rng: random.Random, deadline: Deadline) -> Slots:
    """No more breaks than now, and only of those who have some now and of others taken by chance."""
    others = rng.sample(range(agenda.n_participants), min(agenda.n_participants, rng.randint(*OTHERS)))
    breaks = breaks_of(agenda, slots)
    program = Program(agenda)
    program.hold_all()
    program.no_breaks(besides=frozenset((*others, *(person for person, many in enumerate(breaks) if many))))
    program.keep_fair(agenda.T if agenda.fairness is None else agenda.fairness)
    program.total(0, sum(breaks))
    program.model.minimise(dict.fromkeys(program.breaks.values(), 1))
    program.hint(slots)
    effort = Effort(NEIGHBOURHOOD_WORK, deadline.left, rng.randrange(2**31))
    outcome = program.model.solve(effort, linear=0)
    return program.slots(outcome) if outcome.found else slots


def even_out(agenda: Agenda, best: Slots, seed: int, work: float, deadline: Deadline) -> Iterator[Found[Slots]]:
    """As few breaks, shared more evenly, until that is proved impossible."""
    verdict = verify(agenda, Schedule(best))
    spread = verdict.spread
    while agenda.is_provable and spread > least_spread(agenda, verdict.breaks):
        program = whole(agenda, spread - 1)
        program.total(0, verdict.breaks)
        outcome = program.model.solve(Effort(work, deadline.left, seed), linear=0)
        if not outcome.found:
            return
        best = program.slots(outcome)
        spread = verify(agenda, Schedule(best)).spread
        yield Found(best, verdict.objective)


def least_spread(agenda: Agenda, breaks: int) -> int:
    """So many breaks cannot be the same number for everybody, where somebody has none or they do not divide."""
    some_have_none = any(len(meetings) == 1 for meetings in agenda.meetings_of().values())
    everybody_meets = len(agenda.meetings_of()) == agenda.n_participants
    if breaks == 0 or (everybody_meets and not some_have_none and breaks % agenda.n_participants == 0):
        return 0
    return 1


def if_fair(agenda: Agenda, slots: Slots) -> Iterator[Found[Slots]]:
    verdict = verify(agenda, Schedule(slots))
    if verdict.feasible:
        yield Found(slots, verdict.objective)
