"""`chophien timetable …`"""

import argparse

from services.fairs.timetable.instance import Timetable, read_session
from services.fairs.timetable.solving import solve as solve_session
from services.fairs.timetable.verifying import verify
from shared.solving.clock import Deadline
from shared.solving.door import Outcome, refuse_unwritable, say, write
from shared.solving.reading import read
from shared.solving.stopping import Stop


def solve(arguments: argparse.Namespace) -> int:
    with Stop() as stop:
        deadline = Deadline.of_process(arguments.seconds)
        refuse_unwritable(arguments.out)
        session = read_session(arguments.instance)
        result = solve_session(session, arguments.seed, deadline, stop)
        write(arguments.out, result.timetable)
    say(
        Outcome(
            objective=result.verdict.objective,
            objective_core=result.verdict.objective_core,
            bound=result.bound,
            proved=result.proved,
            seconds=round(deadline.elapsed, 3),
        )
    )
    return 0


def check(arguments: argparse.Namespace) -> int:
    verdict = verify(read_session(arguments.instance), read(arguments.solution, Timetable))
    say(verdict)
    return 0 if verdict.feasible else 1
