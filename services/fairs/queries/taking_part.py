"""Co-ops at fairs: who came through the gate, who had a booth."""

from datetime import date

import sqlalchemy as sa

from services.fairs.models import (
    HAS_BOOTH,
    Booking,
    Booth,
    Course,
    Fair,
    GateScan,
    Organisation,
    Registration,
    table_of,
)
from services.fairs.rights import READERS
from shared.contracts.fairs.taking_part import (
    CoopAtFair,
    CoopsAtFair,
    CountTurnouts,
    FairTurnout,
    FindCoopsAtFair,
    Turnouts,
)
from shared.contracts.values import Named
from shared.errors import Rejected
from shared.messaging import Reading
from shared.span import bounds

FAIR, BOOTH, BOOKING = table_of(Fair), table_of(Booth), table_of(Booking)
ORGANISATION, REGISTRATION = table_of(Organisation), table_of(Registration)
SCAN, COURSE = table_of(GateScan), table_of(Course)
COUNTED = FAIR.c.status.not_in(["draft", "cancelled"])

_CAME = (
    sa.select(REGISTRATION.c.fair_id, REGISTRATION.c.organisation_id, sa.func.count().label("people"))
    .join(ORGANISATION, ORGANISATION.c.id == REGISTRATION.c.organisation_id)
    .where(REGISTRATION.c.checked_in_at.is_not(None), ORGANISATION.c.kind == "coop")
    .group_by(REGISTRATION.c.fair_id, REGISTRATION.c.organisation_id)
    .subquery("came")
)
_HAD_BOOTH = (
    sa.select(
        BOOKING.c.fair_id,
        BOOKING.c.organisation_id,
        sa.func.array_agg(BOOTH.c.code).label("booths"),
    )
    .join(BOOTH, BOOTH.c.id == BOOKING.c.booth_id)
    .where(HAS_BOOTH)
    .group_by(BOOKING.c.fair_id, BOOKING.c.organisation_id)
    .subquery("had_booth")
)
_fair_id = sa.func.coalesce(_CAME.c.fair_id, _HAD_BOOTH.c.fair_id)
_coop_id = sa.func.coalesce(_CAME.c.organisation_id, _HAD_BOOTH.c.organisation_id)
_both = sa.and_(
    _CAME.c.fair_id == _HAD_BOOTH.c.fair_id,
    _CAME.c.organisation_id == _HAD_BOOTH.c.organisation_id,
)
_TOOK_PART = (
    sa.select(_fair_id.label("fair_id"), _coop_id.label("coop_id"), _CAME.c.people, _HAD_BOOTH.c.booths)
    .select_from(_CAME.join(_HAD_BOOTH, _both, full=True))
    .subquery("took_part")
)


async def count_turnouts(query: CountTurnouts, reading: Reading) -> Turnouts:
    reading.actor.must_be(*READERS)
    held = _held(query.since, query.until)
    coops = (
        sa.select(sa.func.count(sa.distinct(_TOOK_PART.c.coop_id)))
        .join(FAIR, FAIR.c.id == _TOOK_PART.c.fair_id)
        .where(held, _TOOK_PART.c.people.is_not(None))
    )
    number = await reading.scalar(coops)
    return Turnouts(items=await turnouts(held, reading), coops=number or 0)


async def turnouts(which: sa.ColumnElement[bool], reading: Reading) -> list[FairTurnout]:
    """Of those fairs, in the order in which they began."""
    came, had_booth = _TOOK_PART.c.people.is_not(None), _TOOK_PART.c.booths.is_not(None)
    number = sa.func.count(_TOOK_PART.c.coop_id)
    gate = (
        sa.select(
            REGISTRATION.c.fair_id,
            sa.func.count().label("badges"),
            sa.func.count(REGISTRATION.c.checked_in_at).label("people"),
        )
        .group_by(REGISTRATION.c.fair_id)
        .subquery("gate")
    )
    one = sa.tuple_(SCAN.c.registration_id, SCAN.c.day)
    daily = (
        sa.select(SCAN.c.fair_id, sa.func.count(sa.distinct(one)).label("attendances"))
        .where(SCAN.c.verdict == "counted")
        .group_by(SCAN.c.fair_id)
        .subquery("daily")
    )
    fair = (FAIR.c.id, FAIR.c.name, FAIR.c.kind, FAIR.c.status, FAIR.c.starts_at, FAIR.c.zone)
    statement = (
        sa.select(
            *fair,
            number.filter(came).label("attended"),
            number.filter(sa.and_(came, had_booth)).label("exhibited"),
            number.filter(sa.and_(sa.not_(came), had_booth)).label("absent"),
            sa.func.coalesce(gate.c.people, 0).label("people"),
            sa.func.coalesce(gate.c.badges, 0).label("badges"),
            sa.func.coalesce(daily.c.attendances, 0).label("attendances"),
            COURSE.c.body.label("course"),
        )
        .select_from(FAIR)
        .outerjoin(_TOOK_PART, _TOOK_PART.c.fair_id == FAIR.c.id)
        .outerjoin(gate, gate.c.fair_id == FAIR.c.id)
        .outerjoin(daily, daily.c.fair_id == FAIR.c.id)
        .outerjoin(COURSE, COURSE.c.fair_id == FAIR.c.id)
        .where(which)
        .group_by(*fair, gate.c.people, gate.c.badges, daily.c.attendances, COURSE.c.body)
        .order_by(FAIR.c.starts_at, FAIR.c.id)
    )
    rows = await reading.execute(statement)
    return [
        FairTurnout(
            fair=Named(id=row.id, name=row.name),
            kind=row.kind,
            status=row.status,
            starts_at=row.starts_at,
            zone=row.zone,
            attended=row.attended,
            exhibited=row.exhibited,
            absent=row.absent,
            people=row.people,
            badges=row.badges,
            attendances=row.attendances,
            planned_people=(row.course or {}).get("planned_people"),
            planned_attendances=(row.course or {}).get("planned_attendances"),
        )
        for row in rows
    ]


def _held(since: date, until: date) -> sa.ColumnElement[bool]:
    """Days are those of Vietnam, both included."""
    start, end = bounds(since, until)
    return sa.and_(FAIR.c.starts_at >= start, FAIR.c.starts_at < end, COUNTED)


async def find_coops_at_fair(query: FindCoopsAtFair, reading: Reading) -> CoopsAtFair:
    reading.actor.must_be(*READERS)
    name = await reading.scalar(sa.select(FAIR.c.name).where(FAIR.c.id == query.fair_id))
    if name is None:
        raise Rejected("fair_unknown", id=query.fair_id)
    statement = (
        sa.select(ORGANISATION.c.id, ORGANISATION.c.name, _TOOK_PART.c.people, _TOOK_PART.c.booths)
        .join(_TOOK_PART, _TOOK_PART.c.coop_id == ORGANISATION.c.id)
        .where(_TOOK_PART.c.fair_id == query.fair_id)
        .order_by(ORGANISATION.c.name, ORGANISATION.c.id)
    )
    items = [
        CoopAtFair(coop=Named(id=row.id, name=row.name), people=row.people or 0, booths=sorted(row.booths or []))
        for row in await reading.execute(statement)
    ]
    return CoopsAtFair(fair=Named(id=query.fair_id, name=name), items=items)
