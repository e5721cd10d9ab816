"""Demands: stated and revised by their buyer, and held against what is published at once."""

from services.matching.copies import keep_organisations
from services.matching.models import Demand, Organisation
from services.matching.statement import stated
from services.matching.suggesting import hold_listings_still, suggest_demand
from shared.contracts.matching import DemandBody, DemandPosted, PutDemand
from shared.contracts.registry import Organisation as OrganisationFacts
from shared.contracts.values import RecordPut
from shared.errors import Rejected
from shared.messaging import Transaction
from shared.versions import outcome_of_put


async def put_demand(command: PutDemand, tx: Transaction, unknown_buyer: OrganisationFacts | None = None) -> RecordPut:
    """State a demand, first or anew."""
    tx.actor.must_act_for(command.organisation_id)
    body = stated(command.body)
    await hold_listings_still(tx)
    if unknown_buyer is not None:
        await keep_organisations([unknown_buyer], tx)
    buyer = await tx.found(Organisation, command.organisation_id, or_reject="organisation_unknown")
    buyer.must_buy()
    demand = await tx.session.get(Demand, command.demand_id, with_for_update=True)
    if demand is not None and demand.organisation_id != buyer.id:
        raise Rejected("forbidden")

    same = demand is not None and demand.says(body)
    outcome = outcome_of_put(demand.version if demand else None, command.expected_version, same=same)
    if demand is None:
        demand = Demand(id=command.demand_id, organisation_id=buyer.id, posted_at=tx.now, body=body)
        tx.add(demand)
    if outcome != "unchanged":
        await keep(demand, body, tx)
    return RecordPut(id=demand.id, version=demand.version, outcome=outcome)


async def keep(demand: Demand, body: DemandBody, tx: Transaction) -> None:
    """State it, tell it, and hold it against what is published."""
    demand.state(body, today=tx.today)
    tx.emit(DemandPosted(id=demand.id, version=demand.version, organisation_id=demand.organisation_id, body=body))
    await suggest_demand(demand, tx)
