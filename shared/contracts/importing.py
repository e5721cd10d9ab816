"""A co-op's listings as a file: taken home, and taken over."""

from typing import Annotated, Literal, Self
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.listings import ListingBody, ListingStatus
from shared.contracts.message import Command, Query
from shared.errors import Invalid, Rejected


class ExportedListing(Struct, frozen=True, kw_only=True):
    id: UUID
    body: ListingBody
    version: int = 0
    status: ListingStatus = "published"


class ExportedListings(Struct, frozen=True, kw_only=True):
    """`after`: what to ask the next page with; None at the end."""

    items: list[ExportedListing]
    after: UUID | None


class ImportedListing(ListingBody, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Published at once unless it is not to be `shown`: then it is a draft, or leaves the catalogue.

    `expected_version`: refused when somebody changed it since; without it the line goes over whatever there is.
    """

    id: UUID
    line: int
    shown: bool = True
    expected_version: int | None = None


LineOutcome = Literal["created", "updated", "unchanged"]


class TakenLine(Struct, frozen=True, kw_only=True):
    line: int
    outcome: LineOutcome


class Refusal(Struct, frozen=True, kw_only=True):
    """`faults`: what is wrong with which field, where it is fields."""

    line: int
    reason: str
    faults: dict[str, str] = {}

    @classmethod
    def of(cls, line: int, refusal: Rejected) -> Self:
        if not isinstance(refusal, Invalid):
            return cls(line=line, reason=refusal.code)
        faults = {field: str(code) for field, code in refusal.details.items()}
        return cls(line=line, reason=", ".join(f"{field}: {code}" for field, code in faults.items()), faults=faults)


class ImportOutcome(Struct, frozen=True, kw_only=True):
    """`lines`: each one that was not refused."""

    created: int
    updated: int
    unchanged: int
    rejected: list[Refusal]
    lines: list[TakenLine] = []


class ImportListings(Command[ImportOutcome], frozen=True, kw_only=True):
    """Many listings of one organisation. A `rehearsal` says what would become of each line, and changes nothing."""

    subject = "listings.v1.cmd.import_listings"
    organisation_id: UUID
    items: Annotated[list[ImportedListing], Meta(max_length=500)]
    rehearsal: bool = False


class ExportListings(Query[ExportedListings], frozen=True, kw_only=True):
    """All that a co-op states of its listings, in the order of their ids."""

    subject = "listings.v1.qry.export_listings"
    organisation_id: UUID
    after: UUID | None = None
