"""What a co-op learns of its own products, and who waits for them of others."""

from services.notifications.audiences import account, speakers_for
from services.notifications.news.listings import ListingInCatalogue
from services.notifications.news.papers import CertificateChecked, CertificateEnds
from services.notifications.news.searches import SearchFitted
from services.notifications.telling import is_news, tell
from shared.contracts.listings import ListingPublished
from shared.contracts.papers import PaperChecked, PaperExpiring
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


async def paper_expiring(event: PaperExpiring, tx: Transaction) -> None:
    if await is_news("reminder", event, tx):
        news = CertificateEnds(
            listing_id=event.listing_id,
            names=event.names,
            scheme=event.scheme,
            number=event.number,
            expires=event.expires,
            days_left=event.days_left,
        )
        await tell(speakers_for(event.organisation_id), news, tx)


async def paper_checked(event: PaperChecked, tx: Transaction) -> None:
    if await is_news("check", event, tx):
        news = CertificateChecked(
            listing_id=event.listing_id,
            names=event.names,
            scheme=event.scheme,
            number=event.number,
            verdict=event.verdict,
            note=event.note,
        )
        await tell(speakers_for(event.organisation_id), news, tx)
