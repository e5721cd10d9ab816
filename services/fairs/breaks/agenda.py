"""The meetings agreed, as they are handed in, and what is refused about them."""

from typing import Annotated

import msgspec

from shared.solving.reading import refuse_too_many
from shared.solving.refusals import BadInput

MOST_MEETINGS = 5_000
MOST_SLOTS = 400
MOST_CHOICES = 300_000
"""Meetings × slots: what CP-SAT still works with in a gigabyte."""
MOST_PARTICIPANTS = 20_000
MOST_ORDERS = 10_000_000
"""Pairs of meetings in order × slots²: the entries of their rows."""
PROVABLE = 2_000_000
"""Participants × slots²: the entries of the implied rows; beyond, there is only the search."""
MORNING, AFTERNOON = 1, 2

Number = Annotated[int, msgspec.Meta(ge=0, le=MOST_PARTICIPANTS)]

Slots = tuple[int, ...]
"""The slot of each meeting."""


class Appointment(msgspec.Struct, frozen=True):
    """Participants a and b. `session` 1: in the morning, 2: in the afternoon. `prec`: meetings that come earlier."""

    a: Number
    b: Number
    session: int = 0
    fixed: Number | None = None
    prec: tuple[Number, ...] = ()


class Agenda(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="B2BSOP"):
    """`fairness`: the most by which the breaks of two participants may differ."""

    T: Annotated[int, msgspec.Meta(ge=1, le=MOST_SLOTS)]
    n_morning: Number
    n_tables: Number
    n_participants: Number
    meetings: tuple[Appointment, ...]
    forbidden: tuple[tuple[Number, ...], ...]
    fairness: Number | None = None
    name: str = ""

    def meetings_of(self) -> dict[int, list[int]]:
        """Of those participants who have any."""
        found: dict[int, list[int]] = {}
        for number, meeting in enumerate(self.meetings):
            found.setdefault(meeting.a, []).append(number)
            found.setdefault(meeting.b, []).append(number)
        return found

    @property
    def is_provable(self) -> bool:
        return len(self.meetings_of()) * self.T**2 <= PROVABLE

    def open_to(self, meeting: Appointment) -> list[int]:
        """Slots in which the meeting can be held, as far as it alone is concerned."""
        first = self.n_morning if meeting.session == AFTERNOON else 0
        end = min(self.n_morning, self.T) if meeting.session == MORNING else self.T
        away = {*self.forbidden[meeting.a], *self.forbidden[meeting.b]}
        return [slot for slot in range(first, end) if slot not in away and meeting.fixed in (None, slot)]


class Schedule(msgspec.Struct, frozen=True):
    slot_of_meeting: Slots


def refuse_nonsense(agenda: Agenda) -> None:
    """What types cannot say: sizes, numbers of nobody, slots outside the day."""
    refuse_too_many("meetings", len(agenda.meetings), MOST_MEETINGS)
    refuse_too_many("meetings × slots", len(agenda.meetings) * agenda.T, MOST_CHOICES)
    if len(agenda.forbidden) != agenda.n_participants:
        raise BadInput(f"forbidden: {len(agenda.forbidden)} lists for {agenda.n_participants} participants")
    refuse_too_many("orders × slots²", sum(len(m.prec) for m in agenda.meetings) * agenda.T**2, MOST_ORDERS)
    for person, slots in enumerate(agenda.forbidden):
        refuse_too_many(f"forbidden slots of participant {person}", len(slots), agenda.T)
        _refuse_beyond(f"participant {person}: forbidden slot", slots, agenda.T)
    for number, meeting in enumerate(agenda.meetings):
        _refuse_beyond(f"meeting {number}: participant", (meeting.a, meeting.b), agenda.n_participants)
        _refuse_beyond(f"meeting {number}: earlier meeting", meeting.prec, len(agenda.meetings))
        _refuse_beyond(f"meeting {number}: fixed slot", () if meeting.fixed is None else (meeting.fixed,), agenda.T)
        if meeting.a == meeting.b:
            raise BadInput(f"meeting {number}: participant {meeting.a} with themselves")


def _refuse_beyond(what: str, numbers: tuple[int, ...], end: int) -> None:
    for number in numbers:
        if number >= end:
            raise BadInput(f"{what} {number} is outside 0 … {end - 1}")
