"""As what somebody may be registered."""

from collections.abc import Iterable
from uuid import UUID

import sqlalchemy as sa

from services.fairs.models import Booking, table_of
from shared.contracts.fairs.attendees import AttendeeKind
from shared.errors import Rejected
from shared.messaging import Reading

BOOKING = table_of(Booking)


async def exhibiting(organisation_ids: Iterable[UUID], fair_id: UUID, reading: Reading) -> frozenset[UUID]:
    """Those of them that have a booth there."""
    asked = (
        sa.select(BOOKING.c.organisation_id)
        .where(BOOKING.c.fair_id == fair_id, BOOKING.c.ended_at.is_(None))
        .where(BOOKING.c.organisation_id.in_(list(organisation_ids)))
    )
    return frozenset((await reading.execute(asked)).scalars())


def must_be_entitled(
    kind: AttendeeKind, organisation_id: UUID | None, exhibitors: frozenset[UUID], *, organizes: bool
) -> None:
    """Guests are the organizers'; exhibitors have a booth."""
    if kind == "guest" and not organizes:
        raise Rejected("forbidden")
    if kind == "exhibitor" and organisation_id not in exhibitors:
        raise Rejected("booking_required")
