"""What co-ops and organizers learn of applications and booths."""

from services.notifications.audiences import everyone_with, speakers_for
from services.notifications.news.fairs import (
    ApplicationAccepted,
    ApplicationDeclined,
    BoothFree,
    BoothKept,
    BoothLeft,
    BoothMoved,
    BoothSought,
    BoothTaken,
    BoothYours,
)
from services.notifications.reactions.attendance import keep_attendance
from services.notifications.telling import is_news, tell
from shared.contracts.fairs import (
    ApplicationDecided,
    ApplicationSubmitted,
    BookingConfirmed,
    BookingEnded,
    BookingHeld,
    BookingMoved,
    BookingTransferred,
)
from shared.messaging import Transaction


async def application_submitted(event: ApplicationSubmitted, tx: Transaction) -> None:
    if await is_news("application", event, tx):
        news = BoothSought(fair_id=event.fair_id, fair=event.fair_name, coop=event.organisation_name)
        await tell(everyone_with("organizer"), news, tx)


async def application_decided(event: ApplicationDecided, tx: Transaction) -> None:
    if not await is_news("application", event, tx):
        return
    if event.accepted:
        accepted = ApplicationAccepted(fair_id=event.fair_id, fair=event.fair_name)
        await tell(speakers_for(event.organisation_id), accepted, tx)
    else:
        declined = ApplicationDeclined(fair_id=event.fair_id, fair=event.fair_name, reason=event.reason)
        await tell(speakers_for(event.organisation_id), declined, tx)


async def booking_confirmed(event: BookingConfirmed, tx: Transaction) -> None:
    if not await is_news("booking", event, tx):
        return
    await keep_attendance(event, event.fair_id, tx, organisation_id=event.organisation_id)
    yours = BoothYours(fair_id=event.fair_id, fair=event.fair_name, booth=event.booth_code)
    await tell(speakers_for(event.organisation_id), yours, tx)
    taken = BoothTaken(
        fair_id=event.fair_id, fair=event.fair_name, booth=event.booth_code, coop=event.organisation_name
    )
    await tell(everyone_with("organizer"), taken, tx)


async def booking_ended(event: BookingEnded, tx: Transaction) -> None:
    if not await is_news("booking", event, tx):
        return
    await keep_attendance(event, event.fair_id, tx, organisation_id=event.organisation_id, ended=True)
    if event.reason not in OWN_DOING:
        left = BoothLeft(fair_id=event.fair_id, fair=event.fair_name, booth=event.booth_code, reason=event.reason)
        await tell(speakers_for(event.organisation_id), left, tx)
    if event.next_organisation_id is not None:
        free = BoothFree(fair_id=event.fair_id, fair=event.fair_name, booth=event.booth_code)
        await tell(speakers_for(event.next_organisation_id), free, tx)


OWN_DOING = frozenset({"refused", "replaced"})
"""Endings of what was kept for somebody that are no news to them."""


async def booking_held(event: BookingHeld, tx: Transaction) -> None:
    if await is_news("booking", event, tx) and (event.offered or event.by_organizer):
        kept = BoothKept(
            fair_id=event.fair_id,
            fair=event.fair_name,
            booth=event.booth_code,
            until=event.until,
            zone=event.zone,
            offered=event.offered,
        )
        await tell(speakers_for(event.organisation_id), kept, tx)


async def booking_moved(event: BookingMoved, tx: Transaction) -> None:
    if await is_news("booking", event, tx):
        await keep_attendance(event, event.fair_id, tx, organisation_id=event.organisation_id)
        moved = BoothMoved(
            fair_id=event.fair_id, fair=event.fair_name, booth=event.booth_code, former=event.former_booth_code
        )
        await tell(speakers_for(event.organisation_id), moved, tx)


async def booking_transferred(event: BookingTransferred, tx: Transaction) -> None:
    if not await is_news("booking", event, tx):
        return
    await keep_attendance(event, event.fair_id, tx, organisation_id=event.organisation_id)
    left = BoothLeft(fair_id=event.fair_id, fair=event.fair_name, booth=event.booth_code, reason="by_organizer")
    await tell(speakers_for(event.former_organisation_id), left, tx)
    yours = BoothYours(fair_id=event.fair_id, fair=event.fair_name, booth=event.booth_code)
    await tell(speakers_for(event.organisation_id), yours, tx)
