"""What co-ops and organizers learn of applications and booths."""

from services.notifications.audiences import everyone_with, speakers_for
from services.notifications.news.fairs import (
    ApplicationAccepted,
    ApplicationDeclined,
    BoothAwaited,
    BoothFree,
    BoothLeft,
    BoothSought,
    BoothTaken,
    BoothYours,
    CoopWaits,
)
from services.notifications.reactions.attendance import keep_attendance
from services.notifications.telling import is_news, tell
from shared.contracts.fairs import (
    ApplicationDecided,
    ApplicationSubmitted,
    BookingConfirmed,
    BookingEnded,
    WaitingListJoined,
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
    left = BoothLeft(fair_id=event.fair_id, fair=event.fair_name, booth=event.booth_code)
    await tell(speakers_for(event.organisation_id), left, tx)
    if event.next_organisation_id is not None:
        free = BoothFree(fair_id=event.fair_id, fair=event.fair_name, booth=event.booth_code)
        await tell(speakers_for(event.next_organisation_id), free, tx)


async def waiting_list_joined(event: WaitingListJoined, tx: Transaction) -> None:
    if not await is_news("waiting", event, tx):
        return
    await tell(speakers_for(event.organisation_id), BoothAwaited(fair_id=event.fair_id, fair=event.fair_name), tx)
    waits = CoopWaits(fair_id=event.fair_id, fair=event.fair_name, coop=event.organisation_name)
    await tell(everyone_with("organizer"), waits, tx)
