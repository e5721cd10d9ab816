"""A booth for somebody who waits."""

from uuid import UUID

from sqlmodel import col, select

from services.fairs.models import WaitingEntry
from shared.messaging import Transaction


async def serve(fair_id: UUID, organisation_id: UUID, tx: Transaction) -> None:
    """It counts as one of those that were wished for; with the last of them the co-op leaves the list."""
    waits = select(WaitingEntry).where(
        col(WaitingEntry.fair_id) == fair_id,
        col(WaitingEntry.organisation_id) == organisation_id,
        col(WaitingEntry.left_at).is_(None),
    )
    entry = (await tx.session.exec(waits.with_for_update())).one_or_none()
    if entry is not None:
        entry.get_one(at=tx.now)
