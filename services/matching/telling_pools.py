"""The state of a pool as its events carry it."""

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
    partners = sa.select(POOL_PARTNER.c.coop_id).where(POOL_PARTNER.c.pool_id == pool.id).distinct()
    row = (await tx.execute(names)).one()
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
            coop_ids=sorted((await tx.execute(partners)).scalars()),
            answer_by=pool.answer_by,
        )
    )
