"""Papers of `listings`: what a co-op states of its certificates, the scans behind them, who checked them, their end."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.message import Command, Done, Event, Query
from shared.contracts.values import ActPut, Language, Line, Named, PageNumber, PaperNumber, Scheme

PaperScheme = Scheme | Literal["OCOP"]
Verdict = Literal["confirmed", "doubted"]


class EvidenceFile(Struct, frozen=True, kw_only=True):
    """A scan. `shared_with`: organisations that may open it; told to its owner only."""

    id: UUID
    listing_id: UUID
    name: str
    media_type: str
    size: int
    added_at: datetime
    shared_with: list[UUID] = []


class Check(Struct, frozen=True, kw_only=True):
    """An officer of the Alliance compared what is stated with the paper itself. It counts until anything is changed."""

    verdict: Verdict
    checked_at: datetime
    checked_by: UUID
    note: str = ""


class Paper(Struct, frozen=True, kw_only=True):
    """`evidence`: the scans that the asker may open; `has_evidence`: there are some."""

    scheme: PaperScheme
    number: str
    expires: date | None
    valid: bool
    has_evidence: bool
    evidence: list[EvidenceFile]
    check: Check | None


class Papers(Struct, frozen=True, kw_only=True):
    items: list[Paper]


class PaperToCheck(Struct, frozen=True, kw_only=True):
    listing_id: UUID
    names: dict[Language, str]
    organisation: Named
    scheme: PaperScheme
    number: str
    expires: date | None


class PapersToCheck(Struct, frozen=True, kw_only=True):
    items: list[PaperToCheck]
    total: int


class EndingPaper(Struct, frozen=True, kw_only=True):
    listing_id: UUID
    names: dict[Language, str]
    scheme: PaperScheme
    number: str
    expires: date


class EndingPapers(Struct, frozen=True, kw_only=True):
    items: list[EndingPaper]


# commands


class AddEvidence(Command[ActPut], frozen=True, kw_only=True):
    """A scan of one of the listing's papers: PDF, JPEG, PNG or WebP. `upload` names the object that web filled."""

    subject = "listings.v1.cmd.add_evidence"
    evidence_id: UUID
    listing_id: UUID
    scheme: PaperScheme
    number: PaperNumber = ""
    name: Line
    upload: Annotated[str, Meta(max_length=100)]


class RemoveEvidence(Command[Done], frozen=True, kw_only=True):
    subject = "listings.v1.cmd.remove_evidence"
    evidence_id: UUID


class DiscloseEvidence(Command[Done], frozen=True, kw_only=True):
    """The owner lets an organisation open a scan, or no longer."""

    subject = "listings.v1.cmd.disclose_evidence"
    evidence_id: UUID
    organisation_id: UUID
    withdrawn: bool = False


class CheckPaper(Command[Done], frozen=True, kw_only=True):
    """An officer's verdict on a paper as it is stated now."""

    subject = "listings.v1.cmd.check_paper"
    listing_id: UUID
    scheme: PaperScheme
    number: PaperNumber = ""
    verdict: Verdict
    note: Annotated[str, Meta(max_length=500)] = ""


# queries


class GetPapers(Query[Papers], frozen=True, kw_only=True):
    """Of a listing that the asker may see."""

    subject = "listings.v1.qry.get_papers"
    anonymous = True
    listing_id: UUID


class GetEvidence(Query[EvidenceFile], frozen=True, kw_only=True):
    """For its owner, officers and auditors, and whom the owner disclosed it to; for others there is none."""

    subject = "listings.v1.qry.get_evidence"
    evidence_id: UUID


class FindPapersToCheck(Query[PapersToCheck], frozen=True, kw_only=True):
    """Papers with a scan that no officer has checked as they are stated now, the oldest scan first."""

    subject = "listings.v1.qry.find_papers_to_check"
    page: PageNumber = 1
    page_size: Annotated[int, Meta(ge=1, le=100)] = 50


class FindEndingPapers(Query[EndingPapers], frozen=True, kw_only=True):
    """Of a co-op's products, those withdrawn left out: what has ended or ends by that day, the first to end first."""

    subject = "listings.v1.qry.find_ending_papers"
    organisation_id: UUID
    by: date
    page_size: Annotated[int, Meta(ge=1, le=100)] = 50


# events


class PaperExpiring(Event, frozen=True, kw_only=True):
    """180, 90 and 30 days before its end, once each, and once when it has ended. `id` is that of the reminder."""

    subject = "listings.v1.evt.paper_expiring"
    listing_id: UUID
    organisation_id: UUID
    names: dict[Language, str]
    scheme: PaperScheme
    number: str
    expires: date
    days_left: int


class PaperChecked(Event, frozen=True, kw_only=True):
    """`id` is that of the check."""

    subject = "listings.v1.evt.paper_checked"
    listing_id: UUID
    organisation_id: UUID
    names: dict[Language, str]
    scheme: PaperScheme
    number: str
    verdict: Verdict
    note: str
