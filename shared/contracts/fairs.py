"""What `fairs` answers and tells: fairs, booths, applications, bookings, registrations, check-in."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.message import Command, Event, Query
from shared.contracts.values import ActPut, Line, Named, PageNumber, RecordPut

FairStatus = Literal["draft", "open", "closed", "running", "finished", "cancelled"]
BookingPolicy = Literal["direct", "approval"]
BoothStatus = Literal["free", "held", "confirmed", "blocked"]
ApplicationStatus = Literal["submitted", "accepted", "declined"]
AttendeeKind = Literal["visitor", "exhibitor", "guest"]
HallCode = Annotated[str, Meta(pattern="^[A-Z][A-Z0-9]{0,5}$")]
Zone = Annotated[str, Meta(max_length=64)]
"""IANA time zone of the venue."""


class HallBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A grid of booths: `rows` back to back in pairs, an aisle after every second row. Sizes in metres."""

    code: HallCode
    name: Annotated[str, Meta(max_length=200)] = ""
    rows: Annotated[int, Meta(ge=1, le=40)]
    columns: Annotated[int, Meta(ge=1, le=60)]
    booth_width: Annotated[float, Meta(ge=1, le=20)] = 3.0
    booth_depth: Annotated[float, Meta(ge=1, le=20)] = 3.0
    aisle: Annotated[float, Meta(ge=0, le=20)] = 3.0


class FairBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: Line
    status: FairStatus = "draft"
    starts_at: datetime
    ends_at: datetime
    zone: Zone = "Asia/Ho_Chi_Minh"
    venue: Annotated[str, Meta(max_length=300)] = ""
    description: Annotated[str, Meta(max_length=5000)] = ""
    booking: BookingPolicy = "approval"
    halls: Annotated[list[HallBody], Meta(max_length=10)] = []


class BoothCounts(Struct, frozen=True, kw_only=True):
    free: int
    held: int
    confirmed: int
    blocked: int


class Fair(Struct, frozen=True, kw_only=True):
    id: UUID
    version: int
    body: FairBody
    booths: BoothCounts


class FairPage(Struct, frozen=True, kw_only=True):
    """Descriptions are cut after 300 characters: a page fits one message."""

    items: list[Fair]
    total: int


class Booth(Struct, frozen=True, kw_only=True):
    """`x`, `y`, `width`, `depth`: its place in the hall in metres, from the hall's upper left corner."""

    id: UUID
    code: str
    hall: str
    status: BoothStatus
    holder: Named | None
    booking_id: UUID | None
    x: float
    y: float
    width: float
    depth: float


class BoothList(Struct, frozen=True, kw_only=True):
    items: list[Booth]
    total: int


class Application(Struct, frozen=True, kw_only=True):
    id: UUID
    version: int
    fair: Named
    organisation: Named
    status: ApplicationStatus
    listings: list[Named]
    wish: str
    reason: str
    submitted_at: datetime
    decided_at: datetime | None


class ApplicationPage(Struct, frozen=True, kw_only=True):
    items: list[Application]
    total: int


class Booking(Struct, frozen=True, kw_only=True):
    id: UUID
    fair: Named
    booth_code: str
    hall: str
    booth_id: UUID
    organisation: Named
    confirmed_at: datetime


class BookingPage(Struct, frozen=True, kw_only=True):
    items: list[Booking]
    total: int


class WaitingEntry(Struct, frozen=True, kw_only=True):
    """`rank` 1 is the next."""

    id: UUID
    rank: int
    organisation: Named
    since: datetime


class WaitingList(Struct, frozen=True, kw_only=True):
    items: list[WaitingEntry]
    total: int


class Badge(Struct, frozen=True, kw_only=True):
    """`code` is what the QR code holds and what a gate reads."""

    registration_id: UUID
    code: str
    fair: Named
    starts_at: datetime
    ends_at: datetime
    zone: Zone
    venue: str
    kind: AttendeeKind
    person_name: str
    organisation_name: str
    checked_in_at: datetime | None


class BadgePage(Struct, frozen=True, kw_only=True):
    items: list[Badge]
    total: int
    checked_in: int


class CheckedIn(Struct, frozen=True, kw_only=True):
    """`outcome` is `already` when this badge came in before, by another check-in."""

    id: UUID
    outcome: Literal["created", "repeated", "already"]
    badge: Badge


# commands


class PutFair(Command[RecordPut], frozen=True, kw_only=True):
    """Organizers. Opening, closing and cancelling are revisions of `status`; booked booths are never removed."""

    subject = "fairs.v1.cmd.put_fair"
    fair_id: UUID
    expected_version: int | None = None
    body: FairBody


class ApplyForBooth(Command[ActPut], frozen=True, kw_only=True):
    """A verified co-op asks to exhibit, with the published listings that it will show."""

    subject = "fairs.v1.cmd.apply_for_booth"
    application_id: UUID
    fair_id: UUID
    organisation_id: UUID
    listing_ids: Annotated[list[UUID], Meta(min_length=1, max_length=20)]
    wish: Annotated[str, Meta(max_length=1000)] = ""


class DecideApplication(Command[ActPut], frozen=True, kw_only=True):
    """Organizers, once. With a booth, the acceptance books it in the same transaction."""

    subject = "fairs.v1.cmd.decide_application"
    application_id: UUID
    accepted: bool
    reason: Annotated[str, Meta(max_length=1000)] = ""
    booth_id: UUID | None = None
    booking_id: UUID | None = None


class BookingMade(ActPut, frozen=True, kw_only=True):
    booth_id: UUID
    booth_code: str
    version: int


class BookBooth(Command[BookingMade], frozen=True, kw_only=True):
    """The co-op itself, or an organizer for it. Exactly one holder for each booth."""

    subject = "fairs.v1.cmd.book_booth"
    booking_id: UUID
    fair_id: UUID
    booth_id: UUID
    organisation_id: UUID


class EndBooking(Command[ActPut], frozen=True, kw_only=True):
    subject = "fairs.v1.cmd.end_booking"
    booking_id: UUID
    fair_id: UUID


class BlockBooth(Command[ActPut], frozen=True, kw_only=True):
    """Organizers keep a free booth out of the market, or give it back."""

    subject = "fairs.v1.cmd.block_booth"
    booth_id: UUID
    blocked: bool


class JoinWaitingList(Command[ActPut], frozen=True, kw_only=True):
    """First come, first told: when a booth becomes free, the first in the list learns of it."""

    subject = "fairs.v1.cmd.join_waiting_list"
    entry_id: UUID
    fair_id: UUID
    organisation_id: UUID


class LeaveWaitingList(Command[ActPut], frozen=True, kw_only=True):
    subject = "fairs.v1.cmd.leave_waiting_list"
    entry_id: UUID


class RegisterAttendee(Command[ActPut], frozen=True, kw_only=True):
    """Anyone signed in, for themselves or a colleague; `exhibitor` needs a booking of the organisation."""

    subject = "fairs.v1.cmd.register_attendee"
    registration_id: UUID
    fair_id: UUID
    kind: AttendeeKind = "visitor"
    person_name: Line
    organisation_id: UUID | None = None
    organisation_name: Annotated[str, Meta(max_length=200)] = ""


class CheckIn(Command[CheckedIn], frozen=True, kw_only=True):
    """Organizers, at the gate."""

    subject = "fairs.v1.cmd.check_in"
    check_in_id: UUID
    fair_id: UUID
    code: Annotated[str, Meta(min_length=1, max_length=100)]


# queries


class FindFairs(Query[FairPage], frozen=True, kw_only=True):
    """Drafts only for organizers."""

    subject = "fairs.v1.qry.find_fairs"
    anonymous = True
    page: PageNumber = 1
    page_size: Annotated[int, Meta(ge=1, le=100)] = 24


class GetFair(Query[Fair], frozen=True, kw_only=True):
    subject = "fairs.v1.qry.get_fair"
    anonymous = True
    fair_id: UUID


class GetBooths(Query[BoothList], frozen=True, kw_only=True):
    subject = "fairs.v1.qry.get_booths"
    anonymous = True
    fair_id: UUID


class FindApplications(Query[ApplicationPage], frozen=True, kw_only=True):
    """Of a fair for its organizers, or of an organisation for those who speak for it."""

    subject = "fairs.v1.qry.find_applications"
    fair_id: UUID | None = None
    organisation_id: UUID | None = None
    status: ApplicationStatus | None = None
    page: PageNumber = 1
    page_size: Annotated[int, Meta(ge=1, le=100)] = 50


class FindBookings(Query[BookingPage], frozen=True, kw_only=True):
    """The booths that an organisation has, for those who speak for it and for organizers."""

    subject = "fairs.v1.qry.find_bookings"
    organisation_id: UUID
    fair_id: UUID | None = None


class GetWaitingList(Query[WaitingList], frozen=True, kw_only=True):
    """All of it for organizers, its own entry for a co-op."""

    subject = "fairs.v1.qry.get_waiting_list"
    fair_id: UUID
    organisation_id: UUID | None = None


class GetBadge(Query[Badge], frozen=True, kw_only=True):
    """Who registered it, and organizers."""

    subject = "fairs.v1.qry.get_badge"
    registration_id: UUID


class FindBadges(Query[BadgePage], frozen=True, kw_only=True):
    """The caller's own; with `fair_id`, for organizers, all of that fair."""

    subject = "fairs.v1.qry.find_badges"
    fair_id: UUID | None = None
    q: Annotated[str, Meta(max_length=200)] = ""
    page: PageNumber = 1
    page_size: Annotated[int, Meta(ge=1, le=100)] = 50


# events


class FairOpened(Event, frozen=True, kw_only=True):
    subject = "fairs.v1.evt.fair_opened"
    name: str
    starts_at: datetime
    zone: Zone
    booking: BookingPolicy


class FairChanged(Event, frozen=True, kw_only=True):
    """Any other revision of a fair that was opened."""

    subject = "fairs.v1.evt.fair_changed"
    name: str
    status: FairStatus
    starts_at: datetime
    ends_at: datetime
    zone: Zone


class BoothBlocked(Event, frozen=True, kw_only=True):
    """`id` is the booth. Organizers keep it out of the market, or gave it back."""

    subject = "fairs.v1.evt.booth_blocked"
    fair_id: UUID
    booth_code: str
    blocked: bool


class ApplicationSubmitted(Event, frozen=True, kw_only=True):
    subject = "fairs.v1.evt.application_submitted"
    fair_id: UUID
    fair_name: str
    organisation_id: UUID
    organisation_name: str
    listing_ids: list[UUID]


class ApplicationDecided(Event, frozen=True, kw_only=True):
    subject = "fairs.v1.evt.application_decided"
    fair_id: UUID
    fair_name: str
    organisation_id: UUID
    organisation_name: str
    accepted: bool
    reason: str


class BookingConfirmed(Event, frozen=True, kw_only=True):
    """`id` is the booking."""

    subject = "fairs.v1.evt.booking_confirmed"
    fair_id: UUID
    fair_name: str
    booth_id: UUID
    booth_code: str
    organisation_id: UUID
    organisation_name: str


class BookingEnded(Event, frozen=True, kw_only=True):
    """`next_organisation_id`: first in the waiting list, who now learns that a booth is free."""

    subject = "fairs.v1.evt.booking_ended"
    fair_id: UUID
    fair_name: str
    booth_id: UUID
    booth_code: str
    organisation_id: UUID
    next_organisation_id: UUID | None


class AttendeeRegistered(Event, frozen=True, kw_only=True):
    """`id` is the registration."""

    subject = "fairs.v1.evt.attendee_registered"
    fair_id: UUID
    fair_name: str
    account_id: UUID
    kind: AttendeeKind


class AttendeeCheckedIn(Event, frozen=True, kw_only=True):
    """`id` is the registration."""

    subject = "fairs.v1.evt.attendee_checked_in"
    fair_id: UUID
    fair_name: str
    account_id: UUID
    at: datetime
