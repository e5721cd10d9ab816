"""Repeating a demand each season, and closing it with a reason."""

from msgspec.structs import replace

from services.matching.models import Demand
from services.matching.models.standing import DemandClosing, StandingDemand
from services.matching.suggesting import hold_listings_still, suggest_demand
from shared.contracts.matching import DemandPosted
from shared.contracts.message import Done
from shared.contracts.standing import CloseDemand, ClosingReason, RepeatDemand, StopRepeating
from shared.contracts.values import RecordPut
from shared.errors import Invalid, Rejected
from shared.messaging import Transaction
from shared.text import clean_lines


async def repeat_demand(command: RepeatDemand, tx: Transaction) -> Done:
    demand = await _own(command, tx)
    plan = await tx.session.get(StandingDemand, demand.id)
    if plan is not None and (plan.every_months, plan.next_on) == (command.every_months, command.next_on):
        return Done()
    if command.next_on <= tx.today:
        raise Invalid({"next_on": "in_the_past"})
    if plan is None:
        plan = StandingDemand(demand_id=demand.id, every_months=command.every_months, next_on=command.next_on)
    plan.every_months, plan.next_on = command.every_months, command.next_on
    tx.add(plan)
    return Done()


async def stop_repeating(command: StopRepeating, tx: Transaction) -> Done:
    demand = await _own(command, tx)
    plan = await tx.session.get(StandingDemand, demand.id)
    if plan is not None:
        await tx.session.delete(plan)
    return Done()


async def close_demand(command: CloseDemand, tx: Transaction) -> RecordPut:
    await hold_listings_still(tx)
    demand = await _own(command, tx)
    if demand.status == "closed":
        return RecordPut(id=demand.id, version=demand.version, outcome="unchanged")
    await close(demand, command.reason, clean_lines(command.note), tx)
    return RecordPut(id=demand.id, version=demand.version, outcome="revised")


async def close(demand: Demand, reason: ClosingReason, note: str, tx: Transaction) -> None:
    """Who holds listings still may close it."""
    body = replace(demand.body, status="closed")
    demand.state(body, today=tx.today)
    await tx.session.merge(DemandClosing(demand_id=demand.id, reason=reason, note=note, closed_at=tx.now))
    tx.emit(DemandPosted(id=demand.id, version=demand.version, organisation_id=demand.organisation_id, body=body))
    await suggest_demand(demand, tx)


async def _own(command: RepeatDemand | StopRepeating | CloseDemand, tx: Transaction) -> Demand:
    """The row, ours alone until the commit."""
    tx.actor.must_act_for(command.organisation_id)
    demand = await tx.locked(Demand, command.demand_id, or_reject="demand_unknown")
    if demand.organisation_id != command.organisation_id:
        raise Rejected("forbidden")
    return demand
