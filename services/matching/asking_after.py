"""A month is over: on the third day after it, whoever has not told how it went is asked to."""

from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from services.matching.models.agreement import AGREEMENT, AGREEMENT_LINE, Agreement, AgreementLine
from services.matching.models.delivery import DELIVERY
from services.matching.telling_deliveries import told_of_delivery
from services.matching.transacting import transaction
from shared.contracts.deliveries import DeliveryDue
from shared.contracts.values import Month, Side
from shared.home import HOME, day_of
from shared.messaging import Ports
from shared.messaging.schedule import keep_time
from shared.months import month_of

ASKED_ON = 3
"""Day of the next month."""
AT_ONCE = 100


async def ask_after_deliveries(ports: Ports) -> None:
    await keep_time(ports, ask_after_due)


async def ask_after_due(engine: AsyncEngine, now: datetime) -> datetime:
    """Each month in a transaction of its own. Returns when the next months are due."""
    over = _month_over(day_of(now))
    while batch := await _unasked(over, engine):
        for agreement_id, month in batch:
            await _ask(agreement_id, month, engine, now)
    return _next_day(day_of(now))


def _month_over(today: date) -> Month:
    """The last month that is asked after by today."""
    return month_of((today - timedelta(days=ASKED_ON - 1)).replace(day=1) - timedelta(days=1))


def _next_day(today: date) -> datetime:
    return datetime.combine(today + timedelta(days=1), time.min, HOME)


async def _unasked(over: Month, engine: AsyncEngine) -> list[tuple[UUID, Month]]:
    unasked = (
        sa.select(AGREEMENT_LINE.c.agreement_id, AGREEMENT_LINE.c.month)
        .join(AGREEMENT, AGREEMENT.c.id == AGREEMENT_LINE.c.agreement_id)
        .where(AGREEMENT.c.status == "agreed", AGREEMENT_LINE.c.asked_at.is_(None), AGREEMENT_LINE.c.month <= over)
        .limit(AT_ONCE)
    )
    async with engine.connect() as connection:
        return [(row.agreement_id, row.month) for row in await connection.execute(unasked)]


async def _ask(agreement_id: UUID, month: Month, engine: AsyncEngine, now: datetime) -> None:
    async with transaction(engine, now) as tx:
        agreement = await tx.locked(Agreement, agreement_id, or_reject="agreement_unknown")
        line = await tx.session.get(AgreementLine, (agreement_id, month))
        if line is None or line.asked_at is not None:
            return
        line.asked_at = now
        told = sa.select(DELIVERY.c.side).where(DELIVERY.c.agreement_id == agreement_id, DELIVERY.c.month == month)
        spoken = {*(await tx.execute(told)).scalars()}
        sides: tuple[Side, ...] = ("buyer", "coop")
        silent = [side for side in sides if side not in spoken]
        if silent:
            names = await told_of_delivery(agreement, month, tx)
            tx.emit(DeliveryDue(id=uuid5(agreement_id, month), version=1, silent=silent, **names))
