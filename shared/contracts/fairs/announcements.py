"""What organizers write to a group of people of their fair, all at once."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.fairs.attendees import AttendeeKind
from shared.contracts.message import Command, Event, Query
from shared.contracts.values import ActPut, Country, Line, Named, PageNumber

GroupName = Literal["exhibitors", "waiting", "registered"]
"""`exhibitors`: co-ops that were accepted or have a booth; `waiting`: co-ops that wait for one; `registered`: who has
a badge.
"""
Message = Annotated[str, Meta(min_length=1, max_length=5000)]


class Group(Struct, frozen=True, kw_only=True):
    """Only the `registered` are narrowed down: to a kind of attendee, to the country of their organisation."""

    name: GroupName
    kind: AttendeeKind | None = None
    country: Country | None = None


class Audience(Struct, frozen=True, kw_only=True):
    """`size`: co-ops, or accounts that have registered people."""

    group: Group
    size: int


class AudienceList(Struct, frozen=True, kw_only=True):
    items: list[Audience]


class Announcement(Struct, frozen=True, kw_only=True):
    id: UUID
    fair: Named
    group: Group
    title: str
    text: str
    at: datetime
    size: int


class AnnouncementPage(Struct, frozen=True, kw_only=True):
    items: list[Announcement]
    total: int


class Addressee(Struct, frozen=True, kw_only=True):
    """A co-op, or the account that registered `people` persons, named by the first of them."""

    name: str
    organisation_id: UUID | None = None
    account_id: UUID | None = None
    organisation_name: str = ""
    people: int = 1


class Addressees(Struct, frozen=True, kw_only=True):
    announcement: Announcement
    items: list[Addressee]


class MakeAnnouncement(Command[ActPut], frozen=True, kw_only=True):
    """Organizers. It goes to who is in the group now; to a group with nobody in it: `group_empty`."""

    subject = "fairs.v1.cmd.make_announcement"
    announcement_id: UUID
    fair_id: UUID
    group: Group
    title: Line
    text: Message


class FindAudiences(Query[AudienceList], frozen=True, kw_only=True):
    """Organizers, auditor, admin: every group of the fair that somebody is in."""

    subject = "fairs.v1.qry.find_audiences"
    fair_id: UUID


class FindAnnouncements(Query[AnnouncementPage], frozen=True, kw_only=True):
    """Organizers, auditor, admin: the newest first."""

    subject = "fairs.v1.qry.find_announcements"
    fair_id: UUID
    page: PageNumber = 1
    page_size: Annotated[int, Meta(ge=1, le=100)] = 20


class FindAddressees(Query[Addressees], frozen=True, kw_only=True):
    """Organizers, auditor, admin: to whom it was addressed, in the order of the names."""

    subject = "fairs.v1.qry.find_addressees"
    announcement_id: UUID
    page: PageNumber = 1
    page_size: Annotated[int, Meta(ge=1, le=100)] = 50


class AnnouncementMade(Event, frozen=True, kw_only=True):
    """For who speaks for these organisations, and for these accounts. One with very many of them is told in several
    parts, which `version` counts.
    """

    subject = "fairs.v1.evt.announcement_made"
    fair_id: UUID
    fair_name: str
    title: str
    text: str
    organisation_ids: list[UUID] = []
    account_ids: list[UUID] = []
