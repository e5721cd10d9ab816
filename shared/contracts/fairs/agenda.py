"""What happens at a fair and who carries it: sessions with their places, partners."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.message import Command, Done, Event, Query
from shared.contracts.values import ActPut, Language, Line, Place, RecordPut

MOST_SESSIONS, MOST_PARTNERS = 200, 60
PartnerRole = Literal["organizer", "co_organizer", "sponsor", "supporter", "media"]


class SessionBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A talk, a workshop, a lesson. `title` is also what a gate counts by. `language`: what is spoken, `interpreters`:
    into what. Without `places` whoever comes is let in, and nobody chooses beforehand.
    """

    title: Annotated[str, Meta(min_length=1, max_length=120)]
    starts_at: datetime
    ends_at: datetime
    place: Place = ""
    speaker: Annotated[str, Meta(max_length=300)] = ""
    language: Language = "vi"
    interpreters: Annotated[list[Language], Meta(max_length=5)] = []
    places: Annotated[int, Meta(ge=1, le=100_000)] | None = None
    description: Annotated[str, Meta(max_length=2000)] = ""


class Session(Struct, frozen=True, kw_only=True):
    """`taken` of its places."""

    id: UUID
    version: int
    body: SessionBody
    taken: int
    removed: bool = False


class PartnerBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`link`: their own page. `logo_id` names a picture: another picture has another id."""

    name: Line
    role: PartnerRole
    link: Annotated[str, Meta(pattern=r"^(https?://[^\s]{1,290})?$")] = ""
    logo_id: UUID | None = None


class Partner(Struct, frozen=True, kw_only=True):
    id: UUID
    version: int
    body: PartnerBody


class CourseOffered(Struct, frozen=True, kw_only=True):
    """`seats`: for trainees; None while nobody has limited them."""

    subject: str
    trainer: str
    hours: int | None
    seats: int | None


class Agenda(Struct, frozen=True, kw_only=True):
    """Sessions by their beginning; partners by their role, then as they were named. `course`: of a training class."""

    sessions: list[Session]
    partners: list[Partner]
    course: CourseOffered | None = None


class GetAgenda(Query[Agenda], frozen=True, kw_only=True):
    """Of a draft only for organizers."""

    subject = "fairs.v1.qry.get_agenda"
    anonymous = True
    fair_id: UUID


class GetSession(Query[Session], frozen=True, kw_only=True):
    """Also one that was removed, for calendars that show it still. Of a draft only for organizers."""

    subject = "fairs.v1.qry.get_session"
    anonymous = True
    session_id: UUID


class PutSession(Command[RecordPut], frozen=True, kw_only=True):
    """Organizers. Places that were taken stay."""

    subject = "fairs.v1.cmd.put_session"
    session_id: UUID
    fair_id: UUID
    expected_version: int | None = None
    body: SessionBody


class RemoveSession(Command[Done], frozen=True, kw_only=True):
    """Organizers. Who had a place there has none any more, and is told."""

    subject = "fairs.v1.cmd.remove_session"
    session_id: UUID


class PutPartner(Command[RecordPut], frozen=True, kw_only=True):
    """Organizers. `upload`: the name in the object store `uploads` of the file that becomes `body.logo_id`."""

    subject = "fairs.v1.cmd.put_partner"
    partner_id: UUID
    fair_id: UUID
    expected_version: int | None = None
    body: PartnerBody
    upload: Annotated[str, Meta(max_length=100)] | None = None


class RemovePartner(Command[Done], frozen=True, kw_only=True):
    """Organizers."""

    subject = "fairs.v1.cmd.remove_partner"
    partner_id: UUID


class TakeSeat(Command[ActPut], frozen=True, kw_only=True):
    """Who registered the badge, or organizers. One person is in one session at a time."""

    subject = "fairs.v1.cmd.take_seat"
    session_id: UUID
    registration_id: UUID


class LeaveSeat(Command[Done], frozen=True, kw_only=True):
    """Who registered the badge, or organizers."""

    subject = "fairs.v1.cmd.leave_seat"
    session_id: UUID
    registration_id: UUID


class SeatList(Struct, frozen=True, kw_only=True):
    """Sessions in which the badge has a place."""

    session_ids: list[UUID]


class FindSeats(Query[SeatList], frozen=True, kw_only=True):
    """Who registered the badge, and organizers."""

    subject = "fairs.v1.qry.find_seats"
    registration_id: UUID


class SessionChanged(Event, frozen=True, kw_only=True):
    """Stated, moved, removed, or a place of it was taken or left."""

    subject = "fairs.v1.evt.session_changed"
    fair_id: UUID
    title: str
    starts_at: datetime
    removed: bool
    taken: int


class SeatsMoved(Event, frozen=True, kw_only=True):
    """A session begins, ends or is elsewhere than when these accounts took places in it; or it was removed with them.
    `id` is the session's. Many accounts come in several events, each with a version of its own.
    """

    subject = "fairs.v1.evt.seats_moved"
    fair_id: UUID
    fair_name: str
    title: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    place: str
    removed: bool
    account_ids: list[UUID]


class PartnerChanged(Event, frozen=True, kw_only=True):
    subject = "fairs.v1.evt.partner_changed"
    fair_id: UUID
    removed: bool
