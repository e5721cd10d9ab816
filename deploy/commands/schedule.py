"""`chophien timetable …` for files of kind B2BSOP: all meetings are agreed, only their hours are open."""

import argparse
from pathlib import Path

import msgspec

from services.fairs.breaks.agenda import Agenda, refuse_nonsense
from services.fairs.breaks.solving import solve
from services.fairs.timetable.instance import Session, read_session
from shared.solving.clock import Deadline
from shared.solving.door import Outcome, say, write
from shared.solving.reading import read
from shared.solving.refusals import BadInput
from shared.solving.stopping import Stop


class Scheduled(Outcome, frozen=True, kw_only=True):
    """The objective is the number of breaks, negative. `spread`: the most of one participant less the fewest."""

    breaks: int
    spread: int


class Kind(msgspec.Struct, frozen=True):
    kind: str = "A"


def read_any(path: Path) -> Session | Agenda:
    """The file says which kind it is."""
    if read(path, Kind).kind != "B2BSOP":
        return read_session(path)
    agenda = read(path, Agenda)
    refuse_nonsense(agenda)
    return agenda


def solve_agenda(agenda: Agenda, arguments: argparse.Namespace, deadline: Deadline, stop: Stop) -> int:
    if arguments.former is not None or arguments.absent or arguments.floor:
        raise BadInput("--from, --absent and --floor are for sessions of kind A")
    result = solve(agenda, deadline.before_writing(), stop, arguments.seed)
    write(arguments.out, result.schedule)
    say(
        Scheduled(
            objective=result.verdict.objective,
            bound=result.bound,
            proved=result.proved,
            seconds=round(deadline.elapsed, 3),
            breaks=result.verdict.breaks,
            spread=result.verdict.spread,
        ),
    )
    return 0
