"""Telling everything again, so that any copy can be rebuilt from nothing. Drafts were never told."""

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlmodel import col, select

from services.fairs.admitting import enrolment_answered
from services.fairs.models import Application, Booking, Booth, Enrolment, Fair, Fee, Organisation, Registration
from services.fairs.telling import (
    application_answered,
    application_decided,
    application_submitted,
    application_withdrawn,
    attendee_checked_in,
    attendee_registered,
    booth_blocked,
    fair_changed,
)
from services.fairs.telling_bookings import booking_confirmed, booking_ended, booking_held
from services.fairs.telling_fees import fee_recorded
from shared.messaging import Transaction

PAGE = 500
BEFORE_ALL = UUID(int=0)


def _last(ids: Sequence[UUID]) -> UUID | None:
    """Where the next page begins; None when this was the last."""
    return ids[-1] if len(ids) == PAGE else None


async def fairs(after: UUID | None, tx: Transaction) -> UUID | None:
    opened = sa.and_(col(Fair.opened_at).is_not(None), col(Fair.id) > (after or BEFORE_ALL))
    page = (await tx.session.exec(select(Fair).where(opened).order_by(col(Fair.id)).limit(PAGE))).all()
    for fair in page:
        tx.emit(fair_changed(fair))
    return _last([fair.id for fair in page])


async def blocked_booths(after: UUID | None, tx: Transaction) -> UUID | None:
    blocked = sa.and_(col(Booth.blocked), col(Booth.standing), col(Booth.id) > (after or BEFORE_ALL))
    page = (await tx.session.exec(select(Booth).where(blocked).order_by(col(Booth.id)).limit(PAGE))).all()
    for booth in page:
        tx.emit(booth_blocked(booth))
    return _last([booth.id for booth in page])


async def applications(after: UUID | None, tx: Transaction) -> UUID | None:
    statement = (
        select(Application, Fair.name, Organisation.name)
        .join(Fair, col(Fair.id) == col(Application.fair_id))
        .join(Organisation, col(Organisation.id) == col(Application.organisation_id))
        .where(col(Application.id) > (after or BEFORE_ALL))
        .order_by(col(Application.id))
        .limit(PAGE)
    )
    page = (await tx.session.exec(statement)).all()
    for application, fair_name, organisation_name in page:
        tx.emit(application_submitted(application, fair_name, organisation_name))
        if application.status == "withdrawn":
            tx.emit(application_withdrawn(application, fair_name, organisation_name, []))
        elif application.status in {"waitlisted", "returned"}:
            answer = msgspec.convert(application.status, Literal["waitlisted", "returned"])
            tx.emit(application_answered(application, fair_name, organisation_name, answer))
        elif application.status != "submitted":
            tx.emit(application_decided(application, fair_name, organisation_name))
    return _last([application.id for application, *_ in page])


async def bookings(after: UUID | None, tx: Transaction) -> UUID | None:
    statement = (
        select(Booking, Fair, Booth.code, Organisation.name)
        .join(Fair, col(Fair.id) == col(Booking.fair_id))
        .join(Booth, col(Booth.id) == col(Booking.booth_id))
        .join(Organisation, col(Organisation.id) == col(Booking.organisation_id))
        .where(col(Booking.id) > (after or BEFORE_ALL))
        .order_by(col(Booking.id))
        .limit(PAGE)
    )
    page = (await tx.session.exec(statement)).all()
    for booking, fair, booth_code, organisation_name in page:
        if booking.ended_at is not None:
            tx.emit(booking_ended(booking, fair.name, booth_code, following=None))
        elif booking.held_until is not None:
            tx.emit(booking_held(booking, fair.name, fair.zone, booth_code, organisation_name, booking.held_until))
        else:
            tx.emit(booking_confirmed(booking, fair.name, booth_code, organisation_name))
    return _last([booking.id for booking, *_ in page])


async def enrolments(after: UUID | None, tx: Transaction) -> UUID | None:
    """Who is admitted is told with the registrations."""
    statement = (
        select(Enrolment, Fair.name)
        .join(Fair, col(Fair.id) == col(Enrolment.fair_id))
        .where(col(Enrolment.id) > (after or BEFORE_ALL))
        .order_by(col(Enrolment.id))
        .limit(PAGE)
    )
    page = (await tx.session.exec(statement)).all()
    for enrolment, fair_name in page:
        if enrolment.status != "admitted":
            tx.emit(enrolment_answered(enrolment, fair_name))
    return _last([enrolment.id for enrolment, _ in page])


async def registrations(after: UUID | None, tx: Transaction) -> UUID | None:
    statement = (
        select(Registration, Fair.name)
        .join(Fair, col(Fair.id) == col(Registration.fair_id))
        .where(col(Registration.id) > (after or BEFORE_ALL), col(Registration.walked_in).is_(False))
        .order_by(col(Registration.id))
        .limit(PAGE)
    )
    page = (await tx.session.exec(statement)).all()
    for registration, fair_name in page:
        tx.emit(attendee_registered(registration, fair_name))
        if registration.checked_in_at is not None:
            tx.emit(attendee_checked_in(registration, registration.checked_in_at, fair_name))
    return _last([registration.id for registration, _ in page])


async def fees(after: UUID | None, tx: Transaction) -> UUID | None:
    """Those of one booking together: it may have had several exhibitors."""
    first = select(Fee.booking_id).where(col(Fee.booking_id) > (after or BEFORE_ALL)).distinct()
    bookings = (await tx.session.exec(first.order_by(col(Fee.booking_id)).limit(PAGE))).all()
    statement = (
        select(Fee, Fair.name, Booth.code)
        .join(Fair, col(Fair.id) == col(Fee.fair_id))
        .join(Booking, col(Booking.id) == col(Fee.booking_id))
        .join(Booth, col(Booth.id) == col(Booking.booth_id))
        .where(col(Fee.booking_id).in_(bookings))
        .order_by(col(Fee.booking_id), col(Fee.at))
    )
    for fee, fair_name, booth_code in (await tx.session.exec(statement)).all():
        tx.emit(fee_recorded(fee, fair_name, booth_code))
    return _last(bookings)
