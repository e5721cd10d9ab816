"""A request by somebody without an account: its e-mail is proved first, then the Alliance lets it through, or not."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.message import Command, Done, Event, Query
from shared.contracts.registry import Email
from shared.contracts.values import ActPut, Country, Language, Line, Named, PageNumber

InquiryStatus = Literal["unconfirmed", "waiting", "passed", "invited", "refused"]
"""`waiting` for the Alliance; `invited`: the co-op has asked the visitor to register."""
RefusalReason = Literal["not_a_request", "unclear", "not_offered", "already_asked"]


class InquiryBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`quantity` in the visitor's own words."""

    what: Line
    quantity: Annotated[str, Meta(max_length=200)] = ""
    name: Line
    organisation: Annotated[str, Meta(max_length=200)] = ""
    country: Country
    email: Email
    message: Annotated[str, Meta(max_length=2000)] = ""


class Inquiry(Struct, frozen=True, kw_only=True):
    """`reason` and `note` are those of a refusal; the note stays with the Alliance."""

    id: UUID
    version: int
    status: InquiryStatus
    listing_id: UUID
    listing_names: dict[Language, str]
    coop: Named
    language: Language
    body: InquiryBody
    written_at: datetime
    confirmed_at: datetime | None
    decided_at: datetime | None
    reason: RefusalReason | None
    note: str
    invited_at: datetime | None


class InquiryPage(Struct, frozen=True, kw_only=True):
    items: list[Inquiry]
    total: int


class Inquirer(Struct, frozen=True, kw_only=True):
    """`token`: of a new one-time link, while the e-mail is not proved."""

    email: str
    language: Language
    token: str = ""


# commands


class WriteInquiry(Command[ActPut], frozen=True, kw_only=True):
    """By anybody. Refused: `too_many_inquiries` of one e-mail, or of all, in a day."""

    subject = "matching.v1.cmd.write_inquiry"
    anonymous = True
    inquiry_id: UUID
    listing_id: UUID
    language: Language
    body: InquiryBody


class ConfirmInquiry(Command[Done], frozen=True, kw_only=True):
    """By the link in the letter. Done again, nothing happens."""

    subject = "matching.v1.cmd.confirm_inquiry"
    anonymous = True
    token: Annotated[str, Meta(max_length=100)]


class DecideInquiry(Command[ActPut], frozen=True, kw_only=True):
    """Officers and organizers. A refusal has a reason."""

    subject = "matching.v1.cmd.decide_inquiry"
    inquiry_id: UUID
    passed: bool
    reason: RefusalReason | None = None
    note: Annotated[str, Meta(max_length=1000)] = ""


class InviteInquirer(Command[ActPut], frozen=True, kw_only=True):
    """The co-op that was asked has a letter sent that invites the visitor to register as a buyer: one letter."""

    subject = "matching.v1.cmd.invite_inquirer"
    inquiry_id: UUID


class AddressInquirer(Command[Inquirer], frozen=True, kw_only=True):
    """Services only: where to write to. Each asking makes another link; those before hold on."""

    subject = "matching.v1.cmd.address_inquirer"
    inquiry_id: UUID


# queries


class GetInquiry(Query[Inquiry], frozen=True, kw_only=True):
    """The Alliance when its e-mail is proved, the co-op when it was let through; unknown to everybody else."""

    subject = "matching.v1.qry.get_inquiry"
    inquiry_id: UUID


class FindInquiries(Query[InquiryPage], frozen=True, kw_only=True):
    """With an organisation: what was let through to it. Without, for the Alliance: all that are proved. The undecided
    first, then the newest.
    """

    subject = "matching.v1.qry.find_inquiries"
    organisation_id: UUID | None = None
    status: InquiryStatus | None = None
    page: PageNumber = 1
    page_size: Annotated[int, Meta(ge=1, le=100)] = 24


# events: nothing that a visitor typed, but for the country


class InquiryWritten(Event, frozen=True, kw_only=True):
    subject = "matching.v1.evt.inquiry_written"


class InquiryChanged(Event, frozen=True, kw_only=True):
    """The public state of an inquiry; its events differ in what happened."""

    coop_id: UUID
    coop_name: str
    listing_names: dict[Language, str]
    country: Country


class InquiryConfirmed(InquiryChanged, frozen=True, kw_only=True):
    subject = "matching.v1.evt.inquiry_confirmed"


class InquiryPassed(InquiryChanged, frozen=True, kw_only=True):
    subject = "matching.v1.evt.inquiry_passed"


class InquiryRefused(InquiryChanged, frozen=True, kw_only=True):
    subject = "matching.v1.evt.inquiry_refused"
    reason: RefusalReason


class InquirerInvited(InquiryChanged, frozen=True, kw_only=True):
    subject = "matching.v1.evt.inquirer_invited"
