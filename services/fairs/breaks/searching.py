"""Schedules with fewer breaks: any schedule, annealing, then neighbourhoods; at the end, breaks shared evenly."""

import random
from collections.abc import Iterator

from services.fairs.breaks.agenda import Agenda, Schedule, Slots
from services.fairs.breaks.annealing import annealed
from services.fairs.breaks.neighbourhoods import Neighbourhoods
from services.fairs.breaks.programs import Program, whole
from services.fairs.breaks.refusing import conflict
from services.fairs.breaks.verifying import breaks_of, verify
from shared.solving.clock import Deadline
from shared.solving.cpsat import Effort
from shared.solving.reports import Bounded, Found, Impossible

Report = Found[Slots] | Bounded | Impossible

FAR = 4
"""Breaks more than the best has."""
ENOUGH = 3
"""Rounds of annealing one after another that found nothing better."""


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
    """Rounds of annealing as long as they help, then neighbourhoods of the best."""
    current = best = start
    yield from if_fair(agenda, best)
    in_vain = 0
    while not deadline.passed and not (agenda.is_provable and in_vain == ENOUGH):
        in_vain += 1
        current = annealed(agenda, current, rng, deadline)
        if _cost(agenda, current) < _cost(agenda, best):
            best, in_vain = current, 0
            yield from if_fair(agenda, best)
        elif _cost(agenda, current) > _cost(agenda, best) + FAR:
            current = best
    neighbourhoods = Neighbourhoods(agenda, rng)
    while not deadline.passed:
        best = neighbourhoods.better(best, deadline)
        yield from if_fair(agenda, best)


def _cost(agenda: Agenda, slots: Slots) -> int:
    """Breaks; those beyond what is fair count as many more."""
    breaks = breaks_of(agenda, slots)
    spread = max(breaks, default=0) - min(breaks, default=0)
    return sum(breaks) + (0 if agenda.fairness is None else FAR * max(0, spread - agenda.fairness))


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
