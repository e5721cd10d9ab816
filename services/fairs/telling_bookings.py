"""The facts that fairs tells of bookings."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.fairs.models import Booking, Booth, Fair, WaitingEntry
from shared.contracts.fairs.bookings import (
    BookingConfirmed,
    BookingEnded,
    BookingHeld,
    BookingMoved,
    BookingTransferred,
    EndReason,
    HoldReminded,
)
from shared.contracts.fairs.waiting import WaitingListJoined


def booking_confirmed(booking: Booking, fair_name: str, booth_code: str, organisation_name: str) -> BookingConfirmed:
    return BookingConfirmed(
        id=booking.id,
        version=booking.version,
        fair_id=booking.fair_id,
        fair_name=fair_name,
        booth_id=booking.booth_id,
        booth_code=booth_code,
        organisation_id=booking.organisation_id,
        organisation_name=organisation_name,
    )


def booking_ended(booking: Booking, fair_name: str, booth_code: str, *, following: UUID | None) -> BookingEnded:
    return BookingEnded(
        id=booking.id,
        version=booking.version,
        fair_id=booking.fair_id,
        fair_name=fair_name,
        booth_id=booking.booth_id,
        booth_code=booth_code,
        organisation_id=booking.organisation_id,
        next_organisation_id=following,
        reason=_reason_of(booking),
        offered=booking.entry_id is not None,
    )


def _reason_of(booking: Booking) -> EndReason:
    reason: EndReason = msgspec.convert(booking.end_reason or "given_back", EndReason)
    return reason


def booking_held(
    booking: Booking, fair_name: str, zone: str, booth_code: str, organisation_name: str, until: datetime
) -> BookingHeld:
    return BookingHeld(
        id=booking.id,
        version=booking.version,
        fair_id=booking.fair_id,
        fair_name=fair_name,
        zone=zone,
        booth_id=booking.booth_id,
        booth_code=booth_code,
        organisation_id=booking.organisation_id,
        organisation_name=organisation_name,
        until=until,
        offered=booking.entry_id is not None,
        by_organizer=booking.by_organizer,
    )


def hold_reminded(booking: Booking, fair: Fair, booth_code: str) -> HoldReminded:
    """Of a booking that is held."""
    return HoldReminded(
        id=booking.id,
        version=booking.version,
        fair_id=fair.id,
        fair_name=fair.name,
        zone=fair.zone,
        booth_code=booth_code,
        organisation_id=booking.organisation_id,
        until=booking.held_until or booking.confirmed_at,
        offered=booking.entry_id is not None,
    )


def booking_moved(
    booking: Booking, fair_name: str, booth: Booth, former: Booth, organisation_name: str
) -> BookingMoved:
    return BookingMoved(
        id=booking.id,
        version=booking.version,
        fair_id=booking.fair_id,
        fair_name=fair_name,
        booth_id=booth.id,
        booth_code=booth.code,
        former_booth_id=former.id,
        former_booth_code=former.code,
        organisation_id=booking.organisation_id,
        organisation_name=organisation_name,
    )


def booking_transferred(
    booking: Booking, fair_name: str, booth_code: str, organisation_name: str, former_id: UUID
) -> BookingTransferred:
    return BookingTransferred(
        id=booking.id,
        version=booking.version,
        fair_id=booking.fair_id,
        fair_name=fair_name,
        booth_id=booking.booth_id,
        booth_code=booth_code,
        organisation_id=booking.organisation_id,
        organisation_name=organisation_name,
        former_organisation_id=former_id,
    )


def waiting_list_joined(entry: WaitingEntry, fair_name: str, organisation_name: str) -> WaitingListJoined:
    return WaitingListJoined(
        id=entry.id,
        version=1,
        fair_id=entry.fair_id,
        fair_name=fair_name,
        organisation_id=entry.organisation_id,
        organisation_name=organisation_name,
    )
