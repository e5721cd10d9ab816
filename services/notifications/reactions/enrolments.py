"""What people learn of registrations that are no badges yet, or none any more."""

from services.notifications.audiences import account, everyone_with
from services.notifications.news.badges import BadgeJoined
from services.notifications.news.enrolments import (
    ApprovalSought,
    BadgeGivenBack,
    EnrolmentAsked,
    EnrolmentRefused,
    EnrolmentWaits,
)
from services.notifications.reactions.attendance import keep_attendance
from services.notifications.telling import is_news, tell
from shared.contracts.fairs.admissions import EnrolmentAnswered
from shared.contracts.fairs.attendee_groups import GroupRegistered
from shared.contracts.fairs.doubles import BadgesJoined
from shared.messaging import Transaction


async def enrolment_answered(event: EnrolmentAnswered, tx: Transaction) -> None:
    """Who is admitted hears of the badge itself, and of a group whoever sent it has seen what became of each."""
    if not await is_news("enrolment", event, tx):
        return
    ended = event.status in {"refused", "withdrawn"}
    await keep_attendance(event, event.fair_id, tx, account_id=event.account_id, ended=ended)
    person = account(event.account_id)
    if event.in_group:
        return
    if event.status == "asked":
        await tell(person, EnrolmentAsked(fair_id=event.fair_id, fair=event.fair_name), tx)
        await tell(everyone_with("organizer"), ApprovalSought(fair_id=event.fair_id, fair=event.fair_name), tx)
    elif event.status == "waiting":
        await tell(person, EnrolmentWaits(fair_id=event.fair_id, fair=event.fair_name), tx)
    elif event.status == "refused":
        refused = EnrolmentRefused(fair_id=event.fair_id, fair=event.fair_name, reason=event.reason)
        await tell(person, refused, tx)
    elif event.status == "withdrawn":
        await tell(person, BadgeGivenBack(fair_id=event.fair_id, fair=event.fair_name), tx)


async def badges_joined(event: BadgesJoined, tx: Transaction) -> None:
    """Who had the other badge still comes, so changes of the fair still concern them."""
    if await is_news("enrolment", event, tx):
        joined = BadgeJoined(fair_id=event.fair_id, fair=event.fair_name, registration_id=event.kept_id)
        await tell(account(event.account_id), joined, tx)


async def group_registered(event: GroupRegistered, tx: Transaction) -> None:
    """Organizers are asked for their approval once for all of them."""
    if event.asked and await is_news("group", event, tx):
        await tell(everyone_with("organizer"), ApprovalSought(fair_id=event.fair_id, fair=event.fair_name), tx)
