"""Fairs: stated, revised, opened, closed, cancelled by their organizers."""

from services.fairs.handlers.layout import lay_out
from services.fairs.models import Fair
from services.fairs.putting_off import move_along
from services.fairs.rights import must_hold
from services.fairs.statement import stated
from services.fairs.telling import tell_fair
from shared.contracts.fairs.fair import PutFair
from shared.contracts.values import RecordPut
from shared.messaging import Transaction
from shared.versions import outcome_of_put


async def put_fair(command: PutFair, tx: Transaction) -> RecordPut:
    """State a fair, or revise what is there."""
    tx.actor.must_be("organizer")
    body = stated(command.body)
    fair = await tx.session.get(Fair, command.fair_id, with_for_update=True)

    if fair is not None:
        await must_hold("owner", fair.id, tx)
    same = fair is not None and fair.stated == body
    outcome = outcome_of_put(fair.version if fair else None, command.expected_version, same=same)
    if fair is None:
        fair = Fair.new(command.fair_id, body)
        tx.add(fair)
    if outcome != "unchanged":
        was_opened, former = fair.opened_at is not None, fair.stated
        fair.state(body, at=tx.now)
        await tx.session.flush()
        if former.halls != body.halls:
            await lay_out(fair.id, former.halls, body.halls, tx)
            fair.plan_version += 1
        along = await move_along(former, fair, tx, early_prices_stay=command.early_prices_stay)
        if fair.opened_at is not None:
            await tell_fair(fair, former.status, tx, was_opened=was_opened, along=along)
    return RecordPut(id=fair.id, version=fair.version, outcome=outcome)
