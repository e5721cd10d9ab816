"""Lots of a listing and the way that each has come: what Law 78/2025/QH15 lists for a trace record."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.message import Command, Event, Query
from shared.contracts.trade import Short
from shared.contracts.values import Category, Language, Line, Named, PageNumber, Quantity, RecordPut, Scheme

StageKind = Literal["sowing", "care", "harvest", "processing", "packing", "storage", "transport"]
LotCode = Annotated[str, Meta(min_length=1, max_length=50)]


class Stage(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`place_code`: a GLN, or the code of a growing area or packing house."""

    kind: StageKind
    on: date
    place: Line
    place_code: Short = ""
    note: Annotated[str, Meta(max_length=500)] = ""


class LotBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`origin`: where the goods come from, as on the label."""

    code: LotCode
    produced: date
    origin: Line
    best_before: date | None = None
    quantity: Quantity | None = None
    stages: Annotated[list[Stage], Meta(max_length=30)] = []


class Lot(Struct, frozen=True, kw_only=True):
    """With what its listing says of the product and its producer. `standards`: schemes whose papers count now."""

    id: UUID
    version: int
    body: LotBody
    listing_id: UUID
    names: dict[Language, str]
    organisation: Named
    province: str | None
    photo_id: UUID | None
    brand: str
    gtin: str | None
    standards: list[Scheme]
    updated_at: datetime
    category: Category | None = None


class LotLine(Struct, frozen=True, kw_only=True):
    id: UUID
    code: str
    produced: date


class Lots(Struct, frozen=True, kw_only=True):
    items: list[LotLine]
    total: int


class PutLot(Command[RecordPut], frozen=True, kw_only=True):
    """States the whole lot. `expected_version` is needed when this changes an existing one."""

    subject = "listings.v1.cmd.put_lot"
    lot_id: UUID
    listing_id: UUID
    expected_version: int | None = None
    body: LotBody


class GetLot(Query[Lot], frozen=True, kw_only=True):
    """For whoever may see its listing: the code on a pack leads here, so also when that is withdrawn."""

    subject = "listings.v1.qry.get_lot"
    anonymous = True
    lot_id: UUID


class FindLots(Query[Lots], frozen=True, kw_only=True):
    """Of a listing, the newest first."""

    subject = "listings.v1.qry.find_lots"
    anonymous = True
    listing_id: UUID
    page: PageNumber = 1
    page_size: Annotated[int, Meta(ge=1, le=100)] = 50


class LotRecorded(Event, frozen=True, kw_only=True):
    subject = "listings.v1.evt.lot_recorded"
    listing_id: UUID
    code: str
