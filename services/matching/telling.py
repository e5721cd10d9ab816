"""The state of a match request as its events carry it."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from services.matching.models import CARD, DEMAND, MATCH, ORGANISATION, MatchRequest
from shared.contracts.matching import MatchAccepted, MatchChanged, MatchDeclined, MatchLapsed, MatchRequested
from shared.messaging import Transaction

BUYER = ORGANISATION.alias("buyer")
COOP = ORGANISATION.alias("coop")

_EVENTS: Mapping[str, type[MatchChanged]] = {
    "requested": MatchRequested,
    "accepted": MatchAccepted,
    "declined": MatchDeclined,
    "lapsed": MatchLapsed,
}


async def tell(request: MatchRequest, tx: Transaction, kind: type[MatchChanged] | None = None) -> None:
    """Emit the event of the state that the request has now, or one of another `kind` with that state."""
    await tx.session.flush()
    row = (await tx.execute(states().where(MATCH.c.id == request.id))).one()
    tx.emit(event_of(row, kind))


def states() -> sa.Select[Any]:
    return (
        sa.select(
            *MATCH.c[
                "id",
                "version",
                "status",
                "demand_id",
                "listing_id",
                "buyer_id",
                "coop_id",
                "reason",
                "asked_by",
                "answer_by",
            ],
            BUYER.c.name.label("buyer_name"),
            COOP.c.name.label("coop_name"),
            DEMAND.c.body["what"].astext.label("what"),
            CARD.c.card["names"].label("listing_names"),
        )
        .join(BUYER, BUYER.c.id == MATCH.c.buyer_id)
        .join(COOP, COOP.c.id == MATCH.c.coop_id)
        .join(DEMAND, DEMAND.c.id == MATCH.c.demand_id)
        .join(CARD, CARD.c.listing_id == MATCH.c.listing_id)
    )


def event_of(row: sa.Row[Any], kind: type[MatchChanged] | None = None) -> MatchChanged:
    return (kind or _EVENTS[row.status])(
        id=row.id,
        version=row.version,
        demand_id=row.demand_id,
        listing_id=row.listing_id,
        buyer_id=row.buyer_id,
        coop_id=row.coop_id,
        buyer_name=row.buyer_name,
        coop_name=row.coop_name,
        what=row.what,
        listing_names=row.listing_names,
        reason=row.reason,
        asked_by=row.asked_by,
        answer_by=row.answer_by,
    )
