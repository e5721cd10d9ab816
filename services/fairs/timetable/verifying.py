"""Is this a timetable of that session, and what is it worth? Shares nothing with the solver but the types."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator

import msgspec

from services.fairs.timetable.instance import Interpreter, Meeting, Participant, Session, Timetable


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """`objective_core` leaves the holes out."""

    feasible: bool
    errors: tuple[str, ...]
    below_floor: tuple[str, ...]
    objective: float
    objective_core: float
    meetings: int
    musts: int
    musts_held: int
    holes: int
    without_meeting: int

    @property
    def keeps_rules(self) -> bool:
        """Feasible but for the floor."""
        return not self.errors


def verify(session: Session, timetable: Timetable) -> Verdict:
    people = {person.id: person for person in session.participants}
    pairs = {(pair.coop, pair.buyer): pair for pair in session.pairs}
    held = [pairs[m.coop, m.buyer] for m in timetable.meetings if (m.coop, m.buyer) in pairs]
    busy: dict[str, set[int]] = defaultdict(set)
    for meeting in timetable.meetings:
        busy[meeting.coop].add(meeting.slot)
        busy[meeting.buyer].add(meeting.slot)
    errors = [
        *_about_each(session, timetable, people),
        *_about_doubles(timetable),
        *(error for name, person in people.items() for error in _about_person(person, busy[name], session.T)),
    ]
    below_floor = [
        f"{name}: {len(busy[name])} meetings, at least {person.min_meetings}"
        for name, person in people.items()
        if len(busy[name]) < person.min_meetings
    ]
    musts = sum(pair.must for pair in held)
    core = sum(pair.score for pair in held) + session.weights.must_bonus * musts
    holes = sum(holes_of(busy[name], session) for name, person in people.items() if person.compact)
    return Verdict(
        feasible=not errors and not below_floor,
        errors=tuple(errors),
        below_floor=tuple(below_floor),
        objective=core - session.weights.hole * holes,
        objective_core=core,
        meetings=len(timetable.meetings),
        musts=sum(pair.must for pair in session.pairs),
        musts_held=musts,
        holes=holes,
        without_meeting=sum(not busy[name] for name in people),
    )


def holes_of(slots: set[int], session: Session) -> int:
    """Idle stretches between two meetings of one session."""
    inside = [sorted(slots & set(part)) for part in session.sessions]
    return sum(later - earlier > 1 for part in inside for earlier, later in itertools.pairwise(part))


def _about_each(session: Session, timetable: Timetable, people: dict[str, Participant]) -> Iterator[str]:
    pairs = {(pair.coop, pair.buyer): pair for pair in session.pairs}
    own = {table.fixed_to: table.id for table in session.tables if table.fixed_to is not None}
    tables = {table.id: table for table in session.tables}
    interpreters = {person.id: person for person in session.interpreters}
    for m in timetable.meetings:
        name = f"{m.coop}–{m.buyer}"
        pair = pairs.get((m.coop, m.buyer))
        if pair is None:
            yield f"{name}: nobody asked for this meeting"
            continue
        for person in (people[m.coop], people[m.buyer]):
            if m.slot not in person.avail:
                yield f"{name}: {person.id} is not here in slot {m.slot}"
        if m.table not in tables:
            yield f"{name}: no table {m.table!r}"
        elif tables[m.table].fixed_to not in (None, m.buyer):
            yield f"{name}: table {m.table} is kept for {tables[m.table].fixed_to}"
        elif own.get(m.buyer, m.table) != m.table:
            yield f"{name}: {m.buyer} sits at table {own[m.buyer]}"
        yield from _about_speech(name, m, pair.lang, interpreters)


def _about_speech(
    name: str, meeting: Meeting, language: str | None, interpreters: dict[str, Interpreter]
) -> Iterator[str]:
    if meeting.interpreter is not None and meeting.interpreter not in interpreters:
        yield f"{name}: no interpreter {meeting.interpreter!r}"
    elif language and meeting.interpreter is None:
        yield f"{name}: needs an interpreter for {language}"
    elif language and meeting.interpreter is not None:
        interpreter = interpreters[meeting.interpreter]
        if language not in interpreter.langs:
            yield f"{name}: {interpreter.id} does not speak {language}"
        if meeting.slot not in interpreter.avail:
            yield f"{name}: interpreter {interpreter.id} is not here in slot {meeting.slot}"


def _about_doubles(timetable: Timetable) -> Iterator[str]:
    meetings = timetable.meetings
    for pair, times in Counter((m.coop, m.buyer) for m in meetings).items():
        if times > 1:
            yield f"{pair[0]}–{pair[1]}: planned {times} times"
    for (name, slot), times in Counter(place for m in meetings for place in _places(m)).items():
        if times > 1:
            yield f"{name}: {times} meetings in slot {slot}"


def _places(meeting: Meeting) -> Iterator[tuple[str, int]]:
    for name in (meeting.coop, meeting.buyer, f"table {meeting.table}"):
        yield name, meeting.slot
    if meeting.interpreter is not None:
        yield f"interpreter {meeting.interpreter}", meeting.slot


def _about_person(person: Participant, busy: set[int], slots: int) -> Iterator[str]:
    if len(busy) > person.max_meetings:
        yield f"{person.id}: {len(busy)} meetings, at most {person.max_meetings}"
    row = 0
    for slot in range(slots):
        row = row + 1 if slot in busy else 0
        if person.max_consecutive is not None and row > person.max_consecutive:
            yield f"{person.id}: more than {person.max_consecutive} meetings in a row"
            return
