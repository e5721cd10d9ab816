"""Registrations, badges and the check-in at the gate."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.fairs.fair import Zone, in_languages
from shared.contracts.message import Command, Event, Query
from shared.contracts.values import ActPut, Language, Line, Named, PageNumber

AttendeeKind = Literal["visitor", "exhibitor", "guest", "buyer", "press", "official", "trainee"]

DAYS_KEPT = 90
"""After a fair's end: then the particulars of its attendees are erased."""


class Particulars(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """For the organizers and whoever registered the person. `phone` in E.164; `language`: what they want to hear."""

    email: Annotated[str, Meta(max_length=254)] = ""
    phone: Annotated[str, Meta(pattern=r"^(\+[0-9]{6,15})?$")] = ""
    language: Language | None = None
    wishes: Annotated[str, Meta(max_length=500)] = ""


class Badge(Struct, frozen=True, kw_only=True):
    """`code` is what the QR code holds and what a gate reads. `fair_names`: its name in other languages."""

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
    consented_at: datetime | None = None
    particulars: Particulars | None = None
    fair_names: dict[Language, str] = {}

    @property
    def fair_named(self) -> dict[Language, str]:
        return in_languages(self.fair.name, self.fair_names)


class BadgePage(Struct, frozen=True, kw_only=True):
    items: list[Badge]
    total: int
    checked_in: int


class CheckedIn(Struct, frozen=True, kw_only=True):
    """`outcome` is `already` when this badge came in before, by another check-in."""

    id: UUID
    outcome: Literal["created", "repeated", "already"]
    badge: Badge


class Registered(ActPut, frozen=True, kw_only=True):
    """Only who is `admitted` has a badge, with its `code`; the others wait for an approval or for a place."""

    status: Literal["admitted", "asked", "waiting"] = "admitted"
    code: str = ""


class RegisterAttendee(Command[Registered], frozen=True, kw_only=True):
    """Anyone signed in, for themselves or a colleague; `exhibitor` needs a booking of the organisation. `consents`:
    exhibitors who read the badge may have the person's name and write to them. `namesake`: another person than the one
    of that name and organisation whom the account has registered already; else `registered_already` names that one.
    """

    subject = "fairs.v1.cmd.register_attendee"
    registration_id: UUID
    fair_id: UUID
    kind: AttendeeKind = "visitor"
    person_name: Line
    organisation_id: UUID | None = None
    organisation_name: Annotated[str, Meta(max_length=200)] = ""
    consents: bool = False
    namesake: bool = False


class CheckIn(Command[CheckedIn], frozen=True, kw_only=True):
    """Organizers, at the gate."""

    subject = "fairs.v1.cmd.check_in"
    check_in_id: UUID
    fair_id: UUID
    code: Annotated[str, Meta(min_length=1, max_length=100)]


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


class AttendeeRegistered(Event, frozen=True, kw_only=True):
    """`id` is the registration. `in_group`: whoever did it saw all of them at once."""

    subject = "fairs.v1.evt.attendee_registered"
    fair_id: UUID
    fair_name: str
    account_id: UUID
    kind: AttendeeKind
    in_group: bool = False


class AttendeeCheckedIn(Event, frozen=True, kw_only=True):
    """`id` is the registration."""

    subject = "fairs.v1.evt.attendee_checked_in"
    fair_id: UUID
    fair_name: str
    account_id: UUID
    at: datetime
