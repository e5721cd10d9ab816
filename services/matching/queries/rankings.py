"""For the Alliance: in which order a demand's suggestions stand, and what each score was made of."""

from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa

from services.matching.access import oversees
from services.matching.models import CARD, DEMAND, SUGGESTION
from services.matching.models.judgement import PAST_JUDGEMENT
from services.matching.turns import order, with_turns
from shared.contracts.rankings import GetJudgements, GetRanking, Judgement, Judgements, Ranked, Ranking
from shared.contracts.values import Named
from shared.errors import Rejected
from shared.messaging import Reading


async def get_ranking(query: GetRanking, reading: Reading) -> Ranking:
    demand = await _demand(query.demand_id, reading)
    placed = with_turns(SUGGESTION.c.demand_id == query.demand_id, SUGGESTION.c.current)
    statement = (
        sa.select(*placed.c["listing_id", "score", "band", "turn"], *_named())
        .join(CARD, CARD.c.listing_id == placed.c.listing_id)
        .order_by(*order(placed))
    )
    rows = await reading.execute(statement)
    items = [
        Ranked(
            place=place,
            listing_id=row.listing_id,
            names=row.names,
            coop=msgspec.convert(row.coop, Named),
            score=row.score,
            band=row.band,
            turn=row.turn,
        )
        for place, row in enumerate(rows, start=1)
    ]
    return Ranking(demand_id=query.demand_id, what=demand.what, lang=demand.lang, items=items)


async def get_judgements(query: GetJudgements, reading: Reading) -> Judgements:
    demand = await _demand(query.demand_id, reading)
    listing = (await reading.execute(sa.select(*_named()).where(CARD.c.listing_id == query.listing_id))).first()
    if listing is None:
        raise Rejected("listing_unknown", id=query.listing_id)
    given = ("score", "band", "requirements", "basis")
    now = sa.select(*SUGGESTION.c[given], sa.null().label("until")).where(
        SUGGESTION.c.demand_id == query.demand_id, SUGGESTION.c.listing_id == query.listing_id, SUGGESTION.c.current
    )
    before = (
        sa.select(*PAST_JUDGEMENT.c[given], PAST_JUDGEMENT.c.until)
        .where(PAST_JUDGEMENT.c.demand_id == query.demand_id, PAST_JUDGEMENT.c.listing_id == query.listing_id)
        .order_by(PAST_JUDGEMENT.c.until.desc())
    )
    rows = [*(await reading.execute(now)), *(await reading.execute(before))]
    return Judgements(
        demand_id=query.demand_id,
        what=demand.what,
        lang=demand.lang,
        listing_id=query.listing_id,
        names=listing.names,
        coop=msgspec.convert(listing.coop, Named),
        items=[msgspec.convert(row, Judgement, from_attributes=True) for row in rows],
    )


def _named() -> tuple[sa.ColumnElement[Any], ...]:
    return CARD.c.card["names"].label("names"), CARD.c.card["organisation"].label("coop")


async def _demand(demand_id: UUID, reading: Reading) -> sa.Row[Any]:
    if not oversees(reading.actor):
        raise Rejected("forbidden")
    body = DEMAND.c.body
    statement = sa.select(body["what"].astext.label("what"), body["lang"].astext.label("lang"))
    row = (await reading.execute(statement.where(DEMAND.c.id == demand_id))).first()
    if row is None:
        raise Rejected("demand_unknown", id=demand_id)
    return row
