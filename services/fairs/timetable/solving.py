"""From a session to its timetable: draft, worker processes, names for tables and people, a last check."""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from services.fairs.timetable.compacting import compacted
from services.fairs.timetable.draft import draft
from services.fairs.timetable.floor import Conflict, in_words
from services.fairs.timetable.goal import Goal
from services.fairs.timetable.instance import Session, Timetable
from services.fairs.timetable.planning import CoreBounded, Report, plan
from services.fairs.timetable.problem import Ints, Problem
from services.fairs.timetable.replanning import Former, goal_beside
from services.fairs.timetable.seating import seat
from services.fairs.timetable.verifying import Verdict, verify
from shared.solving.clock import Deadline
from shared.solving.refusals import Infeasible
from shared.solving.reports import Bounded, Found, Standing, slack
from shared.solving.stopping import Stop
from shared.solving.workers import Task, reports

FINISH = 0.0002
"""Seconds kept back for each pair, to name tables and interpreters and to check."""
FOR_HOLES = 0.2
"""Of the time: kept back from the search, for timetables that stay unproved."""
NEIGHBOURHOODS, MOVES = 4, 60_000
"""For each second that the user gives: 0.4 and 0.3 s of an idle machine. Counted, so that one seed gives one result."""


@dataclass(frozen=True)
class Result:
    """`bound` and `proved` speak of `verdict.objective_core`."""

    timetable: Timetable
    verdict: Verdict
    bound: float | None
    proved: bool


def solve(session: Session, deadline: Deadline, stop: Stop, *, seed: int = 1, former: Former | None = None) -> Result:
    """First the most points, then the fewest holes among the timetables of as many points."""
    plain, hour = Goal.of(Problem.of(session)), None
    goal = plain
    if former is not None:
        goal, hour = goal_beside(former, session, plain)
        plain = replace(plain, pinned=goal.pinned)
        _refuse_broken(session, goal.pinned, former)
    working = deadline.earlier(0.1 + FINISH * len(session.pairs))
    seconds = deadline.ends - deadline.started
    start = draft(goal, working, hour)
    until = working.share(1 - FOR_HOLES)
    neighbourhoods = round(NEIGHBOURHOODS * seconds)
    work: Task[Report] = Task(plan, (goal, start, seed, neighbourhoods, until, None if plain is goal else plain))
    heard = _heard(work, goal, plain, start, until, stop, session)
    slot_of = heard.slot_of
    announced = goal if hour is None else replace(goal, pinned=np.where(slot_of == hour, hour, goal.pinned))
    for fewer_holes in compacted(announced, session, slot_of, seed, round(MOVES * seconds), working):
        slot_of = fewer_holes
        if stop.requested:
            break
    timetable = seat(session, slot_of, None if former is None else former.timetable)
    verdict = verify(session, timetable)
    if not verdict.keeps_rules:
        raise AssertionError(f"the solver broke its own rules: {verdict.errors[:3]}")
    bound = heard.bound
    proved = bound is not None and verdict.feasible and bound - verdict.objective_core <= slack(bound, integral=True)
    return Result(timetable, verdict, bound, proved)


class _Heard(NamedTuple):
    slot_of: Ints
    bound: float | None  # of the core


def _heard(
    work: Task[Report], goal: Goal, plain: Goal, start: Ints, deadline: Deadline, stop: Stop, session: Session
) -> _Heard:
    """Run the worker and gather what it says."""
    standing: Standing[Ints] = Standing(deadline, integral=goal.integral)
    standing.hear(Found(start, goal.total(start)))
    standing.hear(Bounded(goal.most_ever))
    core_bound: float | None = plain.most_ever
    for report in reports([work], deadline, stop):
        if isinstance(report, CoreBounded):
            core_bound = report.bound
        elif isinstance(report, Conflict):
            raise Infeasible(in_words(report, session, goal))
        else:
            standing.hear(report)
    best = start if standing.best is None else standing.best.solution
    return _Heard(best, standing.bound if plain is goal else core_bound)


def _refuse_broken(session: Session, pinned: Ints, former: Former) -> None:
    """Fixed meetings that break the rules by themselves leave no timetable."""
    verdict = verify(session, seat(session, pinned, former.timetable))
    if not verdict.keeps_rules:
        raise Infeasible(["the fixed meetings cannot all stand:", *verdict.errors])
