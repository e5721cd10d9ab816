"""What a fair may cost, and what it did: stated by who keeps its money."""

from services.fairs.models import Budget, Fair
from services.fairs.price_statement import stated_budget
from services.fairs.rights import must_hold
from shared.contracts.fairs.outcome import PutBudget
from shared.contracts.values import RecordPut
from shared.messaging import Transaction
from shared.versions import outcome_of_put


async def put_budget(command: PutBudget, tx: Transaction) -> RecordPut:
    await must_hold("money", command.fair_id, tx)
    body = stated_budget(command.body)
    await tx.locked(Fair, command.fair_id, or_reject="fair_unknown")
    budget = await tx.session.get(Budget, command.fair_id)
    same = budget is not None and budget.body == body
    outcome = outcome_of_put(budget.version if budget else None, command.expected_version, same=same)
    if budget is None:
        budget = Budget(fair_id=command.fair_id, version=0, body=body)
        tx.add(budget)
    if outcome != "unchanged":
        budget.body = body
        budget.version += 1
    return RecordPut(id=command.fair_id, version=budget.version, outcome=outcome)
