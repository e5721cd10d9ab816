"""What a co-op learns of its own products."""

from services.notifications.audiences import speakers_for
from services.notifications.news.listings import ListingInCatalogue
from services.notifications.telling import is_news, tell
from shared.contracts.listings import ListingPublished
from shared.messaging import Transaction


async def listing_published(event: ListingPublished, tx: Transaction) -> None:
    if await is_news("listing", event, tx):
        owner = event.listing.organisation.id
        news = ListingInCatalogue(listing_id=event.id, organisation_id=owner, names=event.listing.names)
        await tell(speakers_for(owner), news, tx)
