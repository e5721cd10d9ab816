"""What a co-op learns of its own products, and who waits for them of others."""

from services.notifications.audiences import account, speakers_for
from services.notifications.news.listings import ListingInCatalogue
from services.notifications.news.searches import SearchFitted
from services.notifications.telling import is_news, tell
from shared.contracts.listings import ListingPublished
from shared.contracts.searching import SavedSearchFitted
from shared.messaging import Transaction


async def listing_published(event: ListingPublished, tx: Transaction) -> None:
    if await is_news("listing", event, tx):
        owner = event.listing.organisation.id
        news = ListingInCatalogue(listing_id=event.id, organisation_id=owner, names=event.listing.names)
        await tell(speakers_for(owner), news, tx)


async def saved_search_fitted(event: SavedSearchFitted, tx: Transaction) -> None:
    if await is_news("search", event, tx):
        news = SearchFitted(search_id=event.id, q=event.q, listing_id=event.listing_id, names=event.names)
        await tell(account(event.account_id), news, tx)
