"""What two sides have agreed on: parties, lines per month, where it was made, who has confirmed it."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.message import Command, Event, Query
from shared.contracts.quotes import QuoteLine, QuoteTerms
from shared.contracts.values import (
    ActPut,
    Amount,
    Country,
    Currency,
    Language,
    Month,
    Named,
    PageNumber,
    Place,
    RecordPut,
    Side,
    Unit,
)

AgreementStatus = Literal["reserving", "releasing", "agreed", "refused"]
"""`reserving`: the capacity is being asked for. `releasing`: it was not all there, and what was reserved is given back;
then `refused`: nothing is promised."""
AgreementKind = Literal["contract", "mou"]
SeenBy = Literal["alliance", "parties"]
MediaType = Literal["application/pdf", "image/jpeg", "image/png"]


class AgreementBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the parties say of the paper. `fair_id`: the fair or session at which it was made.

    `seen_by` "parties": the Alliance counts it without reading it.
    """

    kind: AgreementKind = "contract"
    place: Place = ""
    fair_id: UUID | None = None
    signed_on: date | None = None
    seen_by: SeenBy = "alliance"


class Scan(Struct, frozen=True, kw_only=True):
    """The signed paper. `sha256` in hexadecimal, `size` in bytes."""

    id: UUID
    sha256: str
    size: int
    media_type: MediaType
    attached_at: datetime


class Party(Struct, frozen=True, kw_only=True):
    """`confirmed_at`: when it said that the paper, as it stands now, is what was signed."""

    organisation: Named
    country: Country
    confirmed_at: datetime | None


class Agreement(Struct, frozen=True, kw_only=True):
    id: UUID
    version: int
    status: AgreementStatus
    match_request_id: UUID
    listing_id: UUID
    buyer: Party
    coop: Party
    what: str
    what_lang: Language
    listing_names: dict[Language, str]
    terms: QuoteTerms
    lines: list[QuoteLine]
    total: Amount
    body: AgreementBody
    fair_name: str
    scan: Scan | None
    made_at: datetime
    reason: str


class AgreementItem(Struct, frozen=True, kw_only=True):
    id: UUID
    status: AgreementStatus
    buyer: Named
    coop: Named
    listing_names: dict[Language, str]
    kind: AgreementKind
    first_month: Month
    last_month: Month
    quantity: Amount
    unit: Unit
    total: Amount
    currency: Currency
    confirmed: bool
    made_at: datetime


class AgreementPage(Struct, frozen=True, kw_only=True):
    items: list[AgreementItem]
    total: int


class ScanPlace(Struct, frozen=True, kw_only=True):
    """Where web finds the signed paper: an object in bucket `scans`."""

    scan: Scan
    object_name: str


# commands


class StateAgreement(Command[RecordPut], frozen=True, kw_only=True):
    """By either party. What had been confirmed before is to be confirmed again."""

    subject = "matching.v1.cmd.state_agreement"
    agreement_id: UUID
    expected_version: int | None = None
    body: AgreementBody


class AttachScan(Command[RecordPut], frozen=True, kw_only=True):
    """`upload` names the object in bucket `uploads` that web filled."""

    subject = "matching.v1.cmd.attach_scan"
    agreement_id: UUID
    scan_id: UUID
    upload: Annotated[str, Meta(max_length=100)]


class ConfirmAgreement(Command[ActPut], frozen=True, kw_only=True):
    """A party says that the agreement of that version is what was signed."""

    subject = "matching.v1.cmd.confirm_agreement"
    agreement_id: UUID
    organisation_id: UUID
    expected_version: int


# queries


class GetAgreement(Query[Agreement], frozen=True, kw_only=True):
    """Its parties; the Alliance where they let it. Unknown to everybody else."""

    subject = "matching.v1.qry.get_agreement"
    agreement_id: UUID


class FindAgreements(Query[AgreementPage], frozen=True, kw_only=True):
    """Of one organisation; without one all that the Alliance may see. The newest first."""

    subject = "matching.v1.qry.find_agreements"
    organisation_id: UUID | None = None
    page: PageNumber = 1
    page_size: Annotated[int, Meta(ge=1, le=100)] = 24


class GetScan(Query[ScanPlace], frozen=True, kw_only=True):
    """Whoever may read the agreement."""

    subject = "matching.v1.qry.get_scan"
    agreement_id: UUID


# events


class AgreementChanged(Event, frozen=True, kw_only=True):
    """The public state of an agreement; its events differ in what happened."""

    status: AgreementStatus
    match_request_id: UUID
    listing_id: UUID
    buyer_id: UUID
    coop_id: UUID
    buyer_name: str
    coop_name: str
    listing_names: dict[Language, str]
    accepted_by: Side
    unit: Unit
    currency: Currency
    lines: list[QuoteLine]
    total: Amount
    kind: AgreementKind
    fair_id: UUID | None
    confirmed: bool
    reason: str = ""


class QuoteAccepted(AgreementChanged, frozen=True, kw_only=True):
    """The agreement stands once its capacity is reserved."""

    subject = "matching.v1.evt.quote_accepted"


class AgreementReached(AgreementChanged, frozen=True, kw_only=True):
    """The capacity is reserved: both sides are bound."""

    subject = "matching.v1.evt.agreement_reached"


class AgreementRefused(AgreementChanged, frozen=True, kw_only=True):
    """The capacity is not there: the quote counts no more and nobody is bound."""

    subject = "matching.v1.evt.agreement_refused"


class AgreementRevised(AgreementChanged, frozen=True, kw_only=True):
    """The paper was described or attached anew, or confirmed by one party."""

    subject = "matching.v1.evt.agreement_revised"


class AgreementSigned(AgreementChanged, frozen=True, kw_only=True):
    """Both parties have confirmed the paper."""

    subject = "matching.v1.evt.agreement_signed"
