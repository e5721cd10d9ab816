"""`python -m services.fairs.allocation.worker`: a process of its own that plans one fair.

A `Work` as JSON on stdin; on stdout a `Progress` a line, the last with `done`. SIGTERM: end with the best so far.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr
from io import StringIO

import msgspec

from services.fairs.allocation.checking import value
from services.fairs.allocation.fair import Fair, refuse_conflicting_places
from services.fairs.allocation.rerun import bonus_for, kept
from services.fairs.allocation.solving import solve
from shared.solving.clock import Deadline
from shared.solving.refusals import Infeasible
from shared.solving.reports import Standing
from shared.solving.stopping import Stop

PART_FOR_PLAN = 0.7
"""Of the seconds; the rest tells what each rule costs."""
NICENESS = 10
"""People who book come first."""
SEED = 20260101


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """`without`: the same fair, as if there were no such rule."""

    fair: Fair
    former: dict[str, str]
    seconds: float
    without: dict[str, Fair]


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    objective: float | None
    bound: float | None
    assignment: dict[str, str]
    elapsed: float
    costs: dict[str, float] = {}
    conflict: tuple[str, ...] = ()
    done: bool = False


def tell(progress: Progress) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(progress) + b"\n")
    sys.stdout.buffer.flush()


def _progress(work: Work, standing: Standing[dict[str, str]]) -> Progress:
    """In plain points: what a kept place is worth to the search is not what the plan is worth."""
    plan = {} if standing.best is None else standing.best.solution
    bonus = bonus_for(work.fair, work.former) * kept(plan, work.former)
    return Progress(
        objective=None if standing.best is None else value(work.fair, plan),
        bound=None if standing.bound is None else standing.bound - bonus,
        assignment=plan,
        elapsed=standing.deadline.elapsed,
    )


def run(work: Work, stop: Stop) -> Iterator[Progress]:
    refuse_conflicting_places(work.fair)
    deadline = Deadline.in_seconds(work.seconds * (PART_FOR_PLAN if work.without else 1))
    standing = solve(work.fair, work.former, SEED, deadline, stop, heard=lambda one: tell(_progress(work, one)))
    progress = _progress(work, standing)
    yield progress
    plan = {} if standing.best is None else standing.best.solution
    reached, costs = value(work.fair, plan), {}
    for rule, fair in work.without.items():
        if stop.requested:
            break
        share = work.seconds * (1 - PART_FOR_PLAN) / len(work.without)
        free = solve(fair, plan, SEED, Deadline.in_seconds(share), stop)
        found = {} if free.best is None else free.best.solution
        costs[rule] = max(0.0, value(fair, found) - reached)
    yield msgspec.structs.replace(progress, costs=costs, done=True)


def main() -> None:
    os.nice(NICENESS)
    work = msgspec.json.decode(sys.stdin.buffer.read(), type=Work)
    with Stop() as stop, redirect_stderr(StringIO()):
        try:
            for progress in run(work, stop):
                tell(progress)
        except Infeasible as refusal:
            nothing = Progress(
                objective=None, bound=None, assignment={}, elapsed=0, conflict=refusal.conflict, done=True
            )
            tell(nothing)


if __name__ == "__main__":
    main()
