"""Who may come as what: places and approval for each kind of attendee, and who waits for an answer or a place."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.fairs.attendees import AttendeeKind, Particulars
from shared.contracts.fairs.fair import in_languages
from shared.contracts.message import Command, Done, Event, Query
from shared.contracts.values import ActPut, Language, Named, PageNumber

EnrolmentStatus = Literal["asked", "waiting", "admitted", "refused", "withdrawn"]
"""`asked`: the organizers' approval is awaited; `waiting`: a place is."""
Places = Annotated[int, Meta(ge=0, le=1_000_000)]


class Admission(Struct, frozen=True, kw_only=True):
    """`places` is None where there is no limit; `taken` are the badges made, `waiting` who waits for a place."""

    kind: AttendeeKind
    places: Places | None
    approval: bool
    taken: int
    waiting: int


class AdmissionList(Struct, frozen=True, kw_only=True):
    items: list[Admission]


class Enrolment(Struct, frozen=True, kw_only=True):
    """A registration that is no badge yet, or none any more. `rank`: among those who wait for a place of its kind."""

    id: UUID
    fair: Named
    kind: AttendeeKind
    status: EnrolmentStatus
    person_name: str
    organisation_name: str
    asked_at: datetime
    reason: str
    rank: int | None
    particulars: Particulars | None = None
    fair_names: dict[Language, str] = {}

    @property
    def fair_named(self) -> dict[Language, str]:
        return in_languages(self.fair.name, self.fair_names)


class EnrolmentPage(Struct, frozen=True, kw_only=True):
    items: list[Enrolment]
    total: int


class PutAdmission(Command[Done], frozen=True, kw_only=True):
    """Organizers. With more places than before, the first who wait get them. Badges that were made stay."""

    subject = "fairs.v1.cmd.put_admission"
    fair_id: UUID
    kind: AttendeeKind
    places: Places | None = None
    approval: bool = False


class DecideEnrolment(Command[ActPut], frozen=True, kw_only=True):
    """Organizers. Accepted without a free place, it waits for one."""

    subject = "fairs.v1.cmd.decide_enrolment"
    enrolment_id: UUID
    accepted: bool
    reason: Annotated[str, Meta(max_length=1000)] = ""


class WithdrawRegistration(Command[Done], frozen=True, kw_only=True):
    """Who registered, or organizers; not any more when the badge was let in. Its place goes to who waits first."""

    subject = "fairs.v1.cmd.withdraw_registration"
    registration_id: UUID


class GetAdmissions(Query[AdmissionList], frozen=True, kw_only=True):
    """Every kind of attendee."""

    subject = "fairs.v1.qry.get_admissions"
    anonymous = True
    fair_id: UUID


class FindEnrolments(Query[EnrolmentPage], frozen=True, kw_only=True):
    """With `fair_id`, for organizers, those who wait there, the earliest first; else the caller's own."""

    subject = "fairs.v1.qry.find_enrolments"
    fair_id: UUID | None = None
    page: PageNumber = 1
    page_size: Annotated[int, Meta(ge=1, le=100)] = 50


class EnrolmentAnswered(Event, frozen=True, kw_only=True):
    """`id` is the registration's. Who is admitted has `AttendeeRegistered` instead, also of `in_group`."""

    subject = "fairs.v1.evt.enrolment_answered"
    fair_id: UUID
    fair_name: str
    account_id: UUID
    status: EnrolmentStatus
    reason: str = ""
    in_group: bool = False
