"""Whose products buyers see first: counted over all open demands, by how much a co-op offers."""

from typing import Any

import sqlalchemy as sa

from services.matching.access import oversees
from services.matching.models import CARD, DEMAND, ORGANISATION, SUGGESTION
from services.matching.turns import FIRST, order, with_turns
from shared.contracts.rankings import Exposure, GetExposure, SizeExposure
from shared.contracts.values import Named
from shared.errors import Rejected
from shared.messaging import Reading

SIZES = ((1, 3), (4, 10), (11, 30), (31, None))
"""Published products, from and to."""


async def get_exposure(query: GetExposure, reading: Reading) -> Exposure:
    if not oversees(reading.actor):
        raise Rejected("forbidden")
    whole = (await reading.execute(_WHOLE)).one()
    rows = {row.size: row for row in await reading.execute(_BY_SIZE)}
    start = (query.page - 1) * query.page_size
    unseen = (await reading.execute(_UNSEEN.limit(query.page_size).offset(start))).all()
    return Exposure(
        demands=whole.demands,
        places=int(whole.places or 0),
        largest_share=round(int(whole.largest or 0) / FIRST, 4),
        sizes=[_size(place, rows.get(place)) for place in range(len(SIZES))],
        unseen=[Named(id=row.coop_id, name=row.name) for row in unseen],
        unseen_total=await reading.count(_UNSEEN.subquery()),
    )


def _size(place: int, row: sa.Row[Any] | None) -> SizeExposure:
    least, most = SIZES[place]
    names = ("coops", "listings", "fitting", "fitting_coops", "places", "seen")
    return SizeExposure(least=least, most=most, **{name: int(getattr(row, name, 0) or 0) for name in names})


_coop_id = sa.cast(CARD.c.card["organisation"]["id"].astext, sa.Uuid)
_offering = (
    sa.select(_coop_id.label("coop_id"), sa.func.count().label("listings"))
    .where(CARD.c.published)
    .group_by(_coop_id)
    .cte("offering")
)
_placed = with_turns(
    SUGGESTION.c.current, SUGGESTION.c.demand_id.in_(sa.select(DEMAND.c.id).where(DEMAND.c.status == "open"))
)
_ranked = sa.select(
    *_placed.c["demand_id", "coop_id", "listing_id"],
    sa.func.row_number().over(partition_by=_placed.c.demand_id, order_by=order(_placed)).label("place"),
).cte("ranked")
_is_first = _ranked.c.place <= FIRST
_found = (
    sa.select(
        _ranked.c.coop_id,
        sa.func.count(sa.distinct(_ranked.c.listing_id)).label("fitting"),
        sa.func.count().filter(_is_first).label("places"),
    )
    .group_by(_ranked.c.coop_id)
    .cte("found")
)
_size_of = sa.case(
    *((_offering.c.listings <= most, place) for place, (_, most) in enumerate(SIZES) if most), else_=len(SIZES) - 1
)
_BY_SIZE = (
    sa.select(
        _size_of.label("size"),
        sa.func.count().label("coops"),
        sa.func.sum(_offering.c.listings).label("listings"),
        sa.func.sum(_found.c.fitting).label("fitting"),
        sa.func.count(_found.c.coop_id).label("fitting_coops"),
        sa.func.sum(_found.c.places).label("places"),
        sa.func.count().filter(_found.c.places > 0).label("seen"),
    )
    .select_from(_offering)
    .outerjoin(_found, _found.c.coop_id == _offering.c.coop_id)
    .group_by(_size_of)
)
_held = (
    sa.select(_ranked.c.demand_id, sa.func.count().label("held"))
    .where(_is_first)
    .group_by(_ranked.c.demand_id, _ranked.c.coop_id)
    .subquery("held")
)
_by_demand = (
    sa.select(sa.func.sum(_held.c.held).label("places"), sa.func.max(_held.c.held).label("most"))
    .group_by(_held.c.demand_id)
    .subquery("by_demand")
)
_WHOLE = sa.select(
    sa.func.count().label("demands"),
    sa.func.sum(_by_demand.c.places).label("places"),
    sa.func.max(_by_demand.c.most).filter(_by_demand.c.places == FIRST).label("largest"),
)
_UNSEEN = (
    sa.select(_found.c.coop_id, ORGANISATION.c.name)
    .join(ORGANISATION, ORGANISATION.c.id == _found.c.coop_id)
    .where(_found.c.places == 0)
    .order_by(ORGANISATION.c.name, _found.c.coop_id)
)
