"""What would make a co-op's products match. It reads the suggestions that are kept: nothing is judged again."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from services.matching.access import is_verified_coop, seen_by_coop
from services.matching.fit import is_counted
from services.matching.models import CARD, DEMAND, MATCH, ORGANISATION, SUGGESTION
from services.matching.queries.demands import decode_requirements
from shared.contracts.near_matches import FindNearMatches, NearMatch, NearMatches
from shared.contracts.requirements import Requirement
from shared.errors import Rejected
from shared.messaging import Reading

MOST_MISSING = 2
READ, SHOWN = 500, 50


async def find_near_matches(query: FindNearMatches, reading: Reading) -> NearMatches:
    reading.actor.must_act_for(query.organisation_id)
    if not await is_verified_coop(reading):
        raise Rejected("forbidden")
    rows = await reading.execute(_suggested(query, reading))
    near = [
        NearMatch(
            demand_id=row.demand_id,
            what=row.what,
            lang=row.lang,
            buyer_name=row.buyer_name,
            destination=row.destination,
            listing_id=row.listing_id,
            listing_names=row.listing_names,
            missing=missing,
        )
        for row in rows
        if 0 < len(missing := _missing(decode_requirements(row.requirements))) <= MOST_MISSING
    ]
    return NearMatches(items=sorted(near, key=lambda it: len(it.missing))[:SHOWN])


def _missing(requirements: Sequence[Requirement]) -> list[Requirement]:
    """None where the product itself is in doubt: no fact of the co-op makes it another."""
    product, *others = requirements
    return [it for it in others if it.verdict != "met" and is_counted(it.name)] if product.verdict == "met" else []


def _suggested(query: FindNearMatches, reading: Reading) -> sa.Select[Any]:
    """Of products that nobody has asked or offered for the demand yet, the best first."""
    asked = sa.exists().where(
        MATCH.c.demand_id == SUGGESTION.c.demand_id, MATCH.c.listing_id == SUGGESTION.c.listing_id
    )
    return (
        sa.select(
            *SUGGESTION.c["demand_id", "listing_id"],
            sa.cast(SUGGESTION.c.requirements, sa.Text).label("requirements"),
            *(DEMAND.c.body[name].astext.label(name) for name in ("what", "lang", "destination")),
            ORGANISATION.c.name.label("buyer_name"),
            CARD.c.card["names"].label("listing_names"),
        )
        .join(CARD, CARD.c.listing_id == SUGGESTION.c.listing_id)
        .join(DEMAND, DEMAND.c.id == SUGGESTION.c.demand_id)
        .join(ORGANISATION, ORGANISATION.c.id == DEMAND.c.organisation_id)
        .where(
            SUGGESTION.c.listing_id.in_(query.listing_ids),
            SUGGESTION.c.current,
            CARD.c.card["organisation"]["id"].astext == str(query.organisation_id),
            DEMAND.c.status == "open",
            seen_by_coop(reading.actor),
            ~asked,
        )
        .order_by(SUGGESTION.c.score.desc(), SUGGESTION.c.demand_id, SUGGESTION.c.listing_id)
        .limit(READ)
    )
