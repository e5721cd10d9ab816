"""Standing demands: each season a demand of its own, posted once, also when its day passed while nobody was awake."""

from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from services.matching.handlers.standing import close
from services.matching.models import Demand, Organisation
from services.matching.models.standing import STANDING, StandingDemand, later, of_next_season
from services.matching.suggesting import hold_listings_still, suggest_demand
from services.matching.transacting import transaction
from shared.contracts.matching import DemandPosted
from shared.home import day_of
from shared.messaging import Ports, Transaction
from shared.messaging.schedule import keep_time
from shared.span import end_of

AT_ONCE = 100


async def repeat_demands(ports: Ports) -> None:
    await keep_time(ports, repeat_due)


async def repeat_due(engine: AsyncEngine, now: datetime) -> datetime | None:
    """Each in a transaction of its own. Returns when the next is due."""
    today = day_of(now)
    due = sa.select(STANDING.c.demand_id).where(STANDING.c.next_on <= today).order_by(STANDING.c.next_on).limit(AT_ONCE)
    async with engine.connect() as connection:
        found = [*(await connection.execute(due)).scalars()]
    for demand_id in found:
        await _repeat(demand_id, engine, now)
    async with engine.connect() as connection:
        following = await connection.scalar(sa.select(sa.func.min(STANDING.c.next_on)))
    return None if following is None else end_of(following - timedelta(days=1))


async def _repeat(demand_id: UUID, engine: AsyncEngine, now: datetime) -> None:
    async with transaction(engine, now) as tx:
        await hold_listings_still(tx)
        demand = await tx.locked(Demand, demand_id, or_reject="demand_unknown")
        plan = await tx.session.get(StandingDemand, demand_id, with_for_update=True)
        if plan is None or not plan.is_due(tx.today):
            return
        buyer = await tx.found(Organisation, demand.organisation_id, or_reject="organisation_unknown")
        if not buyer.may_buy:
            await tx.session.delete(plan)
            return
        await _post_next(plan, demand, tx)


async def _post_next(plan: StandingDemand, demand: Demand, tx: Transaction) -> None:
    """What was asked last season is closed: its months are over."""
    months = plan.months_to(tx.today)
    body = of_next_season(demand.body, months, today=tx.today)
    following = Demand(id=plan.next_id(), organisation_id=demand.organisation_id, posted_at=tx.now, body=body)
    if demand.status == "open":
        await close(demand, "asked_again", "", tx)
    tx.add(following)
    following.state(body, today=tx.today)
    tx.emit(
        DemandPosted(id=following.id, version=following.version, organisation_id=following.organisation_id, body=body)
    )
    await suggest_demand(following, tx)
    await tx.session.delete(plan)
    tx.add(
        StandingDemand(
            demand_id=following.id,
            every_months=plan.every_months,
            next_on=later(plan.next_on, months),
            repeated_from=demand.id,
        )
    )
