"""Reading match requests: their two sides and the Alliance."""

from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from msgspec.structs import replace

from services.matching.access import oversees, sees_match
from services.matching.models import CARD, DEMAND, MATCH
from services.matching.queries.demands import decode_requirements, demand_columns, demand_of
from services.matching.suggesting import decode_card
from services.matching.telling import BUYER, COOP
from shared.contracts.listings import ListingCard
from shared.contracts.matching import FindMatches, GetMatch, Match, MatchPage
from shared.contracts.values import Named
from shared.errors import Rejected
from shared.messaging import Reading


async def get_match(query: GetMatch, reading: Reading) -> Match:
    row = (await reading.execute(_matches().where(MATCH.c.id == query.match_request_id))).one_or_none()
    if row is None or not sees_match(row.buyer_id, row.coop_id, reading.actor):
        raise Rejected("match_unknown", id=query.match_request_id)
    match = _match(row)
    return replace(match, further=await _cards(row.further, reading)) if row.further else match


async def _cards(listing_ids: list[UUID], reading: Reading) -> list[ListingCard]:
    """As they were last shown, in the order of the request."""
    known = sa.select(CARD.c.listing_id, sa.cast(CARD.c.card, sa.Text).label("card"))
    rows = await reading.execute(known.where(CARD.c.listing_id.in_(listing_ids)))
    cards = {row.listing_id: decode_card(row.card) for row in rows}
    return [cards[listing_id] for listing_id in listing_ids]


async def find_matches(query: FindMatches, reading: Reading) -> MatchPage:
    """The undecided first, then the newest."""
    if not oversees(reading.actor):
        reading.actor.must_act_for(query.organisation_id)
    chosen = [sa.or_(MATCH.c.buyer_id == query.organisation_id, MATCH.c.coop_id == query.organisation_id)]
    if query.status is not None:
        chosen.append(MATCH.c.status == query.status)
    page = (
        _matches()
        .where(*chosen)
        .order_by((MATCH.c.status != "requested"), MATCH.c.requested_at.desc(), MATCH.c.id)
        .limit(query.page_size)
        .offset((query.page - 1) * query.page_size)
    )
    total = await reading.count(MATCH, *chosen)
    return MatchPage(items=[_match(row) for row in await reading.execute(page)], total=total)


@cache
def _matches() -> sa.Select[Any]:
    own = MATCH.c["id", "version", "status", "buyer_id", "coop_id", "message", "reason", "requested_at", "decided_at"]
    asked = MATCH.c["asked_by", "answer_by", "further"]
    return (
        sa.select(
            *own,
            *asked,
            sa.cast(MATCH.c.requirements, sa.Text).label("requirements"),
            *demand_columns(),
            sa.cast(CARD.c.card, sa.Text).label("card"),
            BUYER.c.name.label("buyer_name"),
            BUYER.c.country,
            COOP.c.name.label("coop_name"),
        )
        .join(DEMAND, DEMAND.c.id == MATCH.c.demand_id)
        .join(CARD, CARD.c.listing_id == MATCH.c.listing_id)
        .join(BUYER, BUYER.c.id == MATCH.c.buyer_id)
        .join(COOP, COOP.c.id == MATCH.c.coop_id)
    )


def _match(row: sa.Row[Any]) -> Match:
    buyer = Named(id=row.buyer_id, name=row.buyer_name)
    return Match(
        id=row.id,
        version=row.version,
        status=row.status,
        demand=demand_of(row, buyer, row.country),
        listing=decode_card(row.card),
        buyer=buyer,
        coop=Named(id=row.coop_id, name=row.coop_name),
        message=row.message,
        reason=row.reason,
        requested_at=row.requested_at,
        decided_at=row.decided_at,
        requirements=decode_requirements(row.requirements),
        asked_by=row.asked_by,
        answer_by=row.answer_by,
    )
