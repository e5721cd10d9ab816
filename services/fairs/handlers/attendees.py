"""People at a fair: registration, badges, check-in at the gate."""

from typing import Literal

import sqlalchemy as sa
from sqlmodel import col, select

from services.fairs.admitting import admit_or_queue
from services.fairs.badge_code import new_code, understood
from services.fairs.models import ARRANGING, Booking, Enrolment, Fair, Organisation, Registration, table_of
from services.fairs.queries.badges import badge
from services.fairs.rights import holds, must_hold
from services.fairs.telling import attendee_checked_in
from shared.contracts.fairs import CheckedIn, CheckIn, RegisterAttendee, Registered
from shared.errors import Invalid, Rejected
from shared.messaging import Transaction
from shared.text import clean, fold

BOOKING = table_of(Booking)


async def register_attendee(command: RegisterAttendee, tx: Transaction) -> Registered:
    """Whoever is signed in registers themselves or a colleague and gets a badge, or waits for it."""
    registration = _registration(command, tx)
    earlier = await tx.session.get(Registration, command.registration_id)
    if earlier is not None:
        if not earlier.says_the_same_as(registration):
            raise Rejected("id_reused", id=earlier.id)
        return Registered(id=earlier.id, outcome="repeated")
    queued = await tx.session.get(Enrolment, command.registration_id)
    if queued is not None:
        return queued.again(registration)
    fair = await tx.found(Fair, command.fair_id, or_reject="fair_unknown")
    fair.must_be_seen_by(staff=tx.actor.is_one_of("organizer"))
    fair.must_be(*ARRANGING)
    await _must_be_entitled(command, tx)
    status = await admit_or_queue(registration, fair, tx)
    return Registered(id=registration.id, outcome="created", status=status)


def _registration(command: RegisterAttendee, tx: Transaction) -> Registration:
    name = clean(command.person_name)
    wrong = {} if name else {"person_name": "required"}
    if command.kind == "exhibitor" and command.organisation_id is None:
        wrong["organisation_id"] = "required"
    if wrong:
        raise Invalid(wrong)
    return Registration(
        id=command.registration_id,
        fair_id=command.fair_id,
        account_id=tx.actor.must_be_account(),
        kind=command.kind,
        person_name=name,
        name_folded=fold(name),
        organisation_id=command.organisation_id,
        organisation_name=clean(command.organisation_name),
        code=new_code(),
        registered_at=tx.now,
        consented_at=tx.now if command.consents else None,
    )


async def _must_be_entitled(command: RegisterAttendee, tx: Transaction) -> None:
    """Guests are the organizers'; in an organisation's name comes who speaks for it; exhibitors have a booth."""
    is_organizer = await holds("people", command.fair_id, tx)
    if command.kind == "guest" and not is_organizer:
        raise Rejected("forbidden")
    if command.organisation_id is None:
        return
    if not is_organizer:
        tx.actor.must_act_for(command.organisation_id)
    await tx.found(Organisation, command.organisation_id, or_reject="organisation_unknown")
    live = sa.exists().where(
        BOOKING.c.fair_id == command.fair_id,
        BOOKING.c.organisation_id == command.organisation_id,
        BOOKING.c.ended_at.is_(None),
    )
    connection = await tx.session.connection()
    if command.kind == "exhibitor" and not await connection.scalar(sa.select(live)):
        raise Rejected("booking_required")


async def check_in(command: CheckIn, tx: Transaction) -> CheckedIn:
    """Let a badge in. The first time counts: by another check-in it is `already` in, since then."""
    await must_hold("desk", command.fair_id, tx)
    registration = await _locked_badge(command, tx)
    fair = await tx.found(Fair, registration.fair_id, or_reject="fair_unknown")
    if fair.id != command.fair_id:
        raise Rejected("badge_of_other_fair", fair_name=fair.name)
    outcome: Literal["created", "repeated", "already"] = "created"
    if registration.check_in_id == command.check_in_id:
        outcome = "repeated"
    elif registration.check_in_id is not None:
        outcome = "already"
    elif fair.status == "cancelled":
        raise Rejected("fair_not_open", status=fair.status)
    else:
        registration.check_in(command.check_in_id, at=tx.now)
        tx.emit(attendee_checked_in(registration, tx.now, fair.name))
        await tx.session.flush()
    return CheckedIn(id=command.check_in_id, outcome=outcome, badge=await badge(registration.id, tx))


async def _locked_badge(command: CheckIn, tx: Transaction) -> Registration:
    """Locked in the order of their ids: the badge, and the one that this check-in let in before, if another."""
    code = understood(command.code)
    asked = (
        select(Registration)
        .where(sa.or_(col(Registration.code) == code, col(Registration.check_in_id) == command.check_in_id))
        .order_by(col(Registration.id))
        .with_for_update()
    )
    found = {registration.code: registration for registration in await tx.session.exec(asked)}
    registration = found.pop(code, None)
    if found:
        raise Rejected("id_reused", id=command.check_in_id)
    if registration is None:
        raise Rejected("badge_unknown")
    return registration
