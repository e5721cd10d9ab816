"""Fairs: stated, revised, opened, closed, cancelled by their organizers."""

from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert

from services.fairs.handlers.layout import lay_out
from services.fairs.models import Fair, columns_of, table_of
from services.fairs.statement import stated
from services.fairs.telling import fair_changed, fair_opened
from shared.contracts.fairs import FairBody, PutFair
from shared.contracts.values import RecordPut
from shared.messaging import Transaction
from shared.versions import outcome_of_put


async def put_fair(command: PutFair, tx: Transaction) -> RecordPut:
    """State a fair, or revise what is there."""
    tx.actor.must_be("organizer")
    body = stated(command.body)
    fair = await _locked(command.fair_id, body, tx)

    same = fair.version > 0 and fair.stated == body
    outcome = outcome_of_put(fair.version or None, command.expected_version, same=same)
    if outcome != "unchanged":
        was_opened, halls = fair.opened_at is not None, fair.stated.halls if fair.version else []
        fair.state(body, at=tx.now)
        if halls != body.halls:
            await lay_out(fair.id, body.halls, tx)
        if fair.opened_at is not None:
            tx.emit(fair_changed(fair) if was_opened else fair_opened(fair))
    return RecordPut(id=fair.id, version=fair.version, outcome=outcome)


async def _locked(fair_id: UUID, body: FairBody, tx: Transaction) -> Fair:
    """The fair, ours alone; version 0 is a new one. Of two first PUTs at once the second finds the first's."""
    new: dict[str, Any] = {**columns_of(body), "id": fair_id, "version": 0}
    await tx.session.exec(insert(table_of(Fair)).values(new).on_conflict_do_nothing())
    return await tx.locked(Fair, fair_id, or_reject="fair_unknown")
