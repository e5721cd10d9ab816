"""Reading pools."""

from typing import Any

import msgspec
import sqlalchemy as sa

from services.matching.access import oversees
from services.matching.models import CARD, DEMAND
from services.matching.models.pool import POOL, POOL_PARTNER
from services.matching.telling import BUYER, COOP
from shared.contracts.pools import FindPools, FindPoolsToAnswer, GetPool, Pool, PoolList, PoolShare
from shared.contracts.quotes import MonthlyQuantity
from shared.contracts.values import Named
from shared.errors import Rejected
from shared.messaging import Reading

SHOWN = 10


async def get_pool(query: GetPool, reading: Reading) -> Pool:
    row = (await reading.execute(_pools().where(POOL.c.id == query.pool_id))).one_or_none()
    shares = [] if row is None else await _shares(row, reading)
    sides = [] if row is None else [row.buyer_id, *(share.coop.id for share in shares)]
    if row is None or not (oversees(reading.actor) or any(map(reading.actor.speaks_for, sides))):
        raise Rejected("pool_unknown", id=query.pool_id)
    return _pool(row, shares)


async def find_pools(query: FindPools, reading: Reading) -> PoolList:
    owner = await reading.scalar(sa.select(DEMAND.c.organisation_id).where(DEMAND.c.id == query.demand_id))
    if owner is None or not (oversees(reading.actor) or reading.actor.speaks_for(owner)):
        raise Rejected("demand_unknown", id=query.demand_id)
    newest = _pools().where(POOL.c.demand_id == query.demand_id).order_by(POOL.c.proposed_at.desc()).limit(SHOWN)
    rows = (await reading.execute(newest)).all()
    return PoolList(items=[_pool(row, await _shares(row, reading)) for row in rows])


async def find_pools_to_answer(query: FindPoolsToAnswer, reading: Reading) -> PoolList:
    reading.actor.must_act_for(query.organisation_id)
    own = query.organisation_id
    share = sa.exists().where(
        POOL_PARTNER.c.pool_id == POOL.c.id, POOL_PARTNER.c.coop_id == own, POOL_PARTNER.c.answer == "asked"
    )
    asked = sa.or_(
        sa.and_(POOL.c.status == "offered", share),
        sa.and_(POOL.c.status == "awaiting_buyer", POOL.c.buyer_id == own),
    )
    waiting = _pools().where(asked).order_by(POOL.c.answer_by).limit(SHOWN)
    rows = (await reading.execute(waiting)).all()
    return PoolList(items=[_pool(row, await _shares(row, reading)) for row in rows])


def _pools() -> sa.Select[Any]:
    return (
        sa.select(POOL, BUYER.c.name.label("buyer_name"), DEMAND.c.body["what"].astext.label("what"))
        .join(BUYER, BUYER.c.id == POOL.c.buyer_id)
        .join(DEMAND, DEMAND.c.id == POOL.c.demand_id)
    )


async def _shares(pool: sa.Row[Any], reading: Reading) -> list[PoolShare]:
    statement = (
        sa.select(
            POOL_PARTNER,
            COOP.c.name,
            CARD.c.card["names"].label("listing_names"),
            CARD.c.card["price"]["incoterm"].astext.label("incoterm"),
            CARD.c.card["price"]["place"].astext.label("place"),
        )
        .join(COOP, COOP.c.id == POOL_PARTNER.c.coop_id)
        .join(CARD, CARD.c.listing_id == POOL_PARTNER.c.listing_id)
        .where(POOL_PARTNER.c.pool_id == pool.id)
        .order_by(POOL_PARTNER.c.price, POOL_PARTNER.c.listing_id)
    )
    return [_share(row) for row in await reading.execute(statement)]


def _share(row: sa.Row[Any]) -> PoolShare:
    return PoolShare(
        listing_id=row.listing_id,
        coop=Named(id=row.coop_id, name=row.name),
        listing_names=row.listing_names,
        answer=row.answer,
        price=row.price,
        incoterm=row.incoterm,
        place=row.place,
        lots=[MonthlyQuantity(month=month, amount=amount) for month, amount in sorted(row.lots.items())],
    )


def _pool(row: sa.Row[Any], shares: list[PoolShare]) -> Pool:
    facts = {name: getattr(row, name) for name in Pool.__struct_fields__ if name not in {"buyer", "shares"}}
    whole = {**facts, "buyer": Named(id=row.buyer_id, name=row.buyer_name), "shares": shares}
    return msgspec.convert(whole, Pool, from_attributes=True)
