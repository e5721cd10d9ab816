"""Bookings: a booth's one holder."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.message import Command, Event, Query
from shared.contracts.values import ActPut, Named

EndReason = Literal["given_back", "by_organizer", "lapsed", "refused", "no_show", "replaced"]
"""`refused`: an offer that was not wanted; `lapsed`: the time of a hold ran out; `replaced`: the same holder took the
booth by another booking, or the booth became part of another.
"""
Minutes = Annotated[int, Meta(ge=1, le=43_200)]
HOLD_MINUTES = 15


class Booking(Struct, frozen=True, kw_only=True):
    """`held_until`: kept for a limited time and not confirmed yet; then `confirmed_at` says since when it is kept.
    `offered`: to somebody in the waiting list.
    """

    id: UUID
    fair: Named
    booth_code: str
    hall: str
    booth_id: UUID
    organisation: Named
    confirmed_at: datetime
    held_until: datetime | None = None
    offered: bool = False
    version: int = 1
    ended_at: datetime | None = None


class BookingPage(Struct, frozen=True, kw_only=True):
    items: list[Booking]
    total: int


class BookingMade(ActPut, frozen=True, kw_only=True):
    booth_id: UUID
    booth_code: str
    version: int
    held_until: datetime | None = None


class BookBooth(Command[BookingMade], frozen=True, kw_only=True):
    """The co-op itself, or an organizer for it. Exactly one holder for each booth. With the id of a hold or an offer it
    confirms that one.
    """

    subject = "fairs.v1.cmd.book_booth"
    booking_id: UUID
    fair_id: UUID
    booth_id: UUID
    organisation_id: UUID


class HoldBooth(Command[BookingMade], frozen=True, kw_only=True):
    """Keep a free booth for a limited time; `BookBooth` with the same id confirms it, else it is released. Organizers
    may keep it as long as they like, a co-op a quarter of an hour.
    """

    subject = "fairs.v1.cmd.hold_booth"
    booking_id: UUID
    fair_id: UUID
    booth_id: UUID
    organisation_id: UUID
    minutes: Minutes = HOLD_MINUTES


class EndBooking(Command[ActPut], frozen=True, kw_only=True):
    """Give a booth or a hold back, or refuse an offer. `no_show`: organizers record that nobody came."""

    subject = "fairs.v1.cmd.end_booking"
    booking_id: UUID
    fair_id: UUID
    no_show: bool = False


class MoveBooking(Command[ActPut], frozen=True, kw_only=True):
    """Organizers. To a free booth of the same fair."""

    subject = "fairs.v1.cmd.move_booking"
    change_id: UUID
    booking_id: UUID
    booth_id: UUID


class SwapBookings(Command[ActPut], frozen=True, kw_only=True):
    """Organizers. Two exhibitors of a fair exchange their booths."""

    subject = "fairs.v1.cmd.swap_bookings"
    change_id: UUID
    booking_id: UUID
    other_booking_id: UUID


class TransferBooking(Command[ActPut], frozen=True, kw_only=True):
    """Organizers. Another co-op takes the place of the holder."""

    subject = "fairs.v1.cmd.transfer_booking"
    change_id: UUID
    booking_id: UUID
    organisation_id: UUID


class FindBookings(Query[BookingPage], frozen=True, kw_only=True):
    """The booths that an organisation has, for those who speak for it and for organizers. `with_ended`: and had."""

    subject = "fairs.v1.qry.find_bookings"
    organisation_id: UUID
    fair_id: UUID | None = None
    with_ended: bool = False


class BookingHeld(Event, frozen=True, kw_only=True):
    """`id` is the booking. `offered`: to somebody in the waiting list, who may confirm or refuse until then.
    `by_organizer`: kept by them for somebody.
    """

    subject = "fairs.v1.evt.booking_held"
    fair_id: UUID
    fair_name: str
    zone: str
    booth_id: UUID
    booth_code: str
    organisation_id: UUID
    organisation_name: str
    until: datetime
    offered: bool
    by_organizer: bool


class HoldReminded(Event, frozen=True, kw_only=True):
    """`id` is the booking: whom it is kept for has not answered, and the time runs out. Of each once."""

    subject = "fairs.v1.evt.hold_reminded"
    fair_id: UUID
    fair_name: str
    zone: str
    booth_code: str
    organisation_id: UUID
    until: datetime
    offered: bool


class BookingConfirmed(Event, frozen=True, kw_only=True):
    """`id` is the booking."""

    subject = "fairs.v1.evt.booking_confirmed"
    fair_id: UUID
    fair_name: str
    booth_id: UUID
    booth_code: str
    organisation_id: UUID
    organisation_name: str


class BookingEnded(Event, frozen=True, kw_only=True):
    """`next_organisation_id`: first in the waiting list, who now learns that a booth is free. None where the booth was
    offered to the next one. `offered`: it came from the waiting list, which is left when such a time runs out.
    """

    subject = "fairs.v1.evt.booking_ended"
    fair_id: UUID
    fair_name: str
    booth_id: UUID
    booth_code: str
    organisation_id: UUID
    next_organisation_id: UUID | None
    reason: EndReason = "given_back"
    offered: bool = False


class BookingMoved(Event, frozen=True, kw_only=True):
    """`id` is the booking. Its holder now has `booth_code` instead of `former_booth_code`."""

    subject = "fairs.v1.evt.booking_moved"
    fair_id: UUID
    fair_name: str
    booth_id: UUID
    booth_code: str
    former_booth_id: UUID
    former_booth_code: str
    organisation_id: UUID
    organisation_name: str


class BookingTransferred(Event, frozen=True, kw_only=True):
    """`id` is the booking. Its holder is now another."""

    subject = "fairs.v1.evt.booking_transferred"
    fair_id: UUID
    fair_name: str
    booth_id: UUID
    booth_code: str
    organisation_id: UUID
    organisation_name: str
    former_organisation_id: UUID
