"""Proposed plans: who could stand where. A worker process looks for them; organizers adjust, run again and apply."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.message import Command, Event, Query
from shared.contracts.values import ActPut, Named

AllocationStatus = Literal["queued", "running", "done", "cancelled", "failed", "applied"]
Rule = Literal["needs", "competitors", "clusters", "fixed", "fairness"]
"""`needs`: power, water, cold and booth type; `fixed`: places that exhibitors have or that were pinned."""


class Placement(Struct, frozen=True, kw_only=True):
    """`booth_id` None: no place was found. `satisfaction`: 0 to 100. `moved`: elsewhere than in the former plan."""

    application_id: UUID
    organisation: Named
    category: str
    booth_id: UUID | None
    booth_code: str
    satisfaction: int
    pinned: bool
    moved: bool


class RuleCost(Struct, frozen=True, kw_only=True):
    """Without the rule, a plan worth so many points more was found."""

    rule: Rule
    points: float


class Allocation(Struct, frozen=True, kw_only=True):
    """`objective` and `bound` in points; no plan is worth more than the bound. `note`: why it failed, in words."""

    id: UUID
    version: int
    fair_id: UUID
    status: AllocationStatus
    asked_at: datetime
    seconds: int
    fairness: float | None
    objective: float | None
    bound: float | None
    elapsed: float
    placements: list[Placement]
    costs: list[RuleCost]
    note: str


class AllocationSummary(Struct, frozen=True, kw_only=True):
    id: UUID
    status: AllocationStatus
    asked_at: datetime
    objective: float | None
    bound: float | None


class AllocationList(Struct, frozen=True, kw_only=True):
    items: list[AllocationSummary]
    total: int


class Pin(Struct, frozen=True, kw_only=True):
    """The applicant must have this booth."""

    application_id: UUID
    booth_id: UUID


class ProposeAllocation(Command[ActPut], frozen=True, kw_only=True):
    """Organizers. `former_id`: the plan to change as little as may be.
    `fairness`: the satisfaction of each province is at least this part of everybody's.
    """

    subject = "fairs.v1.cmd.propose_allocation"
    allocation_id: UUID
    fair_id: UUID
    seconds: Annotated[int, Meta(ge=2, le=600)] = 20
    pins: Annotated[list[Pin], Meta(max_length=2000)] = []
    former_id: UUID | None = None
    fairness: Annotated[float, Meta(ge=0, le=1)] | None = None


class CancelAllocation(Command[ActPut], frozen=True, kw_only=True):
    """Stop looking; what was found stays."""

    subject = "fairs.v1.cmd.cancel_allocation"
    allocation_id: UUID


class ApplyAllocation(Command[ActPut], frozen=True, kw_only=True):
    """Book all its places in one transaction, or none: `allocation_outdated` where a booth is no longer free."""

    subject = "fairs.v1.cmd.apply_allocation"
    allocation_id: UUID


class GetAllocation(Query[Allocation], frozen=True, kw_only=True):
    """Organizers and who reads everything."""

    subject = "fairs.v1.qry.get_allocation"
    allocation_id: UUID


class FindAllocations(Query[AllocationList], frozen=True, kw_only=True):
    """Of a fair, the latest first, at most twenty."""

    subject = "fairs.v1.qry.find_allocations"
    fair_id: UUID


class AllocationChanged(Event, frozen=True, kw_only=True):
    """A plan is being looked for, was found, or was applied: pages that show it look again."""

    subject = "fairs.v1.evt.allocation_changed"
    fair_id: UUID
    status: AllocationStatus
