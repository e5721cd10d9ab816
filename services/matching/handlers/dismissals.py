"""A buyer sets a suggestion aside, or takes that back. It is no input of any score (ADR 0020)."""

from uuid import UUID

from services.matching.models import Demand, Suggestion
from services.matching.models.dismissal import Dismissal
from shared.contracts.dismissals import DismissSuggestion, RestoreSuggestion
from shared.contracts.message import Done
from shared.errors import Rejected
from shared.messaging import Transaction
from shared.text import clean_lines


async def dismiss_suggestion(command: DismissSuggestion, tx: Transaction) -> Done:
    demand = await _own_demand(command.demand_id, tx)
    key = (demand.id, command.listing_id)
    if await tx.session.get(Suggestion, key) is None:
        raise Rejected("listing_unknown", id=command.listing_id)
    said = await tx.session.get(Dismissal, key)
    if said is None:
        said = Dismissal(demand_id=demand.id, listing_id=command.listing_id, reason="", note="", dismissed_at=tx.now)
        tx.add(said)
    said.reason, said.note = command.reason, clean_lines(command.note)
    return Done()


async def restore_suggestion(command: RestoreSuggestion, tx: Transaction) -> Done:
    demand = await _own_demand(command.demand_id, tx)
    said = await tx.session.get(Dismissal, (demand.id, command.listing_id))
    if said is not None:
        await tx.session.delete(said)
    return Done()


async def _own_demand(demand_id: UUID, tx: Transaction) -> Demand:
    """Locked, so that the same word said twice at once is one."""
    demand = await tx.locked(Demand, demand_id, or_reject="demand_unknown")
    if not tx.actor.speaks_for(demand.organisation_id):
        raise Rejected("demand_unknown", id=demand_id)
    return demand
