"""Bookings: a booth's one holder."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from shared.contracts.message import Command, Event, Query
from shared.contracts.values import ActPut, Named


class Booking(Struct, frozen=True, kw_only=True):
    id: UUID
    fair: Named
    booth_code: str
    hall: str
    booth_id: UUID
    organisation: Named
    confirmed_at: datetime


class BookingPage(Struct, frozen=True, kw_only=True):
    items: list[Booking]
    total: int


class BookingMade(ActPut, frozen=True, kw_only=True):
    booth_id: UUID
    booth_code: str
    version: int


class BookBooth(Command[BookingMade], frozen=True, kw_only=True):
    """The co-op itself, or an organizer for it. Exactly one holder for each booth."""

    subject = "fairs.v1.cmd.book_booth"
    booking_id: UUID
    fair_id: UUID
    booth_id: UUID
    organisation_id: UUID


class EndBooking(Command[ActPut], frozen=True, kw_only=True):
    subject = "fairs.v1.cmd.end_booking"
    booking_id: UUID
    fair_id: UUID


class FindBookings(Query[BookingPage], frozen=True, kw_only=True):
    """The booths that an organisation has, for those who speak for it and for organizers."""

    subject = "fairs.v1.qry.find_bookings"
    organisation_id: UUID
    fair_id: UUID | None = None


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
    """`next_organisation_id`: first in the waiting list, who now learns that a booth is free."""

    subject = "fairs.v1.evt.booking_ended"
    fair_id: UUID
    fair_name: str
    booth_id: UUID
    booth_code: str
    organisation_id: UUID
    next_organisation_id: UUID | None
