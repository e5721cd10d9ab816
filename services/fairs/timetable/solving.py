"""From a session to its timetable: draft, worker processes, names for tables and people, a last check."""

from dataclasses import dataclass, replace

import numpy as np

from services.fairs.timetable.compacting import compacted
from services.fairs.timetable.draft import draft
from services.fairs.timetable.goal import Goal
from services.fairs.timetable.instance import Session, Timetable
from services.fairs.timetable.planning import CoreBounded, Report, plan
from services.fairs.timetable.problem import Ints, Problem
from services.fairs.timetable.replanning import Former, goal_beside
from services.fairs.timetable.seating import seat
from services.fairs.timetable.verifying import Verdict, verify
from shared.solving.clock import Deadline
from shared.solving.refusals import Infeasible
from shared.solving.reports import Found, Standing
from shared.solving.stopping import Stop
from shared.solving.workers import Task, reports

FINISH = 0.0002
"""Seconds kept back for each pair, to name tables and interpreters and to check."""
FOR_HOLES = 0.2
"""Of the time: kept back from the search, for timetables that stay unproved."""


@dataclass(frozen=True)
class Result:
    """`bound` and `proved` speak of `verdict.objective_core`."""

    timetable: Timetable
    verdict: Verdict
    bound: float | None
    proved: bool


def solve(
    session: Session,
    deadline: Deadline,
    stop: Stop,
    *,
    seed: int = 1,
    floor: int = 0,
    former: Former | None = None,
) -> Result:
    """First the most points, then the fewest holes among the timetables of as many points."""
    problem = Problem.of(session, floor)
    plain, hour = Goal.of(problem), None
    goal = plain
    if former is not None:
        goal, hour = goal_beside(former, session, problem)
        plain = replace(plain, pinned=goal.pinned)
        _refuse_broken(session, goal.pinned, former)
    working = deadline.earlier(0.1 + FINISH * len(session.pairs))
    start = draft(goal, hour)
    until = working.share(1 - FOR_HOLES)
    standing: Standing[Ints] = Standing(working, integral=goal.integral)
    standing.hear(Found(start, goal.total(start)))
    tasks: list[Task[Report]] = [Task(plan, (goal, start, seed, until, None if former is None else plain))]
    core_bound = None
    for report in reports(tasks, until, stop):
        if isinstance(report, CoreBounded):
            core_bound = report.bound
        else:
            standing.hear(report)
    slot_of = start if standing.best is None else standing.best.solution
    announced = goal if hour is None else replace(goal, pinned=np.where(slot_of == hour, hour, goal.pinned))
    for fewer_holes in compacted(announced, session, slot_of, seed, working):
        slot_of = fewer_holes
        if stop.requested:
            break
    timetable = seat(session, slot_of, None if former is None else former.timetable)
    verdict = verify(session, timetable)
    if not verdict.feasible:
        raise AssertionError(f"the solver broke its own rules: {verdict.errors[:3]}")
    if former is None:
        return Result(timetable, verdict, standing.bound, standing.proved)
    return Result(
        timetable, verdict, core_bound, core_bound is not None and verdict.objective_core >= core_bound
    )


def _refuse_broken(session: Session, pinned: Ints, former: Former) -> None:
    """Fixed meetings that break the rules by themselves leave no timetable."""
    verdict = verify(session, seat(session, pinned, former.timetable))
    if not verdict.feasible:
        raise Infeasible(["the fixed meetings cannot all stand:", *verdict.errors])
