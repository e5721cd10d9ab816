"""Reading places and queues."""

from typing import get_args

import sqlalchemy as sa

from services.fairs.models import Admission, AnyRow, Enrolment, Fair, Organisation, Registration, table_of
from services.fairs.naming import organisation_shown
from services.fairs.particulars import COLUMNS, PARTICULARS, read
from services.fairs.rights import oversees
from shared.contracts.fairs import admissions as contract
from shared.contracts.fairs.admissions import AdmissionList, EnrolmentPage, FindEnrolments, GetAdmissions
from shared.contracts.fairs.attendees import AttendeeKind
from shared.contracts.values import Named
from shared.messaging import Reading

FAIR, ORGANISATION = table_of(Fair), table_of(Organisation)
ADMISSION, ENROLMENT, REGISTRATION = table_of(Admission), table_of(Enrolment), table_of(Registration)
OPEN = ("asked", "waiting")


async def get_admissions(query: GetAdmissions, reading: Reading) -> AdmissionList:
    fair = await reading.found(Fair, query.fair_id, or_reject="fair_unknown")
    fair.must_be_seen_by(staff=oversees(reading.actor))
    stated = {
        row.kind: row for row in await reading.execute(sa.select(ADMISSION).where(ADMISSION.c.fair_id == fair.id))
    }
    number = sa.func.count().label("number")
    made = sa.select(REGISTRATION.c.kind, number).where(REGISTRATION.c.fair_id == fair.id).group_by(REGISTRATION.c.kind)
    queued = (
        sa.select(ENROLMENT.c.kind, number)
        .where(ENROLMENT.c.fair_id == fair.id, ENROLMENT.c.status == "waiting")
        .group_by(ENROLMENT.c.kind)
    )
    taken = {row.kind: row.number for row in await reading.execute(made)}
    waiting = {row.kind: row.number for row in await reading.execute(queued)}
    items = []
    kind: AttendeeKind
    for kind in get_args(AttendeeKind):
        rule = stated.get(kind) or Admission.usual(fair.id, kind)
        items.append(
            contract.Admission(
                kind=kind,
                places=rule.places,
                approval=rule.approval,
                taken=taken.get(kind, 0),
                waiting=waiting.get(kind, 0),
            )
        )
    return AdmissionList(items=items)


async def find_enrolments(query: FindEnrolments, reading: Reading) -> EnrolmentPage:
    own = ENROLMENT.c.account_id == reading.actor.must_be_account()
    if query.fair_id is None:
        wanted = sa.and_(own, ENROLMENT.c.status != "admitted", ENROLMENT.c.status != "withdrawn")
    else:
        wanted = sa.and_(ENROLMENT.c.fair_id == query.fair_id, ENROLMENT.c.status.in_(OPEN))
        if not oversees(reading.actor):
            wanted = sa.and_(wanted, own)
    before = ENROLMENT.alias("before")
    rank = (
        sa.select(sa.func.count() + 1)
        .where(
            *(before.c[column] == ENROLMENT.c[column] for column in ("fair_id", "kind", "status")),
            sa.tuple_(before.c.asked_at, before.c.id) < sa.tuple_(ENROLMENT.c.asked_at, ENROLMENT.c.id),
        )
        .correlate(ENROLMENT)
        .scalar_subquery()
    )
    page = (
        sa.select(
            *(
                ENROLMENT.c[column]
                for column in ("id", "kind", "status", "person_name", "asked_at", "reason", "fair_id")
            ),
            organisation_shown(ENROLMENT),
            FAIR.c.name.label("fair_name"),
            FAIR.c.names.label("fair_names"),
            rank.label("rank"),
            *COLUMNS,
        )
        .join(FAIR, FAIR.c.id == ENROLMENT.c.fair_id)
        .outerjoin(ORGANISATION, ORGANISATION.c.id == ENROLMENT.c.organisation_id)
        .outerjoin(PARTICULARS, PARTICULARS.c.id == ENROLMENT.c.id)
        .where(wanted)
        .order_by(ENROLMENT.c.status, ENROLMENT.c.asked_at, ENROLMENT.c.id)
        .limit(query.page_size)
        .offset((query.page - 1) * query.page_size)
    )
    total = await reading.count(ENROLMENT, wanted)
    return EnrolmentPage(items=[_enrolment(row) for row in await reading.execute(page)], total=total)


def _enrolment(row: AnyRow) -> contract.Enrolment:
    return contract.Enrolment(
        id=row.id,
        fair=Named(id=row.fair_id, name=row.fair_name),
        kind=row.kind,
        status=row.status,
        person_name=row.person_name,
        organisation_name=row.organisation_name,
        asked_at=row.asked_at,
        reason=row.reason,
        rank=row.rank if row.status == "waiting" else None,
        particulars=read(row),
        fair_names=row.fair_names,
    )
