"""Who came: by day, session and kind; and what the organizers watch while the fair runs."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.fairs.attendees import AttendeeKind
from shared.contracts.message import Query

PACE = 15
"""Minutes that a gate is watched for."""


class Attended(Struct, frozen=True, kw_only=True):
    """People of one kind on one day, at the entrance (`session` empty) or in a session."""

    day: date
    session: str
    kind: AttendeeKind
    people: int


class GatePace(Struct, frozen=True, kw_only=True):
    """Scans of a gate in each of the last minutes, the oldest first, whatever became of them."""

    gate: str
    minutes: Annotated[list[int], Meta(min_length=PACE, max_length=PACE)]


class EmptyBooth(Struct, frozen=True, kw_only=True):
    """Given to somebody none of whom has come today."""

    code: str
    organisation_name: str


class Attendance(Struct, frozen=True, kw_only=True):
    """`came`: persons, each once, however often; `today` is the venue's."""

    as_of: datetime
    today: date
    registered: int
    came: int
    attended: list[Attended]
    gates: list[GatePace]
    booths: int
    empty: list[EmptyBooth]


class GetAttendance(Query[Attendance], frozen=True, kw_only=True):
    """Organizers and auditors."""

    subject = "fairs.v1.qry.get_attendance"
    fair_id: UUID
