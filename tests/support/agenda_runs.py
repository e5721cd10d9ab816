"""Many small agendas in one worker process: ortools and highspy may not meet in the process of the tests."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from services.fairs.breaks.agenda import Agenda, Slots
from shared.solving.clock import Deadline
from shared.solving.reports import Bounded, Found, Impossible


class Scheduled(NamedTuple):
    slots: Slots | None
    objective: float
    bound: float
    conflict: tuple[str, ...]


def scheduled(agendas: Sequence[Agenda], work: float = 1.0) -> Iterator[Scheduled]:
    """The provers alone."""
    from services.fairs.breaks.few import few  # noqa: PLC0415 – ortools
    from services.fairs.breaks.proving import prove  # noqa: PLC0415

    for agenda in agendas:
        slots, objective, bound, conflict = None, float("-inf"), 0.0, tuple[str, ...]()
        deadline = Deadline.in_seconds(60)
        for report in chain(few(agenda, 1, deadline), prove(agenda, 1, work, deadline)):
            if isinstance(report, Found) and report.objective > objective:
                slots, objective = report.solution, report.objective
            elif isinstance(report, Bounded):
                bound = min(bound, report.bound)
            elif isinstance(report, Impossible):
                conflict = report.conflict
        yield Scheduled(slots, objective, bound, conflict)
