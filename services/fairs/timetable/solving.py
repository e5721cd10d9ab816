"""From a session to its timetable: draft, worker processes, names for tables and people, a last check."""

from dataclasses import dataclass

from services.fairs.timetable.compacting import compacted
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

FINISH = 0.0002
"""Seconds kept back for each pair, to name tables and interpreters and to check."""
FOR_HOLES = 0.2
"""Of the time: kept back from the search, for timetables that stay unproved."""


@dataclass(frozen=True)
class Result:
    timetable: Timetable
    verdict: Verdict
    bound: float | None
    proved: bool


def solve(session: Session, seed: int, deadline: Deadline, stop: Stop) -> Result:
    """First the most points, then the fewest holes among the timetables of as many points."""
    goal = Goal.of(Problem.of(session))
    working = deadline.earlier(0.1 + FINISH * len(session.pairs))
    standing = planned(goal, draft(goal), seed, working, stop)
    assert standing.best is not None
    slot_of = without_holes(goal, session, standing.best.solution, seed, working, stop)
    timetable = seat(session, slot_of)
    verdict = verify(session, timetable)
    if not verdict.feasible:
        raise AssertionError(f"the solver broke its own rules: {verdict.errors[:3]}")
    return Result(timetable, verdict, standing.bound, standing.proved)


def planned(goal: Goal, start: Ints, seed: int, deadline: Deadline, stop: Stop) -> Standing[Ints]:
    standing: Standing[Ints] = Standing(deadline, integral=goal.integral)
    standing.hear(Found(start, goal.total(start)))
    until = deadline.share(1 - FOR_HOLES)
    tasks: list[Task[Report]] = [Task(plan, (goal, start, seed, until))]
    for report in reports(tasks, until, stop):
        standing.hear(report)
    return standing


def without_holes(
    goal: Goal, session: Session, slot_of: Ints, seed: int, deadline: Deadline, stop: Stop
) -> Ints:
    for better in compacted(goal, session, slot_of, seed, deadline):
        slot_of = better
        if stop.requested:
            break
    return slot_of
