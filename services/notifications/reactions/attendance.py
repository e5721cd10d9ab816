"""What people learn of their badges; and who is to be at which fair."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert

from services.notifications.audiences import ATTENDANCE, account
from services.notifications.models import Fair
from services.notifications.news.badges import BadgeReady, CheckedIn
from services.notifications.telling import is_news, tell
from shared.contracts.fairs.attendees import AttendeeCheckedIn, AttendeeRegistered
from shared.contracts.fairs.bookings import BookingConfirmed
from shared.contracts.message import Event
from shared.messaging import Transaction

ZONE_OF_MOST_FAIRS = "Asia/Ho_Chi_Minh"

_heard = insert(ATTENDANCE)
_NEWEST = _heard.on_conflict_do_update(
    index_elements=["id"],
    set_={column: _heard.excluded[column] for column in ("version", "organisation_id", "ended")},
    where=ATTENDANCE.c.version < _heard.excluded.version,
)


async def keep_exhibitors(bookings: Sequence[BookingConfirmed], tx: Transaction) -> None:
    """Each has a booth."""
    rows = [
        {
            "id": booking.id,
            "version": booking.version,
            "fair_id": booking.fair_id,
            "organisation_id": booking.organisation_id,
            "account_id": None,
            "ended": False,
        }
        for booking in bookings
    ]
    await tx.execute(_NEWEST, rows)


async def keep_attendance(
    event: Event,
    fair_id: UUID,
    tx: Transaction,
    *,
    organisation_id: UUID | None = None,
    account_id: UUID | None = None,
    ended: bool = False,
) -> None:
    heard = {
        "id": event.id,
        "version": event.version,
        "fair_id": fair_id,
        "organisation_id": organisation_id,
        "account_id": account_id,
        "ended": ended,
    }
    await tx.execute(_NEWEST, heard)


async def attendee_registered(event: AttendeeRegistered, tx: Transaction) -> None:
    if await is_news("registration", event, tx):
        await keep_attendance(event, event.fair_id, tx, account_id=event.account_id)
        if event.in_group:
            return
        news = BadgeReady(fair_id=event.fair_id, fair=event.fair_name, registration_id=event.id)
        await tell(account(event.account_id), news, tx)


async def attendee_checked_in(event: AttendeeCheckedIn, tx: Transaction) -> None:
    if await is_news("registration", event, tx):
        fair = await tx.session.get(Fair, event.fair_id)
        news = CheckedIn(
            fair_id=event.fair_id,
            fair=event.fair_name,
            registration_id=event.id,
            at=event.at,
            zone=ZONE_OF_MOST_FAIRS if fair is None else fair.zone,
        )
        await tell(account(event.account_id), news, tx)
