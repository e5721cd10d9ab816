"""From a session to its timetable: draft, worker processes, names for tables and people, a last check."""

from dataclasses import dataclass

from services.fairs.timetable.draft import draft
from services.fairs.timetable.goal import Goal
from services.fairs.timetable.instance import Session, Timetable
from services.fairs.timetable.planning import Report, plan
from services.fairs.timetable.problem import Ints, Problem
from services.fairs.timetable.seating import seat
from services.fairs.timetable.verifying import Verdict, verify
from shared.solving.clock import Deadline
from shared.solving.reports import Found, Standing
from shared.solving.stopping import Stop
from shared.solving.workers import Task, reports

FINISH = 0.0003
"""Seconds kept back for each pair, to name tables and interpreters and to check."""


@dataclass(frozen=True)
class Result:
    timetable: Timetable
    verdict: Verdict
    bound: float | None
    proved: bool


def solve(session: Session, seed: int, deadline: Deadline, stop: Stop) -> Result:
    goal = Goal.of(Problem.of(session))
    standing: Standing[Ints] = Standing(deadline, integral=goal.integral)
    start = draft(goal)
    standing.hear(Found(start, goal.total(start)))
    working = deadline.earlier(0.1 + FINISH * len(session.pairs))
    tasks: list[Task[Report]] = [Task(plan, (goal, start, seed, working))]
    for report in reports(tasks, working, stop):
        standing.hear(report)
    slot_of = start if standing.best is None else standing.best.solution
    timetable = seat(session, slot_of)
    verdict = verify(session, timetable)
    if not verdict.feasible:
        raise AssertionError(f"the solver broke its own rules: {verdict.errors[:3]}")
    return Result(timetable, verdict, standing.bound, standing.proved)
