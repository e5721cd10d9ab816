"""Booths: where they stand and who has them."""

from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.fairs.backdrops import Backdrop
from shared.contracts.fairs.fair import HallCode
from shared.contracts.message import Command, Event, Query
from shared.contracts.values import ActPut, Named, RecordPut

BoothCode = Annotated[str, Meta(pattern="^[A-Z0-9][A-Z0-9.-]{0,11}$")]
BoothStatus = Literal["free", "held", "confirmed", "blocked"]


class Booth(Struct, frozen=True, kw_only=True):
    """`x`, `y`, `width`, `depth`: its place in the hall in metres, from the hall's upper left corner. `power` in
    watts.
    """

    id: UUID
    code: str
    hall: str
    status: BoothStatus
    holder: Named | None
    booking_id: UUID | None
    x: float
    y: float
    width: float
    depth: float
    booth_type: str = ""
    zone: str = ""
    corner: bool = False
    power: int = 0
    water: bool = False
    cold: bool = False


class BoothList(Struct, frozen=True, kw_only=True):
    """`plan_version` counts what was drawn."""

    items: list[Booth]
    total: int
    plan_version: int = 1
    backdrops: list[Backdrop] = []


class BlockBooth(Command[ActPut], frozen=True, kw_only=True):
    """Organizers keep a free booth out of the market, or give it back."""

    subject = "fairs.v1.cmd.block_booth"
    booth_id: UUID
    blocked: bool


class BoothShape(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`id`: the caller's; a booth that has it keeps its history, whatever it is called."""

    id: UUID
    code: BoothCode
    x: Annotated[float, Meta(ge=0, le=500)]
    y: Annotated[float, Meta(ge=0, le=500)]
    width: Annotated[float, Meta(ge=0.5, le=50)]
    depth: Annotated[float, Meta(ge=0.5, le=50)]
    booth_type: Annotated[str, Meta(max_length=20)] = ""
    zone: Annotated[str, Meta(max_length=40)] = ""
    corner: bool = False
    power: Annotated[int, Meta(ge=0, le=100_000)] = 0
    water: bool = False
    cold: bool = False


class DrawHall(Command[RecordPut], frozen=True, kw_only=True):
    """Organizers. All booths of a hall as they stand now; what is not named is taken away, unless somebody has it:
    `booths_booked`. `plan_version` is the one that was seen: `version_stale` when somebody drew meanwhile.
    """

    subject = "fairs.v1.cmd.draw_hall"
    fair_id: UUID
    hall: HallCode
    plan_version: int
    booths: Annotated[list[BoothShape], Meta(max_length=2000)]


class SplitBooth(Command[ActPut], frozen=True, kw_only=True):
    """Organizers. Into parts of one width, side by side along the longer edge; the first keeps id, code and holder."""

    subject = "fairs.v1.cmd.split_booth"
    change_id: UUID
    booth_id: UUID
    parts: Annotated[int, Meta(ge=2, le=6)] = 2


class MergeBooths(Command[ActPut], frozen=True, kw_only=True):
    """Organizers. Booths that stand side by side and are free or have one holder become the first of them."""

    subject = "fairs.v1.cmd.merge_booths"
    change_id: UUID
    booth_ids: Annotated[list[UUID], Meta(min_length=2, max_length=6)]


class GetBooths(Query[BoothList], frozen=True, kw_only=True):
    subject = "fairs.v1.qry.get_booths"
    anonymous = True
    fair_id: UUID


class HallDrawn(Event, frozen=True, kw_only=True):
    """`id` is the fair, `version` that of its plan."""

    subject = "fairs.v1.evt.hall_drawn"
    hall: str


class BoothBlocked(Event, frozen=True, kw_only=True):
    """`id` is the booth. Organizers keep it out of the market, or gave it back."""

    subject = "fairs.v1.evt.booth_blocked"
    fair_id: UUID
    booth_code: str
    blocked: bool
