"""Writing the audit trail, in the transaction of what it tells."""

from uuid import UUID

from services.fairs.models import Booking, Booth, BoothChange
from shared.contracts.fairs.changes import ChangeKind
from shared.errors import Rejected
from shared.ids import uuid7
from shared.messaging import Transaction


def record(
    kind: ChangeKind,
    booth: Booth,
    tx: Transaction,
    *,
    booking: Booking | None = None,
    change_id: UUID | None = None,
    note: str = "",
) -> None:
    tx.add(
        BoothChange(
            id=change_id or uuid7(),
            fair_id=booth.fair_id,
            kind=kind,
            at=tx.now,
            account_id=tx.actor.account_id,
            booth_id=booth.id,
            booth_code=booth.code,
            booking_id=booking.id if booking else None,
            organisation_id=booking.organisation_id if booking else None,
            note=note,
        )
    )


async def was_done(change_id: UUID, kind: ChangeKind, booking_id: UUID, tx: Transaction) -> bool:
    """Whether this very act happened before; `id_reused` when its id stands for another."""
    earlier = await tx.session.get(BoothChange, change_id)
    if earlier is None:
        return False
    if (earlier.kind, earlier.booking_id) != (kind, booking_id):
        raise Rejected("id_reused", id=change_id)
    return True
