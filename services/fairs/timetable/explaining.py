"""Why somebody did not get what they wished, hour by hour, and what one meeting more would cost."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Literal

import msgspec

from services.fairs.timetable.instance import Meeting, Pair, Participant, Session, Timetable
from shared.solving.refusals import BadInput

Obstacle = Literal[
    "never_both_here",
    "own_meetings_full",
    "other_meetings_full",
    "busy",
    "other_busy",
    "rest_due",
    "no_interpreter",
    "tables_full",
    "possible",
]


class Reason(msgspec.Struct, frozen=True, omit_defaults=True):
    """What stands in the way in those slots, and who has the places instead."""

    obstacle: Obstacle
    slots: tuple[int, ...] = ()
    others: tuple[str, ...] = ()


class Wish(msgspec.Struct, frozen=True, omit_defaults=True):
    partner: str
    score: float
    must: bool
    slot: int | None = None  # None: not held
    reasons: tuple[Reason, ...] = ()


def wishes_of(session: Session, timetable: Timetable, who: str) -> list[Wish]:
    """The participant's wishes, dearest first."""
    people = {person.id: person for person in session.participants}
    if who not in people:
        raise BadInput(f"no participant {who!r}")
    day = _Day(session, timetable)
    held = {(m.coop, m.buyer): m.slot for m in timetable.meetings}
    found = []
    for pair in session.pairs:
        if who not in (pair.coop, pair.buyer):
            continue
        partner = pair.buyer if who == pair.coop else pair.coop
        slot = held.get((pair.coop, pair.buyer))
        reasons = () if slot is not None else tuple(day.reasons(pair, people[who], people[partner]))
        found.append(Wish(partner, pair.score, pair.must, slot, reasons))
    return sorted(found, key=lambda wish: (-wish.must, -wish.score, wish.partner))


class _Day:
    """Who sits where, by slot."""

    def __init__(self, session: Session, timetable: Timetable) -> None:
        self.session = session
        self.meetings_of: dict[str, list[Meeting]] = defaultdict(list)
        self.at: dict[tuple[str, int], Meeting] = {}
        self.tables_taken: dict[int, list[Meeting]] = defaultdict(list)
        self.own = {table.fixed_to for table in session.tables if table.fixed_to is not None}
        self.free_tables = sum(table.fixed_to is None for table in session.tables)
        self.language = {(pair.coop, pair.buyer): pair.lang for pair in session.pairs}
        self.interpreting: dict[tuple[str, int], Meeting] = {}
        for meeting in timetable.meetings:
            for name in (meeting.coop, meeting.buyer):
                self.meetings_of[name].append(meeting)
                self.at[name, meeting.slot] = meeting
            if meeting.buyer not in self.own:
                self.tables_taken[meeting.slot].append(meeting)
            if meeting.interpreter is not None:
                self.interpreting[meeting.interpreter, meeting.slot] = meeting

    def reasons(self, pair: Pair, own: Participant, other: Participant) -> Iterator[Reason]:
        common = sorted(set(own.avail) & set(other.avail))
        if not common:
            yield Reason("never_both_here")
            return
        full: list[tuple[Obstacle, Participant]] = [
            ("own_meetings_full", own),
            ("other_meetings_full", other),
        ]
        for obstacle, person in full:
            meetings = self.meetings_of[person.id]
            if len(meetings) >= person.max_meetings:
                yield Reason(obstacle, others=tuple(_partner(m, person.id) for m in meetings))
        slots: dict[Obstacle, list[int]] = defaultdict(list)
        others: dict[Obstacle, list[str]] = defaultdict(list)
        for slot in common:
            first, instead = self._in(slot, pair, own, other)
            slots[first].append(slot)
            others[first] += instead
        for first, where in slots.items():
            yield Reason(first, tuple(where), tuple(dict.fromkeys(others[first])))

    def _in(self, slot: int, pair: Pair, own: Participant, other: Participant) -> tuple[Obstacle, list[str]]:
        """The first thing that stands in the way."""
        if (own.id, slot) in self.at:
            return "busy", [_partner(self.at[own.id, slot], own.id)]
        if (other.id, slot) in self.at:
            return "other_busy", [_partner(self.at[other.id, slot], other.id)]
        if tired := [person.id for person in (own, other) if self._row(person, slot)]:
            return "rest_due", tired
        if pair.lang:
            able = [i.id for i in self.session.interpreters if pair.lang in i.langs and slot in i.avail]
            served = [self.interpreting[i, slot] for i in able if (i, slot) in self.interpreting]
            if len(served) == len(able):
                return "no_interpreter", [f"{m.coop}–{m.buyer}" for m in served]
        if pair.buyer not in self.own and len(self.tables_taken[slot]) >= self.free_tables:
            return "tables_full", [f"{m.coop}–{m.buyer}" for m in self.tables_taken[slot]]
        return "possible", []

    def _row(self, person: Participant, slot: int) -> bool:
        """Whether a meeting there would be one too many in a row."""
        if person.max_consecutive is None:
            return False
        first, last = slot, slot
        while (person.id, first - 1) in self.at:
            first -= 1
        while (person.id, last + 1) in self.at:
            last += 1
        return last - first + 1 > person.max_consecutive


def _partner(meeting: Meeting, who: str) -> str:
    return meeting.buyer if who == meeting.coop else meeting.coop
