"""The state of a pool as its events carry it."""

from uuid import UUID

import sqlalchemy as sa

from services.matching.models import DEMAND
from services.matching.models.pool import POOL, POOL_PARTNER, Pool
from services.matching.telling import BUYER
from shared.contracts.pools import PoolChanged
from shared.messaging import Transaction


async def tell_pool(pool: Pool, kind: type[PoolChanged], tx: Transaction) -> None:
    await tx.session.flush()
    names = (
        sa.select(BUYER.c.name, DEMAND.c.body["what"].astext.label("what"), POOL.c.status, POOL.c.end)
        .select_from(POOL)
        .join(BUYER, BUYER.c.id == POOL.c.buyer_id)
        .join(DEMAND, DEMAND.c.id == POOL.c.demand_id)
        .where(POOL.c.id == pool.id)
    )
    silent = sa.func.bool_or(POOL_PARTNER.c.answer == "asked").label("silent")
    asked = sa.select(POOL_PARTNER.c.coop_id, silent).where(POOL_PARTNER.c.pool_id == pool.id)
    row = (await tx.execute(names)).one()
    partners = (await tx.execute(asked.group_by(POOL_PARTNER.c.coop_id).order_by(POOL_PARTNER.c.coop_id))).all()
    awaited: dict[str, list[UUID]] = {
        "offered": [partner.coop_id for partner in partners if partner.silent],
        "awaiting_buyer": [pool.buyer_id],
    }
    tx.emit(
        kind(
            id=pool.id,
            version=pool.version,
            status=row.status,
            end=row.end,
            demand_id=pool.demand_id,
            buyer_id=pool.buyer_id,
            buyer_name=row.name,
            what=row.what,
            coop_ids=[partner.coop_id for partner in partners],
            awaited_ids=awaited.get(row.status, []),
            answer_by=pool.answer_by,
        )
    )
