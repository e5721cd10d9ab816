"""What `registry` answers and tells: organisations, accounts, sign-in."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from shared.actor import Role
from shared.contracts.message import Command, Done, Event, Query
from shared.contracts.values import Country, Language, Line, Named, PageNumber

Kind = Literal["coop", "buyer", "alliance"]
LegalForm = Literal["HTX", "LHHTX", "QTDND", "THT", "enterprise", "foreign"]
Sector = Literal["NN", "TTCN", "TM", "TMDV", "GTVT", "XD", "VSMT", "QTDND", "GD", "YT"]
OrganisationStatus = Literal["registered", "verified", "refused", "stopped", "dissolved"]
"""`registered` waits for the Alliance; `stopped`: no longer works and is not dissolved."""
TaxState = Literal["known", "missing", "pending"]

Email = Annotated[str, Meta(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=254)]
Password = Annotated[str, Meta(min_length=10, max_length=200)]
Phone = Annotated[str, Meta(max_length=30)]
Province = Annotated[str, Meta(pattern="^[0-9]{2}$")]
"""GSO code of 2025 (34 units)."""


class Organisation(Struct, frozen=True, kw_only=True):
    """What anybody may know of an organisation."""

    id: UUID
    version: int
    name: str
    kind: Kind
    legal_form: LegalForm
    sector: Sector | None
    country: Country
    province: Province | None
    status: OrganisationStatus


class OrganisationDossier(Struct, frozen=True, kw_only=True):
    """What an officer sees."""

    organisation: Organisation
    tax_state: TaxState
    tax_code: str | None
    address: str
    founded: int | None
    members: int | None
    reason: str
    registered_at: datetime
    accounts: list["AccountLine"]
    history: list["StatusLine"] = []


class AccountLine(Struct, frozen=True, kw_only=True):
    id: UUID
    email: str
    person_name: str
    phone: str


class StatusLine(Struct, frozen=True, kw_only=True):
    status: OrganisationStatus
    reason: str
    at: datetime


class OrganisationPage(Struct, frozen=True, kw_only=True):
    """`by_status` and `by_sector` count what the text and kind leave, before status and sector are chosen."""

    items: list[Organisation]
    total: int
    by_status: dict[str, int]
    by_sector: dict[str, int]


class Registered(Struct, frozen=True, kw_only=True):
    organisation_id: UUID
    account_id: UUID
    outcome: Literal["created", "repeated"]


class SignedIn(Struct, frozen=True, kw_only=True):
    """`session` is the opaque token for the cookie; the registry keeps only its hash."""

    session: str
    account_id: UUID
    locale: Language


class OrganisationRole(Struct, frozen=True, kw_only=True):
    id: UUID
    name: str
    role: Role


class Identity(Struct, frozen=True, kw_only=True):
    """Who a credential stands for. `actor_tokens`: one for each subject prefix that the credential reaches.

    `contact_consent`: partners of accepted matches may see the person's contacts.
    """

    account_id: UUID
    email: str
    person_name: str
    locale: Language
    roles: list[Role]
    organisations: list[OrganisationRole]
    actor_tokens: dict[str, str]
    expires_at: datetime
    contact_consent: bool = False


class Invitation(Struct, frozen=True, kw_only=True):
    """`token` goes into a one-time link."""

    token: str
    expires_at: datetime


class IssuedToken(Struct, frozen=True, kw_only=True):
    token: str
    expires_at: datetime


class Contact(Struct, frozen=True, kw_only=True):
    organisation: Named
    person_name: str
    email: str
    phone: str


class Disclosed(Struct, frozen=True, kw_only=True):
    """The contacts of both sides, each by the consent of its persons; `withheld` are the sides that gave none.

    Both empty until the registry has heard of the acceptance, and for everybody who is not one of the two.
    """

    contacts: list[Contact]
    withheld: list[Named]


class Recipient(Struct, frozen=True, kw_only=True):
    account_id: UUID
    email: str
    person_name: str
    locale: Language


class Recipients(Struct, frozen=True, kw_only=True):
    items: list[Recipient]


class LoadedOrganisation(Struct, frozen=True, kw_only=True):
    """One organisation as an operator loads it."""

    id: UUID
    name: Line
    kind: Kind
    legal_form: LegalForm
    status: OrganisationStatus
    sector: Sector | None = None
    country: Country = "VN"
    province: Province | None = None
    tax_code: Annotated[str, Meta(max_length=20)] | None = None
    address: Annotated[str, Meta(max_length=300)] = ""
    founded: int | None = None
    members: int | None = None


# commands


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


class DecideVerification(Command[Organisation], frozen=True, kw_only=True):
    subject = "registry.v1.cmd.decide_verification"
    organisation_id: UUID
    verified: bool
    reason: Annotated[str, Meta(max_length=1000)] = ""


class LoadOrganisations(Command[Done], frozen=True, kw_only=True):
    """Operator only: many organisations at once; known ids are left as they are."""

    subject = "registry.v1.cmd.load_organisations"
    items: Annotated[list[LoadedOrganisation], Meta(max_length=1000)]


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


class SignIn(Command[SignedIn], frozen=True, kw_only=True):
    """`replaces`: the session that this browser had until now, which ends."""

    subject = "registry.v1.cmd.sign_in"
    anonymous = True
    email: Annotated[str, Meta(max_length=254)]
    password: Annotated[str, Meta(max_length=200)]
    replaces: Annotated[str, Meta(max_length=100)] | None = None


class SignOut(Command[Done], frozen=True, kw_only=True):
    subject = "registry.v1.cmd.sign_out"
    session: Annotated[str, Meta(max_length=100)]


class IssueToken(Command[IssuedToken], frozen=True, kw_only=True):
    """An API token with the account's own rights, narrowed to `scopes` (`fairs:write`, `listings:read`, `*`).

    Writing includes reading. One's own account; for admins any.
    """

    subject = "registry.v1.cmd.issue_token"
    email: Email
    scopes: list[Annotated[str, Meta(max_length=50)]] = msgspec.field(default_factory=lambda: ["*"])
    hours: Annotated[int, Meta(ge=1, le=24 * 365)] = 24


class SetLocale(Command[Done], frozen=True, kw_only=True):
    subject = "registry.v1.cmd.set_locale"
    locale: Language


class SetConsent(Command[Done], frozen=True, kw_only=True):
    """Whether partners of accepted matches may see one's own name, e-mail and phone."""

    subject = "registry.v1.cmd.set_consent"
    consent: bool


# queries


class Identify(Query[Identity], frozen=True, kw_only=True):
    """Web only: who a session cookie or an API token stands for."""

    subject = "registry.v1.qry.identify"
    kind: Literal["session", "token"]
    credential: Annotated[str, Meta(max_length=100)]


class FindOrganisations(Query[OrganisationPage], frozen=True, kw_only=True):
    """Officer, organizer, auditor, admin. `q`: parts of words of the name, or of the tax code."""

    subject = "registry.v1.qry.find_organisations"
    q: Annotated[str, Meta(max_length=200)] = ""
    kind: Kind | None = None
    status: OrganisationStatus | None = None
    sector: Sector | None = None
    page: PageNumber = 1
    page_size: Annotated[int, Meta(ge=1, le=100)] = 50


class GetDossier(Query[OrganisationDossier], frozen=True, kw_only=True):
    """Officer, organizer, auditor, admin, and who speaks for the organisation."""

    subject = "registry.v1.qry.get_dossier"
    organisation_id: UUID


class GetOrganisation(Query[Organisation], frozen=True, kw_only=True):
    """Another service that was handed an id it had not heard of."""

    subject = "registry.v1.qry.get_organisation"
    organisation_id: UUID


class GetContacts(Query[Disclosed], frozen=True, kw_only=True):
    """The contacts that an accepted match disclosed, for its two sides only."""

    subject = "registry.v1.qry.get_contacts"
    match_request_id: UUID


class GetRecipients(Query[Recipients], frozen=True, kw_only=True):
    """Services only: where to write to these accounts."""

    subject = "registry.v1.qry.get_recipients"
    account_ids: Annotated[list[UUID], Meta(max_length=500)]


# events


class OrganisationChanged(Event, frozen=True, kw_only=True):
    subject = "registry.v1.evt.organisation_changed"
    organisation: Organisation


class AccountChanged(Event, frozen=True, kw_only=True):
    """Ids only: who asks for names or addresses asks `GetRecipients`."""

    subject = "registry.v1.evt.account_changed"
    roles: list[Role]
    organisation_ids: list[UUID]
    locale: Language
    active: bool


class ContactsDisclosed(Event, frozen=True, kw_only=True):
    """`id` is the match request, `organisation_ids` those whose contacts are released now. The registry logs each."""

    subject = "registry.v1.evt.contacts_disclosed"
    organisation_ids: list[UUID]
