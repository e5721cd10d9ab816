"""Judging again what was judged before: by other weights, or when it is known how an agreed month went."""

from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from services.matching.fit import WEIGHTS
from services.matching.models import CARD, DEMAND, Demand
from services.matching.models.judgement import PAST_JUDGEMENT
from services.matching.past import count_past
from services.matching.suggesting import hold_demands_still, hold_listings_still, suggest_cards, suggest_demand
from services.matching.transacting import transaction
from shared.contracts.deliveries import DeliveryRecorded
from shared.messaging import Ports, Transaction
from shared.messaging.schedule import keep_time

AT_ONCE = 100
KEPT = timedelta(days=180)
KEPT_OF_ONE = 20
"""Past judgements of one suggestion."""
SWEEP = timedelta(hours=6)


async def judge_by_past(events: list[DeliveryRecorded], tx: Transaction) -> None:
    """The products of these co-ops and the demands of these buyers."""
    await hold_demands_still(tx)
    buyers = {event.buyer_id for event in events}
    coops = {event.coop_id for event in events}
    await count_past(buyers | coops, tx)
    listed = sa.select(CARD.c.listing_id).where(
        CARD.c.published, CARD.c.card["organisation"]["id"].astext.in_(sorted(map(str, coops)))
    )
    await suggest_cards([*(await tx.execute(listed)).scalars()], tx)
    wanted = sa.select(DEMAND.c.id).where(DEMAND.c.organisation_id.in_(sorted(buyers)), DEMAND.c.status == "open")
    for demand_id in sorted((await tx.execute(wanted)).scalars()):
        await suggest_demand(await tx.locked(Demand, demand_id, or_reject="demand_unknown"), tx)


async def judge_by_new_weights(ports: Ports) -> None:
    await keep_time(ports, judge_stale)


async def judge_stale(engine: AsyncEngine, now: datetime) -> datetime | None:
    """Open demands that were judged by another version, each in a transaction of its own."""
    stale = sa.select(DEMAND.c.id).where(DEMAND.c.status == "open", DEMAND.c.weights != WEIGHTS.version)
    async with engine.connect() as connection:
        found = [*(await connection.execute(stale.limit(AT_ONCE))).scalars()]
    for demand_id in found:
        await _judge(demand_id, engine, now)
    return now if len(found) == AT_ONCE else None


async def _judge(demand_id: UUID, engine: AsyncEngine, now: datetime) -> None:
    async with transaction(engine, now) as tx:
        await hold_listings_still(tx)
        await suggest_demand(await tx.locked(Demand, demand_id, or_reject="demand_unknown"), tx)


async def forget_judgements(ports: Ports) -> None:
    await keep_time(ports, forget_old)


async def forget_old(engine: AsyncEngine, now: datetime) -> datetime:
    """What is old, and all but the newest of one suggestion."""
    newest = sa.func.row_number().over(
        partition_by=PAST_JUDGEMENT.c["demand_id", "listing_id"], order_by=PAST_JUDGEMENT.c.until.desc()
    )
    placed = sa.select(*PAST_JUDGEMENT.c["demand_id", "listing_id", "until"], newest.label("place")).subquery()
    surplus = sa.exists().where(
        *(placed.c[name] == PAST_JUDGEMENT.c[name] for name in ("demand_id", "listing_id", "until")),
        placed.c.place > KEPT_OF_ONE,
    )
    async with engine.begin() as connection:
        await connection.execute(sa.delete(PAST_JUDGEMENT).where(PAST_JUDGEMENT.c.until < now - KEPT))
        await connection.execute(sa.delete(PAST_JUDGEMENT).where(surplus))
    return now + SWEEP
