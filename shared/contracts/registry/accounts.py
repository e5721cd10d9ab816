"""Accounts: how a person comes to one, and what they choose about themselves."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.actor import Role
from shared.contracts.message import Command, Done, Event
from shared.contracts.registry.organisations import LegalForm, Province, Sector
from shared.contracts.values import Country, Language, Line

INVITED: tuple[Role, ...] = ("admin", "officer", "organizer", "auditor")
"""Whom an administrator brings in. Co-ops and buyers register themselves: an invitation names no organisation."""
Email = Annotated[str, Meta(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=254)]
Password = Annotated[str, Meta(min_length=10, max_length=200)]
Phone = Annotated[str, Meta(max_length=30)]
OwnZone = Annotated[str, Meta(max_length=64)]
"""IANA time zone on whose clock a person is told moments. Empty: on that of where most who read the language are."""


class Registered(Struct, frozen=True, kw_only=True):
    organisation_id: UUID
    account_id: UUID
    outcome: Literal["created", "repeated"]


class Invitation(Struct, frozen=True, kw_only=True):
    """`token` goes into a one-time link."""

    token: str
    expires_at: datetime


class RegisterOrganisation(Command[Registered], frozen=True, kw_only=True):
    """A co-op or a buyer registers itself with its first account. The password never leaves the registry."""

    subject = "registry.v1.cmd.register_organisation"
    anonymous = True
    organisation_id: UUID
    account_id: UUID
    kind: Literal["coop", "buyer"]
    name: Line
    legal_form: LegalForm
    sector: Sector | None = None
    country: Country = "VN"
    province: Province | None = None
    tax_code: Annotated[str, Meta(max_length=20)] | None = None
    address: Annotated[str, Meta(max_length=300)] = ""
    person_name: Line
    email: Email
    phone: Phone = ""
    password: Password
    locale: Language = "vi"
    consent: bool = False


class CreateAccount(Command[Done], frozen=True, kw_only=True):
    """Admin only: an account with a known password, as the demo needs it."""

    subject = "registry.v1.cmd.create_account"
    account_id: UUID
    email: Email
    person_name: Line
    password: Password
    phone: Phone = ""
    roles: list[Role]
    organisation_id: UUID | None = None
    locale: Language = "vi"
    consent: bool = False


class InviteAccount(Command[Invitation], frozen=True, kw_only=True):
    """Admin only: a one-time link with which a person makes an account. Without an e-mail whoever opens it chooses."""

    subject = "registry.v1.cmd.invite_account"
    email: Email | None = None
    roles: list[Role]


class AcceptInvitation(Command[Done], frozen=True, kw_only=True):
    subject = "registry.v1.cmd.accept_invitation"
    anonymous = True
    token: Annotated[str, Meta(max_length=100)]
    account_id: UUID
    email: Email
    person_name: Line
    password: Password
    locale: Language = "vi"


class SetLocale(Command[Done], frozen=True, kw_only=True):
    subject = "registry.v1.cmd.set_locale"
    locale: Language


class SetZone(Command[Done], frozen=True, kw_only=True):
    """One of `shared.zones`, or none."""

    subject = "registry.v1.cmd.set_zone"
    zone: OwnZone


class SetConsent(Command[Done], frozen=True, kw_only=True):
    """Whether partners of accepted matches may see one's own name, e-mail and phone."""

    subject = "registry.v1.cmd.set_consent"
    consent: bool


class AccountChanged(Event, frozen=True, kw_only=True):
    """Ids only: who asks for names or addresses asks `GetRecipients`."""

    subject = "registry.v1.evt.account_changed"
    roles: list[Role]
    organisation_ids: list[UUID]
    locale: Language
    active: bool
    zone: OwnZone = ""
