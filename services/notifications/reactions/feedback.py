"""Who was at a fair is asked about it."""

from services.notifications.audiences import addressed
from services.notifications.news.feedback import FeedbackWanted
from services.notifications.telling import is_news, tell
from shared.contracts.fairs.feedback import FeedbackAsked
from shared.messaging import Transaction


async def feedback_asked(event: FeedbackAsked, tx: Transaction) -> None:
    if await is_news("feedback", event, tx):
        news = FeedbackWanted(fair_id=event.id, fair=event.fair_name)
        await tell(addressed(event.organisation_ids, event.account_ids), news, tx)
