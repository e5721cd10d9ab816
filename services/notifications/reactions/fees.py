"""What a co-op learns of the fee for its booth."""

from services.notifications.audiences import speakers_for
from services.notifications.news.fees import FeeTold
from services.notifications.telling import is_news, tell
from shared.contracts.fairs.fees import FeeRecorded
from shared.messaging import Transaction


async def fee_recorded(event: FeeRecorded, tx: Transaction) -> None:
    """A booking that changed hands has a fee of each of its holders, counted by itself."""
    if await is_news(f"fee of {event.organisation_id}", event, tx):
        news = FeeTold(
            fair_id=event.fair_id,
            fair=event.fair_name,
            booth=event.booth_code,
            status=event.status,
            amount=event.amount,
            currency=event.currency,
            number=event.number,
            reference=event.reference,
            reason=event.reason,
        )
        await tell(speakers_for(event.organisation_id), news, tx)
