"""Telling everything again, so that any copy can be rebuilt from nothing. Suggestions are news and not told again."""

from uuid import UUID

import sqlalchemy as sa

from services.matching.models import DEMAND, MATCH
from services.matching.models.agreement import AGREEMENT
from services.matching.suggesting import decode_body
from services.matching.telling import event_of, states
from services.matching.telling_agreements import agreement_states, lines_of_agreement, retold_as
from services.matching.telling_agreements import event_of as event_of_agreement
from shared.contracts.matching import DemandPosted
from shared.messaging import Transaction

PAGE = 500


async def demands(after: UUID | None, tx: Transaction) -> UUID | None:
    """One page in the order of ids; the last id when there may be more."""
    columns = DEMAND.c["id", "version", "organisation_id"]
    page = sa.select(*columns, sa.cast(DEMAND.c.body, sa.Text).label("body")).order_by(DEMAND.c.id).limit(PAGE)
    if after is not None:
        page = page.where(DEMAND.c.id > after)
    rows = (await tx.execute(page)).all()
    for row in rows:
        body = decode_body(row.body)
        tx.emit(DemandPosted(id=row.id, version=row.version, organisation_id=row.organisation_id, body=body))
    return rows[-1].id if len(rows) == PAGE else None


async def agreements(after: UUID | None, tx: Transaction) -> UUID | None:
    """All that were made, refused ones too."""
    page = agreement_states().order_by(AGREEMENT.c.id).limit(PAGE)
    if after is not None:
        page = page.where(AGREEMENT.c.id > after)
    rows = (await tx.execute(page)).all()
    for row in rows:
        tx.emit(event_of_agreement(row, await lines_of_agreement(row.id, tx), retold_as(row)))
    return rows[-1].id if len(rows) == PAGE else None


async def matches(after: UUID | None, tx: Transaction) -> UUID | None:
    page = states().order_by(MATCH.c.id).limit(PAGE)
    if after is not None:
        page = page.where(MATCH.c.id > after)
    rows = (await tx.execute(page)).all()
    for row in rows:
        tx.emit(event_of(row))
    return rows[-1].id if len(rows) == PAGE else None
