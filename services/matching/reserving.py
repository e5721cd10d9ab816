"""From an accepted quote to an agreement: the capacity of each month is reserved in `listings`, or nothing is.

    reserving ──every month held, then every month confirmed──> agreed
        └──a month refused──> releasing ──every month released──> refused

Each step is asked of `listings` under an id made of agreement and month, and may be repeated. So after a crash the
whole way is gone again from where the agreement stands, and nothing is reserved twice or forgotten. The way back is
decided in our own database before anything is released: of two processes on the same way neither confirms what the
other gives back.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

import msgspec
import sqlalchemy as sa
import structlog

from services.matching.models.agreement import AGREEMENT, AGREEMENT_LINE, Agreement
from services.matching.models.thread import Quote
from services.matching.telling_agreements import tell_agreement
from services.matching.transacting import transaction
from shared.contracts.agreements import AgreementReached, AgreementRefused, AgreementStatus
from shared.contracts.capacity import ConfirmReservation, ReleaseCapacity, ReserveCapacity
from shared.contracts.values import Quantity, Unit
from shared.errors import Rejected, Unavailable
from shared.messaging import Ports, Transaction
from shared.messaging.faults import DATABASE_AWAY
from shared.messaging.wakeups import wakeups

log = structlog.get_logger()

CHANNEL = "agreement_made"
HELD_FOR = timedelta(days=1)
"""From the acceptance on. It matters only when matching is away that long: then the quote is refused."""
BATCH = 100
NO = frozenset(
    {
        "capacity_exceeded",
        "capacity_unknown",
        "invalid",
        "listing_unknown",
        "month_over",
        "reservation_ended",
        "reservation_unknown",
        "unit_mismatch",
    }
)
"""What `listings` refuses for good; `invalid` when the time to hold it was over before that. Any other refusal is
somebody's mistake: it is logged, and asked again.
"""


class Promise(msgspec.Struct, frozen=True):
    """A month of an agreement on its way."""

    agreement_id: UUID
    listing_id: UUID
    made_at: datetime
    month: str
    quantity: Quantity

    @property
    def reservation_id(self) -> UUID:
        return uuid5(self.agreement_id, self.month)


async def wake_reserving(tx: Transaction) -> None:
    """When this commits, its agreement is taken up."""
    await tx.execute(sa.select(sa.func.pg_notify(CHANNEL, "")))


async def reserve_agreed(ports: Ports) -> None:
    """Background work: every agreement that is under way, at each wake-up and each sweep."""
    async for _ in wakeups(ports.engine, CHANNEL):
        try:
            for agreement_id, status in await _under_way(ports):
                await _go_on(agreement_id, status, ports)
        except (*DATABASE_AWAY, Unavailable) as error:
            log.warning("reservations wait", reason=str(error)[:200])


async def _go_on(agreement_id: UUID, status: AgreementStatus, ports: Ports) -> None:
    promises = await _promises(agreement_id, ports)
    try:
        if status == "reserving":
            await _go_forward(agreement_id, promises, ports)
        else:
            await _go_back(agreement_id, promises, ports)
    except Rejected:
        log.exception("reservation refused", agreement=str(agreement_id))


async def _go_forward(agreement_id: UUID, promises: Sequence[Promise], ports: Ports) -> None:
    try:
        for promise in promises:
            await ports.ask(
                ReserveCapacity(
                    reservation_id=promise.reservation_id,
                    listing_id=promise.listing_id,
                    month=promise.month,
                    quantity=promise.quantity,
                    expires_at=promise.made_at + HELD_FOR,
                )
            )
        for promise in promises:
            await ports.ask(ConfirmReservation(reservation_id=promise.reservation_id))
    except Rejected as refusal:
        if refusal.code not in NO:
            raise
        if await _move(agreement_id, "reserving", "releasing", ports, refusal.code):
            await _go_back(agreement_id, promises, ports)
    else:
        await _move(agreement_id, "reserving", "agreed", ports)


async def _go_back(agreement_id: UUID, promises: Sequence[Promise], ports: Ports) -> None:
    for promise in promises:
        await ports.ask(ReleaseCapacity(reservation_id=promise.reservation_id))
    await _move(agreement_id, "releasing", "refused", ports)


async def _under_way(ports: Ports) -> list[tuple[UUID, AgreementStatus]]:
    waiting = (
        sa.select(AGREEMENT.c.id, AGREEMENT.c.status)
        .where(AGREEMENT.c.status.in_(("reserving", "releasing")))
        .order_by(AGREEMENT.c.made_at)
        .limit(BATCH)
    )
    async with ports.engine.connect() as connection:
        return [(row.id, row.status) for row in await connection.execute(waiting)]


async def _promises(agreement_id: UUID, ports: Ports) -> list[Promise]:
    lines = (
        sa.select(*AGREEMENT_LINE.c["month", "quantity"], *AGREEMENT.c["listing_id", "made_at", "unit"])
        .join(AGREEMENT, AGREEMENT.c.id == AGREEMENT_LINE.c.agreement_id)
        .where(AGREEMENT.c.id == agreement_id)
        .order_by(AGREEMENT_LINE.c.month)
    )
    async with ports.engine.connect() as connection:
        return [
            Promise(
                agreement_id,
                row.listing_id,
                row.made_at,
                row.month,
                Quantity(amount=row.quantity, unit=msgspec.convert(row.unit, Unit)),
            )
            for row in await connection.execute(lines)
        ]


async def _move(
    agreement_id: UUID, before: AgreementStatus, after: AgreementStatus, ports: Ports, reason: str = ""
) -> bool:
    """False when another process has been here before."""
    async with transaction(ports.engine, datetime.now(UTC)) as tx:
        agreement = await tx.locked(Agreement, agreement_id, or_reject="agreement_unknown")
        if agreement.status != before:
            return False
        agreement.move(after, reason)
        if after == "refused":
            quote = await tx.locked(Quote, agreement_id, or_reject="quote_unknown")
            quote.status = "refused"
            await tell_agreement(agreement, AgreementRefused, tx)
        elif after == "agreed":
            await tell_agreement(agreement, AgreementReached, tx)
        return True
