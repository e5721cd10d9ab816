"""Reading what becomes of a demand."""

from services.matching.access import oversees
from services.matching.models import Demand
from services.matching.models.standing import DemandClosing, StandingDemand
from shared.contracts.standing import DemandPlan, GetDemandPlan, Repetition
from shared.errors import Rejected
from shared.messaging import Reading


async def get_demand_plan(query: GetDemandPlan, reading: Reading) -> DemandPlan:
    demand = await reading.found(Demand, query.demand_id, or_reject="demand_unknown")
    if not (reading.actor.speaks_for(demand.organisation_id) or oversees(reading.actor)):
        raise Rejected("demand_unknown", id=query.demand_id)
    plan = await reading.session.get(StandingDemand, demand.id)
    closing = await reading.session.get(DemandClosing, demand.id) if demand.status == "closed" else None
    return DemandPlan(
        repetition=None if plan is None else Repetition(every_months=plan.every_months, next_on=plan.next_on),
        closing=closing.told if closing else None,
        repeated_from=plan.repeated_from if plan else None,
    )
