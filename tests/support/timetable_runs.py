"""Many small sessions in one worker process: ortools and highspy may not meet in the process of the tests."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from services.fairs.timetable.draft import draft
from services.fairs.timetable.floor import Conflict
from services.fairs.timetable.goal import Goal
from services.fairs.timetable.instance import Session
from services.fairs.timetable.planning import plan
from services.fairs.timetable.problem import Problem
from shared.solving.clock import Deadline
from shared.solving.reports import Bounded, Found


class Planned(NamedTuple):
    slots: list[int]  # of each pair, -1: does not meet
    objective: float
    bound: float
    conflict: bool


def planned(sessions: Sequence[Session], seconds: float = 3.0) -> Iterator[Planned]:
    for session in sessions:
        goal = Goal.of(Problem.of(session))
        start = draft(goal, Deadline.in_seconds(seconds))
        best, bound, conflict = Found(start, goal.total(start)), float("inf"), False
        for report in plan(goal, start, 1, 1_000, Deadline.in_seconds(seconds)):
            if isinstance(report, Found):
                best = report
            elif isinstance(report, Bounded):
                bound = report.bound
            conflict = conflict or isinstance(report, Conflict)
        yield Planned(best.solution.tolist(), best.objective, bound, conflict)
