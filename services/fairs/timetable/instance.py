"""A connection session as it is handed in, and what is refused about it."""

import math
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec.structs import replace

from shared.solving.reading import read, refuse_duplicates, refuse_too_many
from shared.solving.refusals import BadInput

MOST_PAIRS = 200_000
MOST_PEOPLE = 20_000
MOST_SLOTS = 400
MOST_CHOICES = 4_000_000
"""Pairs × slots: what still fits into a gigabyte as a linear program by blocks."""

Slot = Annotated[int, msgspec.Meta(ge=0)]
Count = Annotated[int, msgspec.Meta(ge=0, le=10**6)]
Points = Annotated[float, msgspec.Meta(ge=0, le=1e9)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class Participant(msgspec.Struct, frozen=True):
    id: Name
    side: Literal["coop", "buyer"]
    avail: tuple[Slot, ...]
    max_meetings: Count
    max_consecutive: Annotated[int, msgspec.Meta(ge=1)] | None = None
    compact: bool = False
    min_meetings: Count = 0


class Table(msgspec.Struct, frozen=True):
    id: Name
    fixed_to: Name | None = None


class Interpreter(msgspec.Struct, frozen=True):
    id: Name
    langs: tuple[Name, ...]
    avail: tuple[Slot, ...]


class Pair(msgspec.Struct, frozen=True):
    coop: Name
    buyer: Name
    score: Points
    must: bool = False
    lang: str | None = None


class Weights(msgspec.Struct, frozen=True):
    must_bonus: Points = 0
    hole: Points = 0


class Session(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="A"):
    T: Annotated[int, msgspec.Meta(ge=1, le=MOST_SLOTS)]
    sessions: tuple[tuple[Slot, ...], ...]
    participants: tuple[Participant, ...]
    tables: tuple[Table, ...]
    interpreters: tuple[Interpreter, ...] = ()
    pairs: tuple[Pair, ...]
    weights: Weights = Weights()
    name: str = ""


class Meeting(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`fixed`: past or under way, not to be moved. `dear`: how many ordinary moves this one costs."""

    coop: str
    buyer: str
    slot: int
    table: str
    interpreter: str | None = None
    fixed: bool = False
    dear: Annotated[float, msgspec.Meta(ge=0, le=1000)] = 1.0


class Timetable(msgspec.Struct, frozen=True):
    meetings: tuple[Meeting, ...]


def read_session(path: Path) -> Session:
    session = read(path, Session)
    refuse_nonsense(session)
    return session


def with_floor(session: Session, least: int) -> Session:
    """Everybody is to have so many meetings, or what they ask for themselves where that is more."""
    people = tuple(replace(p, min_meetings=max(least, p.min_meetings)) for p in session.participants)
    return replace(session, participants=people) if least else session


def refuse_nonsense(session: Session) -> None:
    """What types cannot say: sizes, ids that are unknown or named twice, slots outside the day."""
    refuse_too_many("pairs", len(session.pairs), MOST_PAIRS)
    refuse_too_many("pairs × slots", len(session.pairs) * session.T, MOST_CHOICES)
    refuse_too_many("participants", len(session.participants), MOST_PEOPLE)
    refuse_too_many("tables", len(session.tables), MOST_PEOPLE)
    refuse_too_many("interpreters", len(session.interpreters), MOST_PEOPLE)
    refuse_duplicates("participant", (person.id for person in session.participants))
    refuse_duplicates("table", (table.id for table in session.tables))
    refuse_duplicates("interpreter", (interpreter.id for interpreter in session.interpreters))
    refuse_duplicates("pair", ((pair.coop, pair.buyer) for pair in session.pairs))
    refuse_duplicates("slot of sessions", (slot for part in session.sessions for slot in part))
    _refuse_slots("sessions", (slot for part in session.sessions for slot in part), session.T)
    for person in session.participants:
        _refuse_slots(person.id, person.avail, session.T)
    for interpreter in session.interpreters:
        _refuse_slots(interpreter.id, interpreter.avail, session.T)
    _refuse_strangers(session)


def _refuse_slots(whose: str, slots: Iterable[int], end: int) -> None:
    for slot in slots:
        if slot >= end:
            raise BadInput(f"{whose}: slot {slot} is outside 0 … {end - 1}")


def _refuse_strangers(session: Session) -> None:
    side = {person.id: person.side for person in session.participants}
    for pair in session.pairs:
        for name, expected in ((pair.coop, "coop"), (pair.buyer, "buyer")):
            if side.get(name) != expected:
                raise BadInput(f"pair {pair.coop}–{pair.buyer}: no {expected} {name!r} takes part")
        if not math.isfinite(pair.score):
            raise BadInput(f"pair {pair.coop}–{pair.buyer}: score {pair.score}")
    for table in session.tables:
        if table.fixed_to is not None and side.get(table.fixed_to) != "buyer":
            raise BadInput(f"table {table.id} is fixed to {table.fixed_to!r}, who is no buyer here")
