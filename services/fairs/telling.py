"""The facts that fairs tells, each with the state that its entity has now."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from services.fairs.models import Allocation, Application, Booking, Booth, Fair, Registration, WaitingEntry
from shared.contracts.fairs import (
    AllocationChanged,
    ApplicationAnswered,
    ApplicationDecided,
    ApplicationSubmitted,
    AttendeeCheckedIn,
    AttendeeRegistered,
    BookingConfirmed,
    BookingEnded,
    BookingHeld,
    BookingMoved,
    BookingTransferred,
    BoothBlocked,
    EndReason,
    FairChanged,
    FairOpened,
    HallDrawn,
    WaitingListJoined,
)


def fair_opened(fair: Fair) -> FairOpened:
    body = fair.stated
    return FairOpened(
        id=fair.id,
        version=fair.version,
        name=body.name,
        starts_at=body.starts_at,
        zone=body.zone,
        booking=body.booking,
        venue=body.venue,
    )


def fair_changed(fair: Fair) -> FairChanged:
    body = fair.stated
    return FairChanged(
        id=fair.id,
        version=fair.version,
        name=body.name,
        status=body.status,
        starts_at=body.starts_at,
        ends_at=body.ends_at,
        zone=body.zone,
        venue=body.venue,
    )


def application_submitted(application: Application, fair_name: str, organisation_name: str) -> ApplicationSubmitted:
    return ApplicationSubmitted(
        id=application.id,
        version=application.version if application.status == "submitted" else 1,
        fair_id=application.fair_id,
        fair_name=fair_name,
        organisation_id=application.organisation_id,
        organisation_name=organisation_name,
        listing_ids=application.listing_ids,
    )


def application_decided(application: Application, fair_name: str, organisation_name: str) -> ApplicationDecided:
    return ApplicationDecided(
        id=application.id,
        version=application.version,
        fair_id=application.fair_id,
        fair_name=fair_name,
        organisation_id=application.organisation_id,
        organisation_name=organisation_name,
        accepted=application.status == "accepted",
        reason=application.reason,
    )


def application_answered(
    application: Application, fair_name: str, organisation_name: str, answer: Literal["waitlisted", "returned"]
) -> ApplicationAnswered:
    return ApplicationAnswered(
        id=application.id,
        version=application.version,
        fair_id=application.fair_id,
        fair_name=fair_name,
        organisation_id=application.organisation_id,
        organisation_name=organisation_name,
        answer=answer,
        reason=application.reason,
    )


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


def booth_blocked(booth: Booth) -> BoothBlocked:
    return BoothBlocked(
        id=booth.id,
        version=booth.version,
        fair_id=booth.fair_id,
        booth_code=booth.code,
        blocked=booth.blocked,
    )


def hall_drawn(fair: Fair, hall: str) -> HallDrawn:
    return HallDrawn(id=fair.id, version=fair.plan_version, hall=hall)


def allocation_changed(allocation: Allocation) -> AllocationChanged:
    return AllocationChanged(
        id=allocation.id, version=allocation.version, fair_id=allocation.fair_id, status=allocation.status
    )


def attendee_registered(registration: Registration, fair_name: str) -> AttendeeRegistered:
    return AttendeeRegistered(
        id=registration.id,
        version=1,
        fair_id=registration.fair_id,
        fair_name=fair_name,
        account_id=registration.account_id,
        kind=registration.kind,
    )


def attendee_checked_in(registration: Registration, at: datetime, fair_name: str) -> AttendeeCheckedIn:
    return AttendeeCheckedIn(
        id=registration.id,
        version=registration.version,
        fair_id=registration.fair_id,
        fair_name=fair_name,
        account_id=registration.account_id,
        at=at,
    )
