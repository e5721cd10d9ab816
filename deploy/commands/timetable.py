"""`chophien timetable …`: the meetings of a connection session."""

import argparse
import sys

import msgspec

from deploy.commands.reasons import told
from deploy.commands.schedule import read_any, solve_agenda
from services.fairs.breaks.agenda import Agenda, Schedule
from services.fairs.breaks.verifying import verify as verdict_on
from services.fairs.timetable.explaining import Wish, wishes_of
from services.fairs.timetable.instance import Session, Timetable, read_session, with_floor
from services.fairs.timetable.offering import Offer, one_more, prices_of
from services.fairs.timetable.replanning import Absence, Former, change_since, without
from services.fairs.timetable.solving import solve as solve_session
from services.fairs.timetable.verifying import verify
from shared.solving.clock import Deadline
from shared.solving.door import Outcome, refuse_unwritable, say, write
from shared.solving.reading import read
from shared.solving.refusals import BadInput, Infeasible, NothingFound
from shared.solving.stopping import Stop

SHOWN = 20
"""Errors in one answer."""


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    participant: str
    wishes: list[Wish]
    one_more: Offer | None
    impossible: tuple[str, ...] | None


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
        session = read_any(arguments.instance)
        if isinstance(session, Agenda):
            return solve_agenda(session, arguments, deadline, stop)
        absences = tuple(_absence(text, arguments.now, session) for text in arguments.absent)
        session = with_floor(without(session, absences), arguments.floor)
        former = None
        if arguments.former is not None:
            former = Former(read(arguments.former, Timetable), arguments.now, arguments.move_cost)
        result = solve_session(session, deadline, stop, seed=arguments.seed, former=former)
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
    if not result.verdict.feasible:
        raise NothingFound("\n".join(("no timetable with the floor was found:", *result.verdict.below_floor)))
    return 0


def check(arguments: argparse.Namespace) -> int:
    session = read_any(arguments.instance)
    verdict = (
        verdict_on(session, read(arguments.solution, Schedule))
        if isinstance(session, Agenda)
        else verify(session, read(arguments.solution, Timetable))
    )
    say(verdict)
    return 0 if verdict.feasible else 1


def explain(arguments: argparse.Namespace) -> int:
    """Sentences on stderr, the same as data on stdout."""
    with Stop() as stop:
        deadline = Deadline.of_process(arguments.seconds)
        session, timetable = read_session(arguments.instance), read(arguments.solution, Timetable)
        errors = verify(session, timetable).errors
        if errors:
            raise BadInput("\n".join(("this is no timetable of that session:", *errors[:SHOWN])))
        wishes = wishes_of(session, timetable, arguments.who)
        offer, refusal = None, None
        try:
            offer = one_more(session, timetable, arguments.who, deadline, stop)
        except Infeasible as infeasible:
            refusal = infeasible.conflict
    say(Explanation(participant=arguments.who, wishes=wishes, one_more=offer, impossible=refusal))
    sys.stderr.write("\n".join(told(arguments.who, wishes, offer, refusal)) + "\n")
    return 0


def prices(arguments: argparse.Namespace) -> int:
    with Stop() as stop:
        found = prices_of(read_session(arguments.instance), Deadline.of_process(arguments.seconds), stop)
    if found is None:
        raise NothingFound("time ran out before there were any prices")
    say(found)
    return 0


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
