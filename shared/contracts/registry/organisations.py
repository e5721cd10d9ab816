"""Organisations, as anybody, an officer and an operator see them."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.message import Command, Done, Event, Query
from shared.contracts.values import Country, Line, PageNumber

Kind = Literal["coop", "buyer", "alliance"]
LegalForm = Literal["HTX", "LHHTX", "QTDND", "THT", "enterprise", "foreign"]
Sector = Literal["NN", "TTCN", "TM", "TMDV", "GTVT", "XD", "VSMT", "QTDND", "GD", "YT"]
OrganisationStatus = Literal["registered", "verified", "refused", "stopped", "dissolved"]
"""`registered` waits for the Alliance; `stopped`: no longer works and is not dissolved."""
TaxState = Literal["known", "missing", "pending"]
Province = Annotated[str, Meta(pattern="^[0-9]{2}$")]
"""GSO code of 2025 (34 units)."""
FormerProvince = Annotated[str, Meta(pattern="^2004-[0-9]{2}$")]
"""Code of Decision 124/2004/QĐ-TTg (63 units, until June 2025)."""
ProvinceOfAnyTime = Annotated[str, Meta(pattern="^(2004-)?[0-9]{2}$")]


class Organisation(Struct, frozen=True, kw_only=True):
    """What anybody may know of an organisation. `former_province`: where its address names one that was merged."""

    id: UUID
    version: int
    name: str
    kind: Kind
    legal_form: LegalForm
    sector: Sector | None
    country: Country
    province: Province | None
    status: OrganisationStatus
    former_province: FormerProvince | None = None


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


class DecideVerification(Command[Organisation], frozen=True, kw_only=True):
    subject = "registry.v1.cmd.decide_verification"
    organisation_id: UUID
    verified: bool
    reason: Annotated[str, Meta(max_length=1000)] = ""


class LoadOrganisations(Command[Done], frozen=True, kw_only=True):
    """Operator only: many organisations at once; known ids are left as they are."""

    subject = "registry.v1.cmd.load_organisations"
    items: Annotated[list[LoadedOrganisation], Meta(max_length=1000)]


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


class OrganisationChanged(Event, frozen=True, kw_only=True):
    subject = "registry.v1.evt.organisation_changed"
    organisation: Organisation
