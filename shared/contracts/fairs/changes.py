"""What happened to the booths of a fair, and by whom."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.message import Query
from shared.contracts.values import Named, PageNumber

ChangeKind = Literal[
    "confirmed",
    "held",
    "offered",
    "ended",
    "moved",
    "swapped",
    "transferred",
    "blocked",
    "released",
    "drawn",
    "renamed",
    "removed",
    "split",
    "merged",
]


class Change(Struct, frozen=True, kw_only=True):
    """`account_id`: None where the schedule did it. `booth_code`: as it was called then. `note`: what the kind needs,
    such as the former code or the reason of an ending.
    """

    id: UUID
    kind: ChangeKind
    at: datetime
    account_id: UUID | None
    booth_id: UUID
    booth_code: str
    booking_id: UUID | None
    organisation: Named | None
    note: str


class ChangePage(Struct, frozen=True, kw_only=True):
    items: list[Change]
    total: int


class FindChanges(Query[ChangePage], frozen=True, kw_only=True):
    """Organizers and who reads everything. The latest first; of one booth where it is named."""

    subject = "fairs.v1.qry.find_changes"
    fair_id: UUID
    booth_id: UUID | None = None
    page: PageNumber = 1
    page_size: Annotated[int, Meta(ge=1, le=100)] = 50
