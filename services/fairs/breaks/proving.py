"""How few breaks there must be: by hours alone, then by everything. The latter finds schedules as well."""

import math
import queue
import threading
from collections.abc import Iterator

from services.fairs.breaks.agenda import Agenda
from services.fairs.breaks.programs import Program, whole
from services.fairs.breaks.refusing import conflict
from services.fairs.breaks.searching import Report, if_fair
from shared.solving.clock import Deadline
from shared.solving.cpsat import Effort, Outcome
from shared.solving.reports import Bounded, Impossible

AT_FIRST = 5.0
"""Of deterministic time: for the hours alone."""
NEARLY = 1e-6


def prove(agenda: Agenda, seed: int, work: float, deadline: Deadline) -> Iterator[Report]:
    if not agenda.is_provable:
        return
    least = fewest_by_hours(agenda, Effort(AT_FIRST, deadline.left, seed))
    yield Bounded(0.0 - least)
    yield from _by_cores(agenda, least, Effort(work, deadline.left, seed), deadline)


def fewest_by_hours(agenda: Agenda, effort: Effort) -> int:
    """So many people at least cannot have all their meetings in one row, whoever they meet."""
    program = Program(agenda)
    broken = program.hours_only()
    program.model.minimise(dict.fromkeys(broken.values(), 1))
    outcome = program.model.solve(effort, linear=2)
    return 0 if outcome.ended == "infeasible" else math.ceil(max(0.0, outcome.bound) - NEARLY)


def _by_cores(agenda: Agenda, least: int, effort: Effort, deadline: Deadline) -> Iterator[Report]:
    """CP-SAT runs in a thread of its own, so that each bound is told when it is known."""
    program = whole(agenda, agenda.fairness)
    program.model.minimise(dict.fromkeys(program.breaks.values(), 1))
    said: queue.SimpleQueue[float | Outcome] = queue.SimpleQueue()

    def run() -> None:
        said.put(program.model.solve(effort, linear=0, by_cores=True, on_bound=said.put))

    threading.Thread(target=run, daemon=True).start()
    while isinstance(heard := said.get(), float):
        yield Bounded(0.0 - max(least, heard))
    if heard.found:
        yield from if_fair(agenda, program.slots(heard))
    elif heard.ended == "infeasible":
        yield Impossible(tuple(conflict(agenda, deadline)))
    if heard.ended != "infeasible":
        yield Bounded(0.0 - max(float(least), heard.bound))
