"""What organizers of fairs wrote to many."""

from services.notifications.audiences import addressed
from services.notifications.news.announcements import Announced
from services.notifications.telling import is_news, tell
from shared.contracts.fairs.announcements import AnnouncementMade
from shared.messaging import Transaction


async def announcement_made(event: AnnouncementMade, tx: Transaction) -> None:
    if await is_news("announcement", event, tx):
        news = Announced(
            fair_id=event.fair_id, fair=event.fair_name, announcement_id=event.id, title=event.title, body=event.text
        )
        await tell(addressed(event.organisation_ids, event.account_ids), news, tx)
