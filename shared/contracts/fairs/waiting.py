"""Who is told next when a booth becomes free."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.fairs.bookings import BookingMade, Minutes
from shared.contracts.message import Command, Event, Query
from shared.contracts.values import ActPut, Named

BoothType = Annotated[str, Meta(min_length=1, max_length=20)]
"""The code of a booth type of the fair."""
Precedence = Annotated[int, Meta(ge=0, le=9)]


class Offer(Struct, frozen=True, kw_only=True):
    """To be confirmed or refused by `booking_id`."""

    booking_id: UUID
    booth_code: str
    until: datetime


class WaitingEntry(Struct, frozen=True, kw_only=True):
    """`rank` 1 is the next: by precedence, then by arrival. `quantity`: booths wished for, `got`: how many it has had
    since. `booth_types`: any when empty.
    """

    id: UUID
    rank: int
    organisation: Named
    since: datetime
    quantity: int = 1
    got: int = 0
    booth_types: list[str] = []
    precedence: int = 0
    offer: Offer | None = None


class WaitingList(Struct, frozen=True, kw_only=True):
    items: list[WaitingEntry]
    total: int


class JoinWaitingList(Command[ActPut], frozen=True, kw_only=True):
    """First come, first told: when a booth becomes free, the first in the list learns of it."""

    subject = "fairs.v1.cmd.join_waiting_list"
    entry_id: UUID
    fair_id: UUID
    organisation_id: UUID
    quantity: Annotated[int, Meta(ge=1, le=20)] = 1
    booth_types: Annotated[list[BoothType], Meta(max_length=20)] = []


class OfferBooth(Command[BookingMade], frozen=True, kw_only=True):
    """Organizers, by hand. The booth is kept for that entry of the waiting list; `BookBooth` with the same id takes it,
    `EndBooking` refuses it.
    """

    subject = "fairs.v1.cmd.offer_booth"
    booking_id: UUID
    fair_id: UUID
    booth_id: UUID
    entry_id: UUID
    minutes: Minutes = 1440


class PrecedeInWaitingList(Command[ActPut], frozen=True, kw_only=True):
    """Organizers. Higher precedence comes first; at equal precedence who came first."""

    subject = "fairs.v1.cmd.precede_in_waiting_list"
    entry_id: UUID
    precedence: Precedence


class LeaveWaitingList(Command[ActPut], frozen=True, kw_only=True):
    subject = "fairs.v1.cmd.leave_waiting_list"
    entry_id: UUID


class GetWaitingList(Query[WaitingList], frozen=True, kw_only=True):
    """All of it for organizers, its own entry for a co-op."""

    subject = "fairs.v1.qry.get_waiting_list"
    fair_id: UUID
    organisation_id: UUID | None = None


class WaitingListJoined(Event, frozen=True, kw_only=True):
    """`id` is the entry."""

    subject = "fairs.v1.evt.waiting_list_joined"
    fair_id: UUID
    fair_name: str
    organisation_id: UUID
    organisation_name: str
