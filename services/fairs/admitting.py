"""Giving the places of one kind of attendee: to whoever comes while there are any, then in the order of asking."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from services.fairs.badge_code import new_code
from services.fairs.models import Admission, Enrolment, Fair, Registration, table_of
from services.fairs.rights import holds
from services.fairs.telling import attendee_registered
from shared.contracts.fairs.admissions import EnrolmentAnswered
from shared.contracts.fairs.attendee_groups import Place
from shared.contracts.fairs.attendees import AttendeeKind
from shared.messaging import Transaction

REGISTRATION, ENROLMENT = table_of(Registration), table_of(Enrolment)


async def admission_at(fair_id: UUID, kind: AttendeeKind, tx: Transaction) -> Admission:
    """Locked when it was stated; where nothing was, there are places for all."""
    stated = await tx.session.exec(_STATED, params={"fair": fair_id, "kind": kind})
    return stated.one_or_none() or Admission.usual(fair_id, kind)


_STATED = (
    select(Admission)
    .where(col(Admission.fair_id) == sa.bindparam("fair"), col(Admission.kind) == sa.bindparam("kind"))
    .with_for_update()
)


@dataclass
class Door:
    """To the places of one kind; its admission is locked. `free` is None: as many as come."""

    asks: bool
    free: int | None

    def place(self) -> Place:
        """Of whoever comes next."""
        if self.asks:
            return "asked"
        if self.free == 0:
            return "waiting"
        if self.free is not None:
            self.free -= 1
        return "admitted"


async def door_at(fair_id: UUID, kind: AttendeeKind, tx: Transaction) -> Door:
    """Newcomers pass nobody who waits; whom the organizers register, they approve."""
    admission = await admission_at(fair_id, kind, tx)
    asks = admission.approval and not await holds("people", fair_id, tx)
    free = 0 if await _somebody_waits(admission, tx) else await free_places(admission, tx)
    return Door(asks, free)


async def admit_or_queue(registration: Registration, fair: Fair, tx: Transaction) -> Place:
    """A badge at once, or a place in the queue for an approval or for a place."""
    place = (await door_at(fair.id, registration.kind, tx)).place()
    keep_at(place, registration, fair, tx)
    return place


def keep_at(place: Place, registration: Registration, fair: Fair, tx: Transaction, *, in_group: bool = False) -> None:
    if place == "admitted":
        registration.code = new_code(fair.badge_key)
        tx.add(registration)
        tx.emit(attendee_registered(registration, fair.name, in_group=in_group))
    else:
        enrolment = Enrolment.of(registration, place)
        tx.add(enrolment)
        tx.emit(enrolment_answered(enrolment, fair.name, in_group=in_group))


async def free_places(admission: Admission, tx: Transaction) -> int | None:
    """None: as many as come."""
    if admission.places is None:
        return None
    await tx.session.flush()
    here = REGISTRATION.c.fair_id == admission.fair_id
    given = await tx.count(REGISTRATION, here, REGISTRATION.c.kind == admission.kind)
    return max(admission.places - given, 0)


async def _somebody_waits(admission: Admission, tx: Transaction) -> bool:
    if admission.places is None:
        return False
    waits = sa.exists().where(
        ENROLMENT.c.fair_id == admission.fair_id,
        ENROLMENT.c.kind == admission.kind,
        ENROLMENT.c.status == "waiting",
    )
    return bool(await tx.scalar(sa.select(waits)))


async def promote(admission: Admission, fair: Fair, tx: Transaction) -> None:
    """As many of those who wait as there are places, in the order in which they asked."""
    waiting = (
        select(Enrolment)
        .where(
            col(Enrolment.fair_id) == admission.fair_id,
            col(Enrolment.kind) == admission.kind,
            col(Enrolment.status) == "waiting",
        )
        .order_by(col(Enrolment.asked_at), col(Enrolment.id))
        .limit(await free_places(admission, tx))
        .with_for_update()
    )
    for enrolment in (await tx.session.exec(waiting)).all():
        admit(enrolment, fair, tx, at=tx.now)


def admit(enrolment: Enrolment, fair: Fair, tx: Transaction, *, at: datetime) -> None:
    registration = enrolment.registration(new_code(fair.badge_key), at)
    enrolment.become("admitted")
    tx.add(registration)
    tx.emit(attendee_registered(registration, fair.name))


def enrolment_answered(enrolment: Enrolment, fair_name: str, *, in_group: bool = False) -> EnrolmentAnswered:
    return EnrolmentAnswered(
        id=enrolment.id,
        version=enrolment.version,
        fair_id=enrolment.fair_id,
        fair_name=fair_name,
        account_id=enrolment.account_id,
        status=enrolment.status,
        reason=enrolment.reason,
        in_group=in_group,
    )
