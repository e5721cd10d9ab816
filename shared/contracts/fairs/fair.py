"""A fair and its halls."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.message import Command, Event, Query
from shared.contracts.values import Language, Line, PageNumber, Paragraphs, RecordPut

FairStatus = Literal["draft", "open", "closed", "running", "finished", "cancelled"]
BookingPolicy = Literal["direct", "approval"]
FairKind = Literal["trade_fair", "connection_session", "conference", "training_class"]
Promotion = Literal["by_hand", "automatic"]
"""What happens when a booth becomes free while co-ops wait: the first is told, or the booth is offered to the first."""
HallCode = Annotated[str, Meta(pattern="^[A-Z][A-Z0-9]{0,5}$")]
Zone = Annotated[str, Meta(max_length=64)]
"""IANA time zone of the venue."""


def in_languages(first: str, others: Mapping[Language, str]) -> dict[Language, str]:
    """What is stated first is Vietnamese, unless that is among the others."""
    return {"vi": first, **others}


class HallBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A grid of booths: `rows` back to back in pairs, an aisle after every second row. Sizes in metres."""

    code: HallCode
    name: Annotated[str, Meta(max_length=200)] = ""
    rows: Annotated[int, Meta(ge=1, le=40)]
    columns: Annotated[int, Meta(ge=1, le=60)]
    booth_width: Annotated[float, Meta(ge=1, le=20)] = 3.0
    booth_depth: Annotated[float, Meta(ge=1, le=20)] = 3.0
    aisle: Annotated[float, Meta(ge=0, le=20)] = 3.0


class Question(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Asked of who applies to exhibit."""

    text: Line
    required: bool = False


class FairBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`offer_hours`: how long a booth that is offered to somebody in the waiting list is kept.
    `opens_at`, `closes_at`: when registration opens and booths stop being given, by themselves. `names`,
    `descriptions`: the same in other languages.
    """

    name: Line
    kind: FairKind = "trade_fair"
    status: FairStatus = "draft"
    starts_at: datetime
    ends_at: datetime
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    zone: Zone = "Asia/Ho_Chi_Minh"
    venue: Annotated[str, Meta(max_length=300)] = ""
    description: Paragraphs = ""
    names: dict[Language, Line] = {}
    descriptions: dict[Language, Paragraphs] = {}
    booking: BookingPolicy = "approval"
    promotion: Promotion = "by_hand"
    offer_hours: Annotated[int, Meta(ge=1, le=720)] = 24
    questions: Annotated[list[Question], Meta(max_length=10)] = []
    halls: Annotated[list[HallBody], Meta(max_length=10)] = []

    @property
    def named(self) -> dict[Language, str]:
        return in_languages(self.name, self.names)

    @property
    def described(self) -> dict[Language, str]:
        return in_languages(self.description, self.descriptions)

    @property
    def has_booths(self) -> bool:
        """A trade fair always, also while nobody has drawn them; a class or a conference only in halls."""
        return self.kind == "trade_fair" or bool(self.halls)


class BoothCounts(Struct, frozen=True, kw_only=True):
    free: int
    held: int
    confirmed: int
    blocked: int


class Fair(Struct, frozen=True, kw_only=True):
    id: UUID
    version: int
    body: FairBody
    booths: BoothCounts


class FairPage(Struct, frozen=True, kw_only=True):
    """Descriptions are cut after 300 characters, and in one language: a page fits one message."""

    items: list[Fair]
    total: int


class PutFair(Command[RecordPut], frozen=True, kw_only=True):
    """Organizers. Opening, closing and cancelling are revisions of `status`; booked booths are never removed.
    With a fair that is put off go its sessions and the ends of its early prices, unless `early_prices_stay`.
    """

    subject = "fairs.v1.cmd.put_fair"
    fair_id: UUID
    expected_version: int | None = None
    body: FairBody
    early_prices_stay: bool = False


class FindFairs(Query[FairPage], frozen=True, kw_only=True):
    """Drafts only for organizers."""

    subject = "fairs.v1.qry.find_fairs"
    anonymous = True
    page: PageNumber = 1
    page_size: Annotated[int, Meta(ge=1, le=100)] = 24


class GetFair(Query[Fair], frozen=True, kw_only=True):
    subject = "fairs.v1.qry.get_fair"
    anonymous = True
    fair_id: UUID


class FairOpened(Event, frozen=True, kw_only=True):
    subject = "fairs.v1.evt.fair_opened"
    name: str
    starts_at: datetime
    zone: Zone
    booking: BookingPolicy
    venue: str = ""
    names: dict[Language, str] = {}


class FairChanged(Event, frozen=True, kw_only=True):
    """Any other revision of a fair that was opened. `sessions_moved`: those of its programme with it, each to the same
    day of the fair at the same hour. `early_price_until`: until when booths cost less, where that moved with it.
    """

    subject = "fairs.v1.evt.fair_changed"
    name: str
    status: FairStatus
    starts_at: datetime
    ends_at: datetime
    zone: Zone
    venue: str = ""
    closes_at: datetime | None = None
    sessions_moved: bool = False
    early_price_until: datetime | None = None
    names: dict[Language, str] = {}
