"""The day has begun and something changed: least change at least loss.

    maximise  Σ v[p] + Σ c · dear[p] · [p stays at its former hour]

over all timetables that hold the fixed meetings. c is what sparing one ordinary meeting a move may cost, in
points. It enters the worth of the former hour, so every bound and search works as it is. Nothing new is
planned in hours that are past.
"""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace as changed

from services.fairs.timetable.goal import Goal
from services.fairs.timetable.instance import Meeting, Session, Timetable
from services.fairs.timetable.problem import Ints
from services.fairs.timetable.room import NOWHERE
from shared.solving.refusals import BadInput, Infeasible

MOVE = 0.1
"""Of the mean worth of a meeting: the default for c."""


class Absence(NamedTuple):
    """Somebody, participant or interpreter, is not here from the first to the last slot."""

    who: str
    first: int
    last: int


@dataclass(frozen=True)
class Former:
    """A timetable that people already know. Meetings before `now` are past."""

    timetable: Timetable
    now: int = 0
    move_cost: float | None = None

    def is_fixed(self, meeting: Meeting) -> bool:
        return meeting.fixed or meeting.slot < self.now


class Change(NamedTuple):
    kept: int
    moved: int
    gone: int
    new: int


def without(session: Session, absences: tuple[Absence, ...]) -> Session:
    """The session as it is, now that some people are missing for a while."""
    known = {p.id for p in session.participants} | {i.id for i in session.interpreters}
    gone: dict[str, set[int]] = {}
    for absence in absences:
        if absence.who not in known:
            raise BadInput(f"absent: no participant or interpreter {absence.who!r}")
        gone.setdefault(absence.who, set()).update(range(absence.first, absence.last + 1))

    def present(who: str, slots: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(slot for slot in slots if slot not in gone.get(who, ()))

    return changed(
        session,
        participants=tuple(changed(p, avail=present(p.id, p.avail)) for p in session.participants),
        interpreters=tuple(changed(i, avail=present(i.id, i.avail)) for i in session.interpreters),
    )


def goal_beside(former: Former, session: Session, plain: Goal) -> tuple[Goal, Ints]:
    """What to aim at, and the former hour of each pair: NOWHERE for those that are new or impossible now."""
    problem = plain.problem
    index = {(pair.coop, pair.buyer): number for number, pair in enumerate(session.pairs)}
    worth, pinned = plain.worth.copy(), plain.pinned.copy()
    worth[:, : former.now] = np.nan
    hour = np.full(len(index), NOWHERE)
    mean = float(problem.value.mean()) if len(problem.value) else 0.0
    cost = round(MOVE * mean) if former.move_cost is None else former.move_cost
    for meeting in former.timetable.meetings:
        pair = index.get((meeting.coop, meeting.buyer), NOWHERE)
        possible = pair != NOWHERE and meeting.slot < session.T and problem.possible[pair, meeting.slot]
        if former.is_fixed(meeting):
            if not possible:
                raise Infeasible([f"{_name(meeting)} is fixed, but somebody is not here then"])
            pinned[pair] = meeting.slot
            worth[pair] = plain.worth[pair]
        if possible:
            hour[pair] = meeting.slot
            worth[pair, meeting.slot] += cost * meeting.dear
    _refuse_clashes(former, session)
    return replace(plain, worth=worth, pinned=pinned), hour


def change_since(former: Former, timetable: Timetable) -> Change:
    """Kept: the same two people at the same hour."""
    before = {(m.coop, m.buyer): m.slot for m in former.timetable.meetings}
    after = {(m.coop, m.buyer): m.slot for m in timetable.meetings}
    kept = sum(before.get(pair) == slot for pair, slot in after.items())
    both = len(before.keys() & after.keys())
    return Change(kept, both - kept, len(before) - both, len(after) - both)


def _name(meeting: Meeting) -> str:
    return f"{meeting.coop}–{meeting.buyer} in slot {meeting.slot}"


def _refuse_clashes(former: Former, session: Session) -> None:
    """Two fixed meetings of one person at one hour, or more than the person may have."""
    most = {person.id: person.max_meetings for person in session.participants}
    seen: dict[tuple[str, int], Meeting] = {}
    count: dict[str, int] = {}
    for meeting in former.timetable.meetings:
        for name in (meeting.coop, meeting.buyer) if former.is_fixed(meeting) else ():
            other = seen.setdefault((name, meeting.slot), meeting)
            if other is not meeting:
                raise Infeasible([f"{_name(meeting)} and {_name(other)} are both fixed"])
            count[name] = count.get(name, 0) + 1
            if count[name] > most[name]:
                raise Infeasible([f"{name}: {count[name]} meetings are fixed, at most {most[name]} are allowed"])
