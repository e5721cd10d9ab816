"""What worker processes do: bounds by three programs, each the dearer one; schedules by annealing."""

import queue
import threading
from collections.abc import Iterator

from services.fairs.breaks.agenda import Agenda, Schedule, Slots
from services.fairs.breaks.annealing import improved
from services.fairs.breaks.programs import Program
from services.fairs.breaks.refusing import conflict
from services.fairs.breaks.verifying import verify
from shared.solving.clock import Deadline
from shared.solving.cpsat import Effort, Outcome
from shared.solving.reports import Bounded, Found, Impossible

AT_FIRST = 5.0
"""Of deterministic time: for the first two programs each."""


Report = Found[Slots] | Bounded | Impossible


def prove(agenda: Agenda, seed: int, work: float, deadline: Deadline) -> Iterator[Report]:
    """How few breaks there must be; the programs find schedules as well."""
    least = fewest_by_hours(agenda, Effort(AT_FIRST, deadline.left, seed))
    yield Bounded(0.0 - least)
    if least == 0:
        program = Program(agenda)
        program.hold_all()
        program.no_breaks()
        outcome = program.model.solve(Effort(AT_FIRST, deadline.left, seed), linear=0)
        if outcome.found:
            yield Found(program.slots(outcome), 0.0)
            return
        if outcome.ended == "infeasible":
            least = 1
            yield Bounded(-1.0)
    yield from _by_cores(agenda, least, Effort(work, deadline.left, seed), deadline)


def search(agenda: Agenda, seed: int, work: float, deadline: Deadline) -> Iterator[Report]:
    """Any schedule first, or the proof that there is none; then better ones."""
    program = Program(agenda)
    program.hold_all()
    program.no_doubles()
    outcome = program.model.solve(Effort(work, deadline.left, seed), linear=0)
    if outcome.ended == "infeasible":
        yield Impossible(tuple(conflict(agenda, deadline)))
    elif outcome.found:
        start = program.slots(outcome)
        yield from _fair(agenda, start)
        for slots in improved(agenda, start, seed, deadline):
            yield from _fair(agenda, slots)


def even_out(agenda: Agenda, best: Slots, seed: int, work: float, deadline: Deadline) -> Iterator[Found[Slots]]:
    """As few breaks, shared more evenly, until that is proved impossible."""
    verdict = verify(agenda, Schedule(best))
    spread = verdict.spread
    while spread > least_spread(agenda, verdict.breaks):
        program = _whole(agenda, spread - 1)
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


def fewest_by_hours(agenda: Agenda, effort: Effort) -> int:
    """So many people at least cannot have all their meetings in one row, whoever they meet."""
    program = Program(agenda)
    broken = program.hours_only()
    program.model.minimise(dict.fromkeys(broken.values(), 1))
    outcome = program.model.solve(effort, linear=2)
    return max(0, round(outcome.bound)) if outcome.ended != "infeasible" else 0


def _whole(agenda: Agenda, fairness: int | None) -> Program:
    program = Program(agenda)
    program.hold_all()
    program.count_breaks()
    if fairness is not None:
        program.keep_fair(fairness)
    return program


def _by_cores(agenda: Agenda, least: int, effort: Effort, deadline: Deadline) -> Iterator[Report]:
    """CP-SAT runs in a thread of its own, so that each bound is told when it is known."""
    program = _whole(agenda, agenda.fairness)
    program.total(least, len(agenda.meetings) * 2)
    program.model.minimise(dict.fromkeys(program.breaks.values(), 1))
    said: queue.SimpleQueue[float | Outcome] = queue.SimpleQueue()

    def run() -> None:
        said.put(program.model.solve(effort, linear=0, by_cores=True, on_bound=said.put))

    threading.Thread(target=run, daemon=True).start()
    while isinstance(heard := said.get(), float):
        yield Bounded(0.0 - max(least, heard))
    if heard.found:
        yield from _fair(agenda, program.slots(heard))
    elif heard.ended == "infeasible":
        yield Impossible(tuple(conflict(agenda, deadline)))
    if heard.ended != "infeasible":
        yield Bounded(0.0 - max(float(least), heard.bound))


def _fair(agenda: Agenda, slots: Slots) -> Iterator[Found[Slots]]:
    verdict = verify(agenda, Schedule(slots))
    if verdict.feasible:
        yield Found(slots, verdict.objective)
