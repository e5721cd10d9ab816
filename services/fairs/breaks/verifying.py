"""Is this a schedule of those meetings, and how many breaks has it? Shares nothing with the solver but the types."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from services.fairs.breaks.agenda import AFTERNOON, MORNING, Agenda, Schedule, Slots


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """`spread`: the most breaks of one participant, less the fewest of another."""

    feasible: bool
    errors: tuple[str, ...]
    objective: float
    breaks: int
    spread: int


def verify(agenda: Agenda, schedule: Schedule) -> Verdict:
    when = schedule.slot_of_meeting
    if len(when) != len(agenda.meetings):
        error = f"{len(when)} slots for {len(agenda.meetings)} meetings"
        return Verdict(feasible=False, errors=(error,), objective=0.0, breaks=0, spread=0)
    breaks = breaks_of(agenda, when)
    spread = max(breaks, default=0) - min(breaks, default=0)
    errors = [*_about_meetings(agenda, when), *_about_slots(agenda, when)]
    if agenda.fairness is not None and spread > agenda.fairness:
        errors.append(f"somebody has {spread} breaks more than somebody else, at most {agenda.fairness} are fair")
    return Verdict(
        feasible=not errors, errors=tuple(errors), objective=0.0 - sum(breaks), breaks=sum(breaks), spread=spread
    )


def breaks_of(agenda: Agenda, slots: Slots) -> list[int]:
    """Of every participant."""
    hours: list[list[int]] = [[] for _ in range(agenda.n_participants)]
    for meeting, slot in zip(agenda.meetings, slots, strict=True):
        hours[meeting.a].append(slot)
        hours[meeting.b].append(slot)
    return [sum(later > earlier + 1 for earlier, later in pairwise(sorted(mine))) for mine in hours]


def _about_meetings(agenda: Agenda, when: Slots) -> Iterator[str]:
    for number, (meeting, slot) in enumerate(zip(agenda.meetings, when, strict=True)):
        if not 0 <= slot < agenda.T:
            yield f"meeting {number}: there is no slot {slot}"
        if meeting.fixed not in (None, slot):
            yield f"meeting {number}: fixed in slot {meeting.fixed}, not {slot}"
        if meeting.session == MORNING and slot >= agenda.n_morning:
            yield f"meeting {number}: slot {slot} is not in the morning"
        if meeting.session == AFTERNOON and slot < agenda.n_morning:
            yield f"meeting {number}: slot {slot} is not in the afternoon"
        for person in (meeting.a, meeting.b):
            if slot in agenda.forbidden[person]:
                yield f"meeting {number}: slot {slot} is forbidden to participant {person}"
        for earlier in meeting.prec:
            if when[earlier] >= slot:
                yield f"meeting {number}: meeting {earlier} must come earlier"


def _about_slots(agenda: Agenda, when: Slots) -> Iterator[str]:
    for slot, held in sorted(Counter(when).items()):
        if held > agenda.n_tables:
            yield f"slot {slot}: {held} meetings at {agenda.n_tables} tables"
    places = ((who, slot) for m, slot in zip(agenda.meetings, when, strict=True) for who in (m.a, m.b))
    for (person, slot), held in Counter(places).items():
        if held > 1:
            yield f"participant {person}: {held} meetings in slot {slot}"
