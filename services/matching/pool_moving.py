"""The way of a pool, gone from wherever it stands; every step may be repeated, as in `reserving`.

solving → holding → offered → awaiting_buyer → confirming → agreed
└─────────┴─────────┴─────────┴────────────────┴──> releasing → failed

Where it is offered or awaits the buyer, it waits for people: nothing is to do until they answer or their time is over.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

import msgspec
import sqlalchemy as sa
import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from services.matching.handlers.pools import CHANNEL, TIME_TO_CONFIRM
from services.matching.models.pool import POOL, POOL_PARTNER, Pool, PoolPartner
from services.matching.pool_agreeing import make_agreements
from services.matching.pool_market import Candidate, candidates, market_of
from services.matching.pool_solver import Answer, solve
from services.matching.pooling.market import Lot
from services.matching.reserving import NO
from services.matching.telling_pools import tell_pool
from services.matching.transacting import transaction
from shared.contracts.capacity import ConfirmReservation, ReleaseCapacity, ReserveCapacity
from shared.contracts.pools import PoolAgreed, PoolChanged, PoolEnd, PoolEnded, PoolOffered, PoolProgressed, PoolStatus
from shared.contracts.values import Quantity, Unit
from shared.errors import Rejected, Unavailable
from shared.messaging import Ports
from shared.messaging.faults import DATABASE_AWAY
from shared.messaging.transaction import open_session
from shared.messaging.wakeups import wakeups

log = structlog.get_logger()

HELD_BEYOND = TIME_TO_CONFIRM + timedelta(days=1)
"""The capacity stays held so much longer than partners may answer, so that the buyer's last word still finds it."""
AT_REST = frozenset({"offered", "awaiting_buyer", "agreed", "failed"})
TOLD: dict[PoolStatus, type[PoolChanged]] = {"offered": PoolOffered, "agreed": PoolAgreed, "failed": PoolEnded}


async def move_pools(ports: Ports) -> None:
    """Background work: one pool after the other, at each wake-up and each sweep."""
    async for _ in wakeups(ports.engine, CHANNEL):
        try:
            for pool_id in await _under_way(ports.engine):
                await _go_on(pool_id, ports)
        except (*DATABASE_AWAY, Unavailable) as error:
            log.warning("pools wait", reason=str(error)[:200])


async def _under_way(engine: AsyncEngine) -> list[UUID]:
    waiting = sa.select(POOL.c.id).where(POOL.c.status.in_(("solving", "holding", "confirming", "releasing")))
    async with engine.connect() as connection:
        return [*(await connection.execute(waiting.order_by(POOL.c.proposed_at))).scalars()]


async def _go_on(pool_id: UUID, ports: Ports) -> None:
    while (pool := await _read(pool_id, ports.engine)).status not in AT_REST:
        try:
            await STEPS[pool.status](pool, ports)
        except Rejected as refusal:
            if refusal.code not in NO:
                log.exception("pool refused", pool=str(pool_id))
                return
            await move(pool_id, msgspec.convert(pool.status, PoolStatus), "releasing", ports.engine, "capacity_gone")


async def _solve(pool: Pool, ports: Ports) -> None:
    found = await candidates(pool, ports)
    if not found:
        await move(pool.id, "solving", "failed", ports.engine, "nobody_fits")
        return

    async def hear(line: str) -> None:
        async with transaction(ports.engine, datetime.now(UTC)) as tx:
            running = await tx.locked(Pool, pool.id, or_reject="pool_unknown")
            if running.status == "solving":
                running.progress = line
                running.version += 1
                await tell_pool(running, PoolProgressed, tx)

    async def is_wanted() -> bool:
        return (await _read(pool.id, ports.engine)).status == "solving"

    answer = await solve(market_of(pool, found), hear, is_wanted)
    if answer is not None:
        await _take(pool.id, answer, found, ports.engine)


async def _take(pool_id: UUID, answer: Answer, found: Sequence[Candidate], engine: AsyncEngine) -> None:
    """What the solver found becomes the pool's partners."""
    by_listing: dict[str, list[Lot]] = {}
    for lot in answer.lots:
        by_listing.setdefault(lot.offer, []).append(lot)
    async with transaction(engine, datetime.now(UTC)) as tx:
        pool = await tx.locked(Pool, pool_id, or_reject="pool_unknown")
        if pool.status != "solving":
            return
        pool.proved, pool.said = answer.proved, [*answer.said]
        if len(by_listing) < 2:  # noqa: PLR2004 - a group
            pool.move("failed", "one_is_enough" if by_listing else "no_group")
            await tell_pool(pool, PoolEnded, tx)
            return
        for one in found:
            lots = by_listing.get(str(one.card.id))
            if lots and one.card.price:
                pool.currency = one.card.price.currency
                quantities = {pool.months[lot.month]: Decimal(lot.qty) for lot in lots}
                tx.add(
                    PoolPartner(
                        pool_id=pool_id,
                        listing_id=one.card.id,
                        coop_id=one.card.organisation.id,
                        price=one.price,
                        lots=quantities,
                    )
                )
        pool.move("holding")


async def _hold(pool: Pool, ports: Ports) -> None:
    for key, listing_id, month, amount in await _lots(pool.id, ports.engine):
        await ports.ask(
            ReserveCapacity(
                reservation_id=key,
                listing_id=listing_id,
                month=month,
                quantity=Quantity(amount=amount, unit=msgspec.convert(pool.unit, Unit)),
                expires_at=pool.answer_by + HELD_BEYOND,
            )
        )
    await move(pool.id, "holding", "offered", ports.engine)


async def _confirm(pool: Pool, ports: Ports) -> None:
    for key, *_ in await _lots(pool.id, ports.engine):
        await ports.ask(ConfirmReservation(reservation_id=key))
    async with transaction(ports.engine, datetime.now(UTC)) as tx:
        agreed = await tx.locked(Pool, pool.id, or_reject="pool_unknown")
        if agreed.status == "confirming":
            await make_agreements(agreed, tx)
            agreed.move("agreed")
            await tell_pool(agreed, PoolAgreed, tx)


async def _release(pool: Pool, ports: Ports) -> None:
    for key, *_ in await _lots(pool.id, ports.engine):
        await ports.ask(ReleaseCapacity(reservation_id=key))
    await move(pool.id, "releasing", "failed", ports.engine)


STEPS = {"solving": _solve, "holding": _hold, "confirming": _confirm, "releasing": _release}


async def _read(pool_id: UUID, engine: AsyncEngine) -> Pool:
    async with open_session(engine) as session:
        pool = await session.get(Pool, pool_id)
    if pool is None:
        raise Rejected("pool_unknown", id=pool_id)
    return pool


async def _lots(pool_id: UUID, engine: AsyncEngine) -> list[tuple[UUID, UUID, str, Decimal]]:
    """Reservation, listing, month, quantity."""
    partners: sa.Select[Any] = sa.select(POOL_PARTNER.c.listing_id, POOL_PARTNER.c.lots)
    async with engine.connect() as connection:
        rows = await connection.execute(
            partners.where(POOL_PARTNER.c.pool_id == pool_id).order_by(POOL_PARTNER.c.listing_id)
        )
        return [
            (uuid5(pool_id, f"{row.listing_id} {month}"), row.listing_id, month, amount)
            for row in rows
            for month, amount in sorted(row.lots.items())
        ]


async def move(pool_id: UUID, before: PoolStatus, after: PoolStatus, engine: AsyncEngine, end: PoolEnd = "") -> None:
    """Nothing, when somebody has moved it meanwhile."""
    async with transaction(engine, datetime.now(UTC)) as tx:
        pool = await tx.locked(Pool, pool_id, or_reject="pool_unknown")
        if pool.status == before:
            pool.move(after, end)
            if after in TOLD:
                await tell_pool(pool, TOLD[after], tx)
