"""A class: what was planned, who came on which day, and who has earned a certificate."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.fairs.attendees import AttendeeKind
from shared.contracts.message import Command, Event, Query
from shared.contracts.values import Named, PageNumber, RecordPut

Planned = Annotated[int, Meta(ge=0, le=1_000_000)]
USUAL_SHARE = 80


class CourseBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Persons are counted once, attendances once a day. `share`: per cent of the days on which somebody must be there
    for a certificate, which `signer` signs.
    """

    subject: Annotated[str, Meta(max_length=200)] = ""
    trainer: Annotated[str, Meta(max_length=200)] = ""
    hours: Annotated[int, Meta(ge=1, le=10_000)] | None = None
    planned_people: Planned | None = None
    planned_attendances: Planned | None = None
    share: Annotated[int, Meta(ge=1, le=100)] = USUAL_SHARE
    signer: Annotated[str, Meta(max_length=200)] = ""


class DayAttendance(Struct, frozen=True, kw_only=True):
    day: date
    people: int


class Course(Struct, frozen=True, kw_only=True):
    """`days` are those of its sessions at the venue, else all from its beginning to its end; what is counted are
    learners: in a training class trainees, elsewhere everybody. `attendances`: learners by day, added up.
    """

    fair: Named
    version: int
    body: CourseBody
    days: list[DayAttendance]
    seats: int | None
    registered: int
    people: int
    attendances: int
    earned: int


class Learner(Struct, frozen=True, kw_only=True):
    """`came`: the days of the course on which somebody was there."""

    registration_id: UUID
    person_name: str
    organisation_name: str
    kind: AttendeeKind
    came: list[date]
    earned: bool


class LearnerPage(Struct, frozen=True, kw_only=True):
    items: list[Learner]
    total: int


class Certificate(Struct, frozen=True, kw_only=True):
    """That somebody was there. `number` is the same whenever it is printed."""

    number: str
    fair_name: str
    subject: str
    trainer: str
    hours: int | None
    signer: str
    venue: str
    first: date
    last: date
    days: int
    came: int
    person_name: str
    organisation_name: str


class CertificateList(Struct, frozen=True, kw_only=True):
    items: list[Certificate]
    total: int


class PutCourse(Command[RecordPut], frozen=True, kw_only=True):
    """Organizers."""

    subject = "fairs.v1.cmd.put_course"
    fair_id: UUID
    expected_version: int | None = None
    body: CourseBody


class GetCourse(Query[Course], frozen=True, kw_only=True):
    """Organizers, auditors and officers. Without a statement `version` is 0."""

    subject = "fairs.v1.qry.get_course"
    fair_id: UUID


class FindLearners(Query[LearnerPage], frozen=True, kw_only=True):
    """Organizers, auditors and officers; by name."""

    subject = "fairs.v1.qry.find_learners"
    fair_id: UUID
    page: PageNumber = 1
    page_size: Annotated[int, Meta(ge=1, le=100)] = 50


class FindCertificates(Query[CertificateList], frozen=True, kw_only=True):
    """Those that were earned, by name: of a whole fair for its organizers, else of one badge for who registered it."""

    subject = "fairs.v1.qry.find_certificates"
    fair_id: UUID | None = None
    registration_id: UUID | None = None
    page: PageNumber = 1
    page_size: Annotated[int, Meta(ge=1, le=100)] = 50


class CourseStated(Event, frozen=True, kw_only=True):
    """`id` is the fair's."""

    subject = "fairs.v1.evt.course_stated"
    at: datetime
