"""Who was at a class on which of its days."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, aggregate_order_by
from sqlmodel import col, select

from services.fairs.models import Course, Fair, GateScan, Organisation, Registration, Session, days_needed, table_of
from services.fairs.naming import organisation_shown
from shared.contracts.fairs.courses import CourseBody
from shared.fair_days import day_at_venue
from shared.messaging import Reading

SCAN, REGISTRATION, ORGANISATION = table_of(GateScan), table_of(Registration), table_of(Organisation)
LONGEST = 366
"""Days of a class without stated sessions."""


@dataclass(frozen=True)
class Class:
    """`needed`: on how many of its days somebody must be there for a certificate."""

    fair: Fair
    version: int
    body: CourseBody
    days: list[date]

    @property
    def needed(self) -> int:
        return days_needed(len(self.days), self.body.share)

    @property
    def learners(self) -> sa.Select[tuple[object, ...]]:
        """A row for each, with the days on which they came; by name."""
        came = (
            sa.select(
                SCAN.c.registration_id,
                sa.func.array_agg(aggregate_order_by(sa.distinct(SCAN.c.day), SCAN.c.day)).label("days"),
            )
            .where(SCAN.c.fair_id == self.fair.id, SCAN.c.verdict == "counted", SCAN.c.day.in_(self.days))
            .group_by(SCAN.c.registration_id)
            .subquery("came")
        )
        days = sa.func.coalesce(came.c.days, sa.cast([], ARRAY(sa.Date)))
        return (
            sa.select(
                *(REGISTRATION.c.id, REGISTRATION.c.person_name, REGISTRATION.c.name_folded, REGISTRATION.c.kind),
                organisation_shown(REGISTRATION),
                days.label("days"),
                sa.func.cardinality(days).label("number"),
            )
            .outerjoin(came, came.c.registration_id == REGISTRATION.c.id)
            .outerjoin(ORGANISATION, ORGANISATION.c.id == REGISTRATION.c.organisation_id)
            .where(REGISTRATION.c.fair_id == self.fair.id, self._learns())
            .order_by(REGISTRATION.c.name_folded, REGISTRATION.c.id)
        )

    def _learns(self) -> sa.ColumnElement[bool]:
        """In a training class trainees do; at a congress everybody."""
        return REGISTRATION.c.kind == "trainee" if self.fair.kind == "training_class" else sa.true()


async def class_of(fair_id: UUID, reading: Reading) -> Class:
    fair = await reading.found(Fair, fair_id, or_reject="fair_unknown")
    course = await reading.session.get(Course, fair_id)
    return Class(
        fair=fair,
        version=course.version if course else 0,
        body=course.stated if course else CourseBody(),
        days=await _days(fair, reading),
    )


async def _days(fair: Fair, reading: Reading) -> list[date]:
    """Those on which a session begins; where none is stated, every day from the first to the last."""
    stated = select(Session.starts_at).where(col(Session.fair_id) == fair.id, col(Session.removed).is_(False))
    begun = {day_at_venue(at, fair.zone) for at in (await reading.session.exec(stated)).all()}
    if begun:
        return sorted(begun)
    first, last = day_at_venue(fair.starts_at, fair.zone), day_at_venue(fair.ends_at, fair.zone)
    return [first + timedelta(days=number) for number in range(min((last - first).days + 1, LONGEST))]
