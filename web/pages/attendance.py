"""The day of a fair: who has come, which booths are empty, how fast the gates go. It follows along by itself."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple
from uuid import UUID

from litestar import Response, get

from shared.contracts.fairs.attendance import Attended, GetAttendance
from shared.contracts.fairs.attendees import AttendeeKind
from shared.contracts.fairs.fair import GetFair
from web.visitor import Person


class Line(NamedTuple):
    """Of the table: an entrance or a session of a day."""

    day: date
    session: str
    people: dict[AttendeeKind, int]

    @property
    def total(self) -> int:
        return sum(self.people.values())


@get("/{lang:str}/fairs/{fair_id:uuid}/day")
async def show(person: Person, fair_id: UUID) -> Response[bytes]:
    person.must_be_signed_in()
    attendance = await person.ask(GetAttendance(fair_id=fair_id))
    return await person.page(
        "fairs/day.html",
        fair=await person.ask(GetFair(fair_id=fair_id)),
        attendance=attendance,
        lines=lines(attendance.attended),
        busiest=max((scans for gate in attendance.gates for scans in gate.minutes), default=1),
    )


def lines(attended: list[Attended]) -> list[Line]:
    """The latest day first, its entrance before its sessions."""
    found: dict[tuple[date, str], dict[AttendeeKind, int]] = defaultdict(dict)
    for one in attended:
        found[one.day, one.session][one.kind] = one.people
    by_day = sorted(found.items(), key=lambda line: (-line[0][0].toordinal(), line[0][1]))
    return [Line(day, session, people) for (day, session), people in by_day]


HANDLERS = (show,)
