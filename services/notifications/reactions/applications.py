"""What co-ops and organizers learn of applications for a booth."""

from services.notifications.audiences import everyone_with, speakers_for
from services.notifications.news.applications import (
    ApplicationAccepted,
    ApplicationDeclined,
    ApplicationReturned,
    ApplicationWaits,
    BoothSought,
    CoopWithdrew,
)
from services.notifications.reactions.attendance import keep_attendance
from services.notifications.telling import is_news, tell
from shared.contracts.fairs.applications import (
    ApplicationAnswered,
    ApplicationDecided,
    ApplicationSubmitted,
    ApplicationWithdrawn,
)
from shared.messaging import Transaction


async def application_submitted(event: ApplicationSubmitted, tx: Transaction) -> None:
    if await is_news("application", event, tx):
        await keep_attendance(event, event.fair_id, tx, organisation_id=event.organisation_id)
        news = BoothSought(fair_id=event.fair_id, fair=event.fair_name, coop=event.organisation_name)
        await tell(everyone_with("organizer"), news, tx)


async def application_decided(event: ApplicationDecided, tx: Transaction) -> None:
    if not await is_news("application", event, tx):
        return
    await keep_attendance(event, event.fair_id, tx, organisation_id=event.organisation_id, ended=not event.accepted)
    if event.accepted:
        accepted = ApplicationAccepted(fair_id=event.fair_id, fair=event.fair_name)
        await tell(speakers_for(event.organisation_id), accepted, tx)
    else:
        declined = ApplicationDeclined(fair_id=event.fair_id, fair=event.fair_name, reason=event.reason)
        await tell(speakers_for(event.organisation_id), declined, tx)


async def application_answered(event: ApplicationAnswered, tx: Transaction) -> None:
    if not await is_news("application", event, tx):
        return
    if event.answer == "waitlisted":
        waits = ApplicationWaits(fair_id=event.fair_id, fair=event.fair_name)
        await tell(speakers_for(event.organisation_id), waits, tx)
    else:
        returned = ApplicationReturned(fair_id=event.fair_id, fair=event.fair_name, reason=event.reason)
        await tell(speakers_for(event.organisation_id), returned, tx)


async def application_withdrawn(event: ApplicationWithdrawn, tx: Transaction) -> None:
    if not await is_news("application", event, tx):
        return
    await keep_attendance(event, event.fair_id, tx, organisation_id=event.organisation_id, ended=True)
    news = CoopWithdrew(
        fair_id=event.fair_id, fair=event.fair_name, coop=event.organisation_name, booths=event.booth_codes
    )
    await tell(everyone_with("organizer"), news, tx)
