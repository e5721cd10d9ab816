"""Reading what happens at a fair."""

from typing import get_args
from uuid import UUID

import sqlalchemy as sa

from services.fairs.models import Admission, AnyRow, Course, Fair, Partner, Registration, Seat, Session, table_of
from services.fairs.owning import owned_by
from services.fairs.rights import oversees
from shared.contracts.fairs import agenda as contract
from shared.contracts.fairs.agenda import (
    Agenda,
    CourseOffered,
    FindSeats,
    GetAgenda,
    GetSession,
    PartnerBody,
    PartnerRole,
    SeatList,
    SessionBody,
)
from shared.contracts.fairs.courses import CourseBody
from shared.errors import Rejected
from shared.messaging import Reading

SESSION, SEAT, PARTNER = table_of(Session), table_of(Seat), table_of(Partner)
REGISTRATION = table_of(Registration)
ROLES = get_args(PartnerRole)
OF_SESSION = SessionBody.__struct_fields__
OF_PARTNER = PartnerBody.__struct_fields__


async def get_agenda(query: GetAgenda, reading: Reading) -> Agenda:
    fair = await _seen_fair(query.fair_id, reading)
    sessions = _WITH_PLACES.where(SESSION.c.fair_id == fair.id, SESSION.c.removed.is_(False)).order_by(
        SESSION.c.starts_at, SESSION.c.place, SESSION.c.id
    )
    partners = (
        sa.select(PARTNER)
        .where(PARTNER.c.fair_id == fair.id, PARTNER.c.removed.is_(False))
        .order_by(PARTNER.c.named_at, PARTNER.c.id)
    )
    found = [
        contract.Partner(
            id=row.id, version=row.version, body=PartnerBody(**{name: getattr(row, name) for name in OF_PARTNER})
        )
        for row in await reading.execute(partners)
    ]
    return Agenda(
        sessions=[_session(row) for row in await reading.execute(sessions)],
        partners=sorted(found, key=lambda partner: ROLES.index(partner.body.role)),
        course=await _course(fair.id, reading) if fair.kind == "training_class" else None,
    )


async def _course(fair_id: UUID, reading: Reading) -> CourseOffered:
    course = await reading.session.get(Course, fair_id)
    trainees = await reading.session.get(Admission, (fair_id, "trainee"))
    body = course.stated if course else CourseBody()
    return CourseOffered(
        subject=body.subject, trainer=body.trainer, hours=body.hours, seats=trainees.places if trainees else None
    )


async def get_session(query: GetSession, reading: Reading) -> contract.Session:
    row = (await reading.execute(_WITH_PLACES.where(SESSION.c.id == query.session_id))).first()
    if row is None:
        raise Rejected("session_unknown", id=query.session_id)
    await _seen_fair(row.fair_id, reading)
    return _session(row)


_taken = sa.select(sa.func.count()).where(SEAT.c.session_id == SESSION.c.id).scalar_subquery()
_WITH_PLACES = sa.select(SESSION, _taken.label("taken"))


def _session(row: AnyRow) -> contract.Session:
    return contract.Session(
        id=row.id,
        version=row.version,
        body=SessionBody(**{name: getattr(row, name) for name in OF_SESSION}),
        taken=row.taken,
        removed=row.removed,
    )


async def _seen_fair(fair_id: UUID, reading: Reading) -> Fair:
    fair = await reading.found(Fair, fair_id, or_reject="fair_unknown")
    fair.must_be_seen_by(staff=oversees(reading.actor))
    return fair


async def find_seats(query: FindSeats, reading: Reading) -> SeatList:
    seen = sa.true() if oversees(reading.actor) else owned_by(reading.actor.account_id, REGISTRATION)
    badge = sa.select(REGISTRATION.c.id).where(REGISTRATION.c.id == query.registration_id, seen)
    if await reading.scalar(badge) is None:
        raise Rejected("badge_unknown", id=query.registration_id)
    seats = sa.select(SEAT.c.session_id).where(SEAT.c.registration_id == query.registration_id)
    return SeatList(session_ids=[*(await reading.execute(seats)).scalars()])
