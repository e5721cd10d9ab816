"""What the events of a thread say of its match."""

from typing import TypedDict
from uuid import UUID

import sqlalchemy as sa

from services.matching.models import CARD, MATCH, MatchRequest
from services.matching.telling import BUYER, COOP
from shared.contracts.values import Language, Side
from shared.messaging import Transaction


class Told(TypedDict):
    match_request_id: UUID
    side: Side
    buyer_id: UUID
    coop_id: UUID
    buyer_name: str
    coop_name: str
    listing_names: dict[Language, str]


async def told_of(request: MatchRequest, side: Side, tx: Transaction) -> Told:
    names = (
        sa.select(BUYER.c.name.label("buyer"), COOP.c.name.label("coop"), CARD.c.card["names"].label("listing"))
        .select_from(MATCH)
        .join(BUYER, BUYER.c.id == MATCH.c.buyer_id)
        .join(COOP, COOP.c.id == MATCH.c.coop_id)
        .join(CARD, CARD.c.listing_id == MATCH.c.listing_id)
        .where(MATCH.c.id == request.id)
    )
    row = (await tx.execute(names)).one()
    return Told(
        match_request_id=request.id,
        side=side,
        buyer_id=request.buyer_id,
        coop_id=request.coop_id,
        buyer_name=row.buyer,
        coop_name=row.coop,
        listing_names=row.listing,
    )
