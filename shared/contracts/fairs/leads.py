"""Leads: two people at a fair who have shown each other their badges, and what each means to do about it."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.fairs.attendees import AttendeeKind
from shared.contracts.message import Command, Event, Query
from shared.contracts.values import ActPut, Named

LeadStatus = Literal["asked", "agreed", "declined"]


class Lead(Struct, frozen=True, kw_only=True):
    """As one of the two sees it: the other, and the own note. `to_answer`: the other has asked. `email`: of the account
    that agreed for the other, once both have.
    """

    id: UUID
    fair: Named
    registration_id: UUID
    status: LeadStatus
    to_answer: bool
    since: datetime
    person_name: str
    organisation_id: UUID | None
    organisation_name: str
    kind: AttendeeKind
    note: str
    follow_up: date | None
    done: bool
    email: str = ""


class LeadPage(Struct, frozen=True, kw_only=True):
    items: list[Lead]
    total: int


class CaptureLead(Command[ActPut], frozen=True, kw_only=True):
    """Who holds the badge `registration_id` has read the code of another. When both have read each other's, or the
    other agrees, both have the lead.
    """

    subject = "fairs.v1.cmd.capture_lead"
    lead_id: UUID
    registration_id: UUID
    code: Annotated[str, Meta(min_length=1, max_length=100)]


class AnswerLead(Command[ActPut], frozen=True, kw_only=True):
    """Who was asked. A no can become a yes, a yes stays."""

    subject = "fairs.v1.cmd.answer_lead"
    lead_id: UUID
    agreed: bool


class NoteLead(Command[ActPut], frozen=True, kw_only=True):
    """One's own note of a lead that both have; `follow_up`: the day by which something is to be done."""

    subject = "fairs.v1.cmd.note_lead"
    lead_id: UUID
    note: Annotated[str, Meta(max_length=2000)] = ""
    follow_up: date | None = None
    done: bool = False


class FindLeads(Query[LeadPage], frozen=True, kw_only=True):
    """The caller's own: what is to be answered, then what is to be done, the nearest day first."""

    subject = "fairs.v1.qry.find_leads"
    page_size: Annotated[int, Meta(ge=1, le=200)] = 200


class LeadChanged(Event, frozen=True, kw_only=True):
    """`registration_ids`: of the two."""

    subject = "fairs.v1.evt.lead_changed"
    fair_id: UUID
    registration_ids: list[UUID]
    status: LeadStatus
