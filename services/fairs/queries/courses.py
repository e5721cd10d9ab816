"""Classes as planned and as they came to be, and certificates."""

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import select

from services.fairs.learning import Class, class_of
from services.fairs.models import Admission, AnyRow, Registration
from services.fairs.owning import owns
from services.fairs.rights import READERS, must_hold, oversees
from shared.contracts.fairs.courses import (
    Certificate,
    CertificateList,
    Course,
    DayAttendance,
    FindCertificates,
    FindLearners,
    GetCourse,
    Learner,
    LearnerPage,
)
from shared.contracts.values import Named
from shared.errors import Rejected
from shared.messaging import Reading

NUMBER = 8
"""Hexadecimal digits of a certificate's number; with the fair's they are the badge's own."""


async def get_course(query: GetCourse, reading: Reading) -> Course:
    reading.actor.must_be(*READERS)
    one = await class_of(query.fair_id, reading)
    learners = one.learners.order_by(None).subquery("learners")
    number, count = learners.c.number, sa.func.count()
    totals = sa.select(
        count.label("registered"),
        count.filter(number > 0).label("people"),
        sa.func.coalesce(sa.func.sum(number), 0).label("attendances"),
        count.filter(number >= one.needed).label("earned"),
    ).select_from(learners)
    row = (await reading.execute(totals)).one()
    day = sa.func.unnest(learners.c.days).label("day")
    by_day = sa.select(day, count.label("came")).group_by(day)
    people = {row.day: row.came for row in await reading.execute(by_day)}
    trainees = await reading.session.get(Admission, (one.fair.id, "trainee"))
    return Course(
        fair=Named(id=one.fair.id, name=one.fair.name),
        version=one.version,
        body=one.body,
        days=[DayAttendance(day=at, people=people.get(at, 0)) for at in one.days],
        seats=trainees.places if trainees else None,
        registered=row.registered,
        people=row.people,
        attendances=row.attendances,
        earned=row.earned,
    )


async def find_learners(query: FindLearners, reading: Reading) -> LearnerPage:
    reading.actor.must_be(*READERS)
    one = await class_of(query.fair_id, reading)
    page = one.learners.limit(query.page_size).offset((query.page - 1) * query.page_size)
    items = [
        Learner(
            registration_id=row.id,
            person_name=row.person_name,
            organisation_name=row.organisation_name,
            kind=row.kind,
            came=row.days,
            earned=row.number >= one.needed,
        )
        for row in await reading.execute(page)
    ]
    return LearnerPage(items=items, total=await reading.count(one.learners.order_by(None).subquery()))


async def find_certificates(query: FindCertificates, reading: Reading) -> CertificateList:
    one = await class_of(await _fair_asked_for(query, reading), reading)
    earned = one.learners.subquery("earned")
    wanted = sa.select(earned).where(earned.c.number >= one.needed)
    if query.registration_id is not None:
        wanted = wanted.where(earned.c.id == query.registration_id)
    page = wanted.order_by(earned.c.name_folded, earned.c.id)
    page = page.limit(query.page_size).offset((query.page - 1) * query.page_size)
    items = [_certificate(row, one) for row in await reading.execute(page)]
    return CertificateList(items=items, total=await reading.count(wanted.order_by(None).subquery()))


async def _fair_asked_for(query: FindCertificates, reading: Reading) -> UUID:
    """For its organizers, or the fair of a badge for who registered it."""
    if query.registration_id is None:
        if query.fair_id is None:
            raise Rejected("fair_unknown")
        await must_hold("people", query.fair_id, reading)
        return query.fair_id
    found = select(Registration).where(Registration.id == query.registration_id)
    registration = (await reading.session.exec(found)).one_or_none()
    if registration is None or not (oversees(reading.actor) or await owns(registration, reading)):
        raise Rejected("badge_unknown", id=query.registration_id)
    return registration.fair_id


def _certificate(row: AnyRow, one: Class) -> Certificate:
    return Certificate(
        number=f"{one.fair.id.hex[-NUMBER:]}-{row.id.hex[-NUMBER:]}".upper(),
        fair_name=one.fair.name,
        subject=one.body.subject,
        trainer=one.body.trainer,
        hours=one.body.hours,
        signer=one.body.signer,
        venue=one.fair.venue,
        first=one.days[0],
        last=one.days[-1],
        days=len(one.days),
        came=row.number,
        person_name=row.person_name,
        organisation_name=row.organisation_name,
    )
