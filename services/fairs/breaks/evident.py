"""Conflicts that need no search."""

from collections.abc import Iterator

from services.fairs.breaks.agenda import Agenda


def conflicts(agenda: Agenda) -> Iterator[str]:
    slots = [agenda.open_to(meeting) for meeting in agenda.meetings]
    for number, meeting in enumerate(agenda.meetings):
        if not slots[number]:
            when = "" if meeting.fixed is None else f", which is fixed in slot {meeting.fixed}"
            yield f"no slot is open to meeting {number} of participants {meeting.a} and {meeting.b}{when}"
    for person, meetings in agenda.meetings_of().items():
        hours = len({slot for number in meetings for slot in slots[number]})
        if hours < len(meetings):
            yield f"participant {person} has {len(meetings)} meetings and {hours} slots for them"
    if len(agenda.meetings) > agenda.n_tables * agenda.T:
        yield f"{len(agenda.meetings)} meetings, but {agenda.n_tables} tables in {agenda.T} slots"
