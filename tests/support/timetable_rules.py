"""The rules of a timetable, written a second time and slowly; and every timetable of a tiny session."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import permutations

from services.fairs.timetable.instance import Meeting, Participant, Session


def rules_kept(session: Session, meetings: Sequence[Meeting]) -> bool:
    asked = {(pair.coop, pair.buyer): pair for pair in session.pairs}
    own = {table.fixed_to: table.id for table in session.tables if table.fixed_to}
    free = {table.id for table in session.tables if not table.fixed_to}
    tongues = {(i.id, slot): i.langs for i in session.interpreters for slot in i.avail}
    for m in meetings:
        pair = asked.get((m.coop, m.buyer))
        if pair is None or (m.table != own[m.buyer] if m.buyer in own else m.table not in free):
            return False
        if pair.lang and pair.lang not in tongues.get((m.interpreter or "", m.slot), ()):
            return False
    used = Counter((kind, name, m.slot) for m in meetings for kind, name in _used(m))
    if max(used.values(), default=0) > 1 or len({(m.coop, m.buyer) for m in meetings}) < len(meetings):
        return False
    return all(
        _person_content(p, {m.slot for m in meetings if p.id in (m.coop, m.buyer)}) for p in session.participants
    )


def _used(meeting: Meeting) -> Iterator[tuple[str, str]]:
    yield "person", meeting.coop
    yield "person", meeting.buyer
    yield "table", meeting.table
    if meeting.interpreter:
        yield "interpreter", meeting.interpreter


def _person_content(person: Participant, slots: set[int]) -> bool:
    most = person.max_consecutive
    rows = most is None or not any(set(range(t, t + most + 1)) <= slots for t in slots)
    return rows and slots <= set(person.avail) and len(slots) <= person.max_meetings


def core(session: Session, meetings: Sequence[Meeting]) -> float:
    asked = {(pair.coop, pair.buyer): pair for pair in session.pairs}
    held = [asked[m.coop, m.buyer] for m in meetings]
    return sum(pair.score + session.weights.must_bonus * pair.must for pair in held)


def holes(session: Session, meetings: Sequence[Meeting]) -> int:
    total = 0
    for person in session.participants if meetings else ():
        for part in session.sessions if person.compact else ():
            busy = [any(m.slot == t and person.id in (m.coop, m.buyer) for m in meetings) for t in range(session.T)]
            line = "".join("x" if t in part and busy[t] else "." for t in range(session.T))
            total += max(0, len(line.replace(".", " ").split()) - 1)
    return total


def all_timetables(session: Session, at: int = 0, slots: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    """The slot of each pair, -1 for none."""
    if not _possible(session, slots):
        return
    if at == len(session.pairs):
        yield slots
        return
    for slot in range(-1, session.T):
        yield from all_timetables(session, at + 1, (*slots, slot))


def _possible(session: Session, slots: Sequence[int]) -> bool:
    held = [(pair, slot) for pair, slot in zip(session.pairs, slots, strict=False) if slot >= 0]
    own = {table.fixed_to for table in session.tables}
    free = sum(table.fixed_to is None for table in session.tables)
    for person in session.participants:
        mine = [slot for pair, slot in held if person.id in (pair.coop, pair.buyer)]
        if len(set(mine)) < len(mine) or not _person_content(person, set(mine)):
            return False
    for slot in {slot for _, slot in held}:
        here = [pair for pair, at in held if at == slot]
        speech = [pair.lang for pair in here if pair.lang]
        able = [i.langs for i in session.interpreters if slot in i.avail]
        if sum(pair.buyer not in own for pair in here) > free:
            return False
        if not any(
            all(lang in langs for lang, langs in zip(speech, order, strict=True))
            for order in permutations(able, len(speech))
        ):
            return False
    return True
