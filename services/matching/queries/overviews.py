"""A demand's page in one statement. PostgreSQL writes suggestions as JSON, which goes to the reader as it is."""

from typing import Any

import msgspec
import sqlalchemy as sa

from services.matching.access import may_see_demand, oversees
from services.matching.models import CARD, DEMAND, SUGGESTION
from services.matching.models.dismissal import IS_SHOWN
from services.matching.models.pool import POOL
from services.matching.queries.demands import demand_from, demands, newest_request
from services.matching.turns import order, with_turns
from shared.contracts.matching import Demand
from shared.contracts.overviews import GetDemandOverview
from shared.errors import Rejected
from shared.messaging import Reading

POOLS = 10
NONE = msgspec.Raw(b"[]")


class WrittenOverview(msgspec.Struct, frozen=True, kw_only=True):
    """The contract's, with lists that are JSON already."""

    demand: Demand
    suggestions: msgspec.Raw
    pools: msgspec.Raw


async def get_demand_overview(query: GetDemandOverview, reading: Reading) -> WrittenOverview:
    asked = {
        "asked_id": query.demand_id,
        "page_size": query.page_size,
        "before": (query.page - 1) * query.page_size,
    }
    found = (await reading.execute(_OVERVIEW, asked)).one_or_none()
    demand = None if found is None else demand_from(found)
    if found is None or demand is None:
        raise Rejected("demand_unknown", id=query.demand_id)
    if not await may_see_demand(demand.id, demand.organisation.id, demand.body, reading):
        raise Rejected("demand_unknown", id=query.demand_id)
    if not (oversees(reading.actor) or reading.actor.speaks_for(demand.organisation.id)):
        return WrittenOverview(demand=demand, suggestions=NONE, pools=NONE)
    return WrittenOverview(demand=demand, suggestions=_written(found.suggested), pools=_written(found.pools))


def _written(text: str | None) -> msgspec.Raw:
    return NONE if text is None else msgspec.Raw(text)


def _overview() -> sa.Select[Any]:
    asked = sa.bindparam("asked_id", type_=sa.Uuid)
    shown = with_turns(SUGGESTION.c.demand_id == asked, IS_SHOWN)
    newest = newest_request(shown)
    page = (
        sa.select(
            shown.c.listing_id,
            shown.c.score,
            shown.c.requirements,
            CARD.c.card.label("listing"),
            newest.c.id.label("match_request_id"),
            newest.c.status.label("match_status"),
        )
        .join(CARD, CARD.c.listing_id == shown.c.listing_id)
        .outerjoin(newest, sa.true())
        .order_by(*order(shown))
        .limit(sa.bindparam("page_size", type_=sa.Integer))
        .offset(sa.bindparam("before", type_=sa.Integer))
        .subquery("page")
    )
    pools = (
        sa.select(POOL.c.id, POOL.c.status)
        .where(POOL.c.demand_id == asked)
        .order_by(POOL.c.proposed_at.desc())
        .limit(POOLS)
        .subquery("pools")
    )
    return (
        demands()
        .add_columns(_as_json(page).label("suggested"), _as_json(pools).label("pools"))
        .where(DEMAND.c.id == asked)
    )


def _as_json(rows: sa.Subquery) -> sa.ScalarSelect[str | None]:
    whole = sa.func.json_agg(sa.literal_column(f'"{rows.name}"'))
    return sa.select(sa.cast(whole, sa.Text)).select_from(rows).scalar_subquery()


_OVERVIEW = _overview()
"""Made once: putting it together takes longer than PostgreSQL takes to answer it."""
