"""What a plan is made from: the booths that can be given, and the accepted applications."""

from collections import Counter
from uuid import UUID

import msgspec
import sqlalchemy as sa

from services.fairs.allocation.worker import Work
from services.fairs.models import (
    Allocation,
    Application,
    ApplicationReview,
    Booking,
    Booth,
    Listing,
    Organisation,
    table_of,
)
from services.fairs.wishes import Applicant, Stall, instance
from shared.contracts.fairs.allocations import Rule
from shared.contracts.fairs.applications import Needs
from shared.messaging import Reading

BOOTH, BOOKING, APPLICATION = table_of(Booth), table_of(Booking), table_of(Application)
LISTING, ORGANISATION = table_of(Listing), table_of(Organisation)
REVIEW = table_of(ApplicationReview)
USUAL_WEIGHT = 3


async def work_for(allocation: Allocation, reading: Reading) -> Work:
    """With the same fair as it would be without each of the rules that it has."""
    stalls = await stalls_of(allocation.fair_id, reading)
    applicants = await applicants_at(allocation.fair_id, reading)
    standing = {stall.id for stall in stalls}
    known = {applicant.application_id for applicant in applicants}
    pins = {UUID(who): UUID(where) for who, where in allocation.pins.items()}
    pins = {who: where for who, where in pins.items() if who in known and where in standing}
    former = await reading.session.get(Allocation, allocation.former_id) if allocation.former_id else None
    fair = instance(stalls, applicants, pins, fairness=allocation.fairness)
    has = {
        "needs": any(applicant.needs != Needs() for applicant in applicants),
        "competitors": any(exhibitor.competitors for exhibitor in fair.exhibitors),
        "clusters": True,
        "fixed": any(exhibitor.fixed for exhibitor in fair.exhibitors),
        "fairness": allocation.fairness is not None,
    }
    rules = [msgspec.convert(rule, Rule) for rule, there in has.items() if there]
    return Work(
        fair=fair,
        former={} if former is None else _still(former.assignment, known, standing),
        seconds=allocation.seconds,
        without={
            rule: instance(stalls, applicants, pins, fairness=allocation.fairness, without=rule) for rule in rules
        },
    )


def _still(assignment: dict[str, str], known: set[UUID], standing: set[UUID]) -> dict[str, str]:
    return {who: where for who, where in assignment.items() if UUID(who) in known and UUID(where) in standing}


async def stalls_of(fair_id: UUID, reading: Reading) -> list[Stall]:
    """In the plan's order."""
    live = sa.and_(BOOKING.c.booth_id == BOOTH.c.id, BOOKING.c.ended_at.is_(None))
    columns = [BOOTH.c[field.name] for field in msgspec.structs.fields(Stall) if field.name != "holder"]
    statement = (
        sa.select(*columns, BOOKING.c.organisation_id.label("holder"))
        .outerjoin(BOOKING, live)
        .where(BOOTH.c.fair_id == fair_id, BOOTH.c.standing, ~BOOTH.c.blocked)
        .order_by(BOOTH.c.position)
    )
    rows = await reading.execute(statement)
    return [msgspec.convert(row, Stall, from_attributes=True) for row in rows]


async def applicants_at(fair_id: UUID, reading: Reading) -> list[Applicant]:
    """The earliest first. Their category is the one that most of their products have."""
    reviewed = sa.select(sa.func.avg(REVIEW.c.score)).where(REVIEW.c.application_id == APPLICATION.c.id)
    score = reviewed.scalar_subquery()
    statement = (
        sa.select(APPLICATION, ORGANISATION.c.province, score.label("score"))
        .join(ORGANISATION, ORGANISATION.c.id == APPLICATION.c.organisation_id)
        .where(APPLICATION.c.fair_id == fair_id, APPLICATION.c.status == "accepted")
        .order_by(APPLICATION.c.submitted_at, APPLICATION.c.id)
    )
    rows = (await reading.execute(statement)).all()
    shown = [key for row in rows for key in row.listing_ids]
    known = await reading.execute(sa.select(LISTING.c.id, LISTING.c.category).where(LISTING.c.id.in_(shown)))
    category = {row.id: row.category or "" for row in known}
    return [
        Applicant(
            application_id=row.id,
            organisation_id=row.organisation_id,
            category=_most(Counter(category.get(key, "") for key in row.listing_ids)),
            province=row.province,
            weight=USUAL_WEIGHT if row.score is None else round(row.score),
            needs=msgspec.convert(row.needs, Needs, strict=False),
        )
        for row in rows
    ]


def _most(counted: Counter[str]) -> str:
    return min(counted, key=lambda one: (-counted[one], one), default="")
