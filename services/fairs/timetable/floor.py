"""The floor: can everybody have the least number of meetings? If not, a smallest set of people and resources.

    maximise Σ s[q]     over the linear program of `blocks`, where no meeting is worth anything else

An optimum below Σ least[q] proves that no timetable does it. Participants are then left out of the demand one
by one as long as it stays impossible: of those who remain nobody can be spared, so the set cannot be made
smaller (a deletion filter, Chinneck & Dravnieks 1991). The rows with a price are what stands in their way.
"""

import math
from dataclasses import replace

import msgspec
import numpy as np

from services.fairs.timetable.blocks import BlockProgramme, programme, worth_by
from services.fairs.timetable.goal import Goal
from services.fairs.timetable.instance import Session
from services.fairs.timetable.linear import Solved, solve
from services.fairs.timetable.problem import Ints
from services.fairs.timetable.room import NOWHERE, Room
from shared.solving.clock import Deadline

SHORT = 1e-4
"""Meetings: less than this is rounding."""
FINE_COLUMNS = 25_000


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """Those people cannot all have their least number of meetings; the rest is what there is too few of."""

    people: tuple[int, ...]
    missing: float  # meetings, at least
    full_people: tuple[int, ...]
    table_slots: tuple[int, ...]  # those in which one table more would help
    languages: tuple[int, ...]


def conflict(goal: Goal, deadline: Deadline) -> Conflict | None:
    """None: nothing is proved."""
    slots = np.arange(goal.problem.slots)
    for blocks in ([slots], [np.array([slot]) for slot in slots]):
        columns = np.count_nonzero(~np.isnan(goal.worth)) if len(blocks) > 1 else 0
        found = _short(goal, blocks, deadline) if columns <= FINE_COLUMNS else None
        if found is not None:
            return _smallest(goal, blocks, found, deadline)
    return None


Short = tuple[BlockProgramme, Solved]


def _short(goal: Goal, blocks: list[Ints], deadline: Deadline) -> Short | None:
    """The program and its solution, if it proves that the floor is out of reach."""
    goal = replace(goal, worth=np.where(np.isnan(goal.worth), np.nan, 0.0))
    allowed = np.where((goal.pinned == NOWHERE)[:, None], worth_by(blocks, goal.worth), np.nan)
    room = Room.beside(goal.problem, blocks, goal.pinned)
    program = programme(goal.problem, blocks, room, allowed, 1.0)
    solved = solve(program.programme, deadline)
    if solved is None or program.safe_bound(solved.duals).value >= goal.problem.least.sum() - SHORT:
        return None
    return program, solved


def _smallest(goal: Goal, blocks: list[Ints], found: Short, deadline: Deadline) -> Conflict:
    for person in np.flatnonzero(goal.problem.least):
        if deadline.passed:
            break
        least = goal.problem.least.copy()
        least[person] = 0
        spared = replace(goal, problem=replace(goal.problem, least=least))
        still = _short(spared, blocks, deadline)
        if still is not None:
            goal, found = spared, still
    program, solved = found
    problem, many = goal.problem, len(blocks)
    people = np.flatnonzero(problem.least)
    priced = program.prices(solved.duals, "most", len(problem.most)) > SHORT
    hours = program.prices(solved.duals, "people", len(problem.most) * many).reshape(-1, many).max(axis=1) > SHORT
    tables = program.prices(solved.duals, "tables", many) > SHORT
    languages = program.prices(solved.duals, "languages", problem.languages * many).reshape(-1, many)
    return Conflict(
        people=tuple(people.tolist()),
        missing=float(problem.least.sum() - program.safe_bound(solved.duals).value),
        full_people=tuple(np.setdiff1d(np.flatnonzero(priced | hours), people).tolist()),
        table_slots=tuple(slot for b in np.flatnonzero(tables) for slot in blocks[b].tolist()),
        languages=tuple(np.flatnonzero(languages.max(axis=1, initial=0.0) > SHORT).tolist()),
    )


def in_words(conflict: Conflict, session: Session, goal: Goal) -> list[str]:
    """What the organizer can read and act on."""
    problem = goal.problem
    names = [person.id for person in session.participants]
    spoken = sorted({pair.lang for pair in session.pairs if pair.lang})
    wishes = problem.meetings_of(np.asarray(np.isfinite(goal.worth).any(axis=1)))
    people = [
        f"{names[q]} (at least {problem.least[q]}, at most {problem.most[q]}; {wishes[q]} possible wishes)"
        for q in conflict.people
    ]
    lines = [f"cannot all have their least number of meetings: {', '.join(people)}"]
    lines += [
        f"{names[q]} takes at most {min(problem.most[q], problem.here[q].sum())} meetings" for q in conflict.full_people
    ]
    if conflict.table_slots:
        slots = ", ".join(map(str, conflict.table_slots))
        lines.append(f"only {problem.free_tables} free tables in slots {slots}")
    lines += [f"too few interpreters for {spoken[language]}" for language in conflict.languages]
    lines.append(f"at least {math.ceil(conflict.missing - SHORT)} meetings are missing")
    return lines
