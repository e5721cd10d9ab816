"""Booths: where they stand and who has them."""

from typing import Literal
from uuid import UUID

from msgspec import Struct

from shared.contracts.message import Command, Event, Query
from shared.contracts.values import ActPut, Named

BoothStatus = Literal["free", "held", "confirmed", "blocked"]


class Booth(Struct, frozen=True, kw_only=True):
    """`x`, `y`, `width`, `depth`: its place in the hall in metres, from the hall's upper left corner."""

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


class BoothList(Struct, frozen=True, kw_only=True):
    items: list[Booth]
    total: int


class BlockBooth(Command[ActPut], frozen=True, kw_only=True):
    """Organizers keep a free booth out of the market, or give it back."""

    subject = "fairs.v1.cmd.block_booth"
    booth_id: UUID
    blocked: bool


class GetBooths(Query[BoothList], frozen=True, kw_only=True):
    subject = "fairs.v1.qry.get_booths"
    anonymous = True
    fair_id: UUID


class BoothBlocked(Event, frozen=True, kw_only=True):
    """`id` is the booth. Organizers keep it out of the market, or gave it back."""

    subject = "fairs.v1.evt.booth_blocked"
    fair_id: UUID
    booth_code: str
    blocked: bool
