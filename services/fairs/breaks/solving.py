"""From an agenda to its schedule: what is evident, three workers beside each other, then fairness, a last check."""

from collections.abc import Iterator
from dataclasses import dataclass

from services.fairs.breaks import evident
from services.fairs.breaks.agenda import Agenda, Schedule, Slots
from services.fairs.breaks.verifying import Verdict, verify
from shared.solving.clock import Deadline
from shared.solving.refusals import Infeasible, NothingFound, StoppedEmpty
from shared.solving.reports import Bounded, Found, Impossible, Standing
from shared.solving.stopping import Stop
from shared.solving.workers import Task, reports

Report = Found[Slots] | Bounded | Impossible

FOR_FAIRNESS = 0.1
"""Of the time: kept back for the second objective, which is seldom needed for long."""
FOR_FEW = 0.25
"""Of the time: whoever needs more breaks than one needs both cores for the proof of how many."""
WORK_PER_SECOND = 1.0
"""CP-SAT's deterministic time planned for a second of the user's."""


@dataclass(frozen=True)
class Result:
    """`bound` and `proved` speak of the number of breaks, negative as an objective."""

    schedule: Schedule
    verdict: Verdict
    bound: float | None
    proved: bool


def solve(agenda: Agenda, deadline: Deadline, stop: Stop, seed: int) -> Result:
    conflicts = list(evident.conflicts(agenda))
    if conflicts:
        raise Infeasible(conflicts)
    work = WORK_PER_SECOND * (deadline.ends - deadline.started)
    standing = _fewest(agenda, seed, work, deadline.share(1 - FOR_FAIRNESS), stop)
    if standing.best is None:
        raise StoppedEmpty("stopped before any schedule") if stop.requested else NothingFound("no schedule in time")
    slots = standing.best.solution
    if standing.proved:
        tasks: list[Task[Found[Slots]]] = [Task(_evened, (agenda, slots, seed, work, deadline))]
        for found in reports(tasks, deadline, stop):
            slots = found.solution
    schedule = Schedule(slots)
    verdict = verify(agenda, schedule)
    if not verdict.feasible:
        raise AssertionError(f"the solver broke its own rules: {verdict.errors[:3]}")
    return Result(schedule, verdict, standing.bound, standing.proved)


def _fewest(agenda: Agenda, seed: int, work: float, deadline: Deadline, stop: Stop) -> Standing[Slots]:
    standing: Standing[Slots] = Standing(deadline)
    standing.hear(Bounded(0.0))
    if not agenda.meetings:
        standing.hear(Found((), 0.0))
        return standing
    tasks: list[Task[Report]] = [
        Task(_proved, (agenda, seed, work, deadline)),
        Task(_searched, (agenda, seed, work, deadline)),
        Task(_few, (agenda, seed, deadline.share(FOR_FEW))),
    ]
    for report in reports(tasks, deadline, stop):
        if isinstance(report, Impossible):
            raise Infeasible(report.conflict)
        standing.hear(report)
        if standing.proved:
            break
    return standing


def _proved(agenda: Agenda, seed: int, work: float, deadline: Deadline) -> Iterator[Report]:
    from services.fairs.breaks.proving import prove  # noqa: PLC0415 – ortools: not in a process with highspy

    yield from prove(agenda, seed, work, deadline)


def _few(agenda: Agenda, seed: int, deadline: Deadline) -> Iterator[Report]:
    from services.fairs.breaks.few import few  # noqa: PLC0415 – ortools, see above

    yield from few(agenda, seed, deadline)


def _searched(agenda: Agenda, seed: int, work: float, deadline: Deadline) -> Iterator[Report]:
    from services.fairs.breaks.searching import search  # noqa: PLC0415 – ortools, see above

    yield from search(agenda, seed, work, deadline)


def _evened(agenda: Agenda, best: Slots, seed: int, work: float, deadline: Deadline) -> Iterator[Found[Slots]]:
    from services.fairs.breaks.searching import even_out  # noqa: PLC0415 – ortools, see above

    yield from even_out(agenda, best, seed, work, deadline)
