"""What one meeting more for somebody would cost, and what one more table or interpreter would bring."""

from collections.abc import Iterator

import msgspec
import numpy as np
from msgspec.structs import replace as changed

from services.fairs.timetable.blocks import programme, worth_by
from services.fairs.timetable.goal import Goal
from services.fairs.timetable.instance import Meeting, Session, Timetable
from services.fairs.timetable.linear import solve as solve_linear
from services.fairs.timetable.planning import SIMPLEX_COLUMNS
from services.fairs.timetable.problem import Ints, Problem
from services.fairs.timetable.replanning import Former
from services.fairs.timetable.room import Room
from services.fairs.timetable.solving import solve
from services.fairs.timetable.verifying import verify
from shared.solving.clock import Deadline
from shared.solving.stopping import Stop
from shared.solving.workers import Task, reports

A_MOVE = 1.0
"""Points: what sparing others a move may cost here. One meeting more should disturb few."""


class Offer(msgspec.Struct, frozen=True):
    """One meeting more: what the session as a whole loses, and for whom something changes."""

    points: float
    meetings: tuple[Meeting, ...]
    moved: tuple[Meeting, ...]
    gone: tuple[Meeting, ...]


class Prices(msgspec.Struct, frozen=True):
    """Points that one more would bring at the margin, by slot: duals of the linear program."""

    tables: tuple[float, ...]
    interpreters: dict[str, tuple[float, ...]]


def one_more(session: Session, timetable: Timetable, who: str, deadline: Deadline, stop: Stop) -> Offer:
    """The cheapest timetable with one meeting more for somebody. Raises Infeasible where there is none."""
    count = sum(who in (m.coop, m.buyer) for m in timetable.meetings)
    people = tuple(
        changed(p, min_meetings=count + 1 if p.id == who else min(p.min_meetings, count)) for p in session.participants
    )
    wanting = changed(session, participants=people)
    result = solve(wanting, deadline, stop, former=Former(timetable, 0, A_MOVE))
    before = {(m.coop, m.buyer): m for m in timetable.meetings}
    after = {(m.coop, m.buyer): m for m in result.timetable.meetings}
    return Offer(
        points=verify(session, timetable).objective_core - result.verdict.objective_core,
        meetings=tuple(m for pair, m in after.items() if pair not in before),
        moved=tuple(m for pair, m in after.items() if pair in before and before[pair].slot != m.slot),
        gone=tuple(m for pair, m in before.items() if pair not in after),
    )


def prices_of(session: Session, deadline: Deadline, stop: Stop) -> Prices | None:
    """None when time ran out."""
    tasks: list[Task[Prices]] = [Task(_prices, (session, deadline))]
    return next(iter(reports(tasks, deadline, stop)), None)


def _prices(session: Session, deadline: Deadline) -> Iterator[Prices]:
    goal = Goal.of(Problem.of(session))
    problem, slots = goal.problem, goal.problem.slots
    fine = np.count_nonzero(~np.isnan(goal.worth)) <= SIMPLEX_COLUMNS
    blocks: list[Ints] = np.array_split(np.arange(slots), slots if fine else 1)
    room = Room.beside(problem, blocks, goal.pinned)
    program = programme(problem, blocks, room, worth_by(blocks, goal.worth))
    solved = solve_linear(program.programme, deadline)
    if solved is None:
        return
    of_slot = np.concatenate([np.full(len(block), number) for number, block in enumerate(blocks)])
    tables = program.prices(solved.duals, "tables", len(blocks))[of_slot]
    languages = program.prices(solved.duals, "languages", problem.languages * len(blocks))
    by_language = languages.reshape(problem.languages, len(blocks))[:, of_slot]
    spoken = sorted({pair.lang for pair in session.pairs if pair.lang})
    yield Prices(
        tuple(tables.round(3).tolist()),
        {name: tuple(row.round(3).tolist()) for name, row in zip(spoken, by_language, strict=True)},
    )
