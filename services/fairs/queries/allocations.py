"""Reading plans that were proposed."""

from uuid import UUID

import sqlalchemy as sa

from services.fairs.models import Allocation, Booth, Organisation, table_of
from services.fairs.queries.places import applicants_at
from shared.contracts.fairs import allocations as contract
from shared.contracts.fairs.allocations import (
    AllocationList,
    AllocationSummary,
    FindAllocations,
    GetAllocation,
    Placement,
    RuleCost,
)
from shared.contracts.fairs.team import OVERSEERS
from shared.contracts.values import Named
from shared.messaging import Reading

ALLOCATION, BOOTH, ORGANISATION = table_of(Allocation), table_of(Booth), table_of(Organisation)
SHOWN = 20


async def find_allocations(query: FindAllocations, reading: Reading) -> AllocationList:
    reading.actor.must_be(*OVERSEERS)
    columns = ("id", "status", "asked_at", "objective", "bound")
    latest = (
        sa.select(*(ALLOCATION.c[column] for column in columns))
        .where(ALLOCATION.c.fair_id == query.fair_id)
        .order_by(ALLOCATION.c.asked_at.desc(), ALLOCATION.c.id)
        .limit(SHOWN)
    )
    rows = await reading.execute(latest)
    items = [
        AllocationSummary(id=row.id, status=row.status, asked_at=row.asked_at, objective=row.objective, bound=row.bound)
        for row in rows
    ]
    return AllocationList(items=items, total=len(items))


async def get_allocation(query: GetAllocation, reading: Reading) -> contract.Allocation:
    reading.actor.must_be(*OVERSEERS)
    allocation = await reading.found(Allocation, query.allocation_id, or_reject="allocation_unknown")
    return contract.Allocation(
        id=allocation.id,
        version=allocation.version,
        fair_id=allocation.fair_id,
        status=allocation.status,
        asked_at=allocation.asked_at,
        seconds=allocation.seconds,
        fairness=allocation.fairness,
        objective=allocation.objective,
        bound=allocation.bound,
        elapsed=allocation.elapsed,
        placements=await _placements(allocation, reading),
        costs=[RuleCost(rule=rule, points=points) for rule, points in _costs(allocation).items()],
        note=allocation.note,
    )


def _costs(allocation: Allocation) -> dict[contract.Rule, float]:
    rules: tuple[contract.Rule, ...] = ("needs", "competitors", "clusters", "fixed", "fairness")
    return {rule: allocation.costs[rule] for rule in rules if rule in allocation.costs}


async def _placements(allocation: Allocation, reading: Reading) -> list[Placement]:
    """The best placed last: who has something to wish for is looked at first."""
    applicants = await applicants_at(allocation.fair_id, reading)
    former = await reading.session.get(Allocation, allocation.former_id) if allocation.former_id else None
    placed = {who: UUID(booth) for who, booth in allocation.assignment.items()}
    booths = await reading.execute(sa.select(BOOTH.c.id, BOOTH.c.code).where(BOOTH.c.id.in_(placed.values())))
    codes = {row.id: row.code for row in booths}
    who = [applicant.organisation_id for applicant in applicants]
    named = await reading.execute(sa.select(ORGANISATION.c.id, ORGANISATION.c.name).where(ORGANISATION.c.id.in_(who)))
    names = {row.id: row.name for row in named}
    found = [
        Placement(
            application_id=applicant.application_id,
            organisation=Named(id=applicant.organisation_id, name=names.get(applicant.organisation_id, "")),
            category=applicant.category,
            booth_id=placed.get(key),
            booth_code=codes.get(placed[key], "") if key in placed else "",
            satisfaction=allocation.satisfaction.get(key, 0),
            pinned=key in allocation.pins,
            moved=former is not None and former.assignment.get(key) != allocation.assignment.get(key),
        )
        for applicant in applicants
        for key in [str(applicant.application_id)]
    ]
    return sorted(found, key=lambda one: (one.booth_id is not None, one.satisfaction, one.organisation.name))
