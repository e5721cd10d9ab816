"""`chophien timetable …`: the meetings of a connection session."""

import argparse

import msgspec

from services.fairs.timetable.instance import Session, Timetable, read_session
from services.fairs.timetable.replanning import Absence, Former, change_since, without
from services.fairs.timetable.solving import solve as solve_session
from services.fairs.timetable.verifying import verify
from shared.solving.clock import Deadline
from shared.solving.door import Outcome, refuse_unwritable, say, write
from shared.solving.reading import read
from shared.solving.refusals import BadInput
from shared.solving.stopping import Stop


class Replanned(Outcome, frozen=True, kw_only=True):
    """Of the meetings of the former timetable: the same two at the same hour, or another, or not at all."""

    kept: int
    moved: int
    gone: int
    new: int


def solve(arguments: argparse.Namespace) -> int:
    with Stop() as stop:
        deadline = Deadline.of_process(arguments.seconds)
        refuse_unwritable(arguments.out)
        session = read_session(arguments.instance)
        absences = tuple(_absence(text, arguments.now, session) for text in arguments.absent)
        session = without(session, absences)
        former = None
        if arguments.former is not None:
            former = Former(read(arguments.former, Timetable), arguments.now, arguments.move_cost)
        result = solve_session(
            session, deadline, stop, seed=arguments.seed, floor=arguments.floor, former=former
        )
        write(arguments.out, result.timetable)
    outcome = Outcome(
        objective=result.verdict.objective,
        objective_core=result.verdict.objective_core,
        bound=result.bound,
        proved=result.proved,
        seconds=round(deadline.elapsed, 3),
    )
    if former is not None:
        change = change_since(former, result.timetable)
        outcome = Replanned(**msgspec.structs.asdict(outcome), **change._asdict())
    say(outcome)
    return 0


def check(arguments: argparse.Namespace) -> int:
    verdict = verify(read_session(arguments.instance), read(arguments.solution, Timetable))
    say(verdict)
    return 0 if verdict.feasible else 1


def _absence(text: str, now: int, session: Session) -> Absence:
    """`C5` is missing from now on, `C5:0-3` in the slots 0 to 3."""
    who, colon, span = text.rpartition(":")
    if not colon:
        return Absence(text, now, session.T - 1)
    first, _, last = span.partition("-")
    try:
        return Absence(who, int(first), int(last or first))
    except ValueError:
        raise BadInput(f"--absent {text}: ID or ID:FIRST-LAST") from None
