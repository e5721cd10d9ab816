"""The facts that fairs tells, each with the state that its entity has now."""

from datetime import datetime
from typing import Literal

from services.fairs.having_been_there import ask_back
from services.fairs.models import Allocation, Application, Booth, Fair, Registration
from services.fairs.putting_off import STAYED, GoneAlong
from shared.contracts.fairs.allocations import AllocationChanged
from shared.contracts.fairs.applications import (
    ApplicationAnswered,
    ApplicationDecided,
    ApplicationSubmitted,
    ApplicationWithdrawn,
)
from shared.contracts.fairs.attendees import AttendeeCheckedIn, AttendeeRegistered
from shared.contracts.fairs.booths import BoothBlocked, HallDrawn
from shared.contracts.fairs.fair import FairChanged, FairOpened, FairStatus
from shared.messaging import Transaction


async def tell_fair(
    fair: Fair, former: FairStatus, tx: Transaction, *, was_opened: bool, along: GoneAlong = STAYED
) -> None:
    """What it is now. When it has just ended, those who were there are asked what it was like."""
    tx.emit(fair_changed(fair, along) if was_opened else fair_opened(fair))
    if fair.status == "finished" and former != "finished":
        await ask_back(fair, tx)


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
        names=body.names,
    )


def fair_changed(fair: Fair, along: GoneAlong = STAYED) -> FairChanged:
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
        closes_at=body.closes_at,
        sessions_moved=along.sessions,
        early_price_until=along.early_price_until,
        names=body.names,
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


def application_withdrawn(
    application: Application, fair_name: str, organisation_name: str, booth_codes: list[str]
) -> ApplicationWithdrawn:
    return ApplicationWithdrawn(
        id=application.id,
        version=application.version,
        fair_id=application.fair_id,
        fair_name=fair_name,
        organisation_id=application.organisation_id,
        organisation_name=organisation_name,
        booth_codes=booth_codes,
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


def attendee_registered(registration: Registration, fair_name: str, *, in_group: bool = False) -> AttendeeRegistered:
    return AttendeeRegistered(
        id=registration.id,
        version=1,
        fair_id=registration.fair_id,
        fair_name=fair_name,
        account_id=registration.account_id,
        kind=registration.kind,
        in_group=in_group,
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
