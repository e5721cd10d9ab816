"""What buyers and co-ops learn of each other."""

from services.notifications.audiences import speakers_for
from services.notifications.news.matches import MatchAgreed, MatchAsked, MatchRefused, ProductsSuggested
from services.notifications.telling import is_news, tell
from shared.contracts.matching import MatchAccepted, MatchDeclined, MatchRequested, SuggestionsFound
from shared.messaging import Transaction


async def suggestions_found(event: SuggestionsFound, tx: Transaction) -> None:
    if event.listing_ids and await is_news("suggestions", event, tx):
        news = ProductsSuggested(demand_id=event.id, what=event.what, times=len(event.listing_ids))
        await tell(speakers_for(event.organisation_id), news, tx)


async def match_requested(event: MatchRequested, tx: Transaction) -> None:
    if await is_news("match", event, tx):
        news = MatchAsked(
            match_request_id=event.id,
            buyer=event.buyer_name,
            what=event.what,
            listing_names=event.listing_names,
        )
        await tell(speakers_for(event.coop_id), news, tx)


async def match_accepted(event: MatchAccepted, tx: Transaction) -> None:
    if await is_news("match", event, tx):
        news = MatchAgreed(match_request_id=event.id, coop=event.coop_name, listing_names=event.listing_names)
        await tell(speakers_for(event.buyer_id), news, tx)


async def match_declined(event: MatchDeclined, tx: Transaction) -> None:
    if await is_news("match", event, tx):
        news = MatchRefused(
            match_request_id=event.id,
            coop=event.coop_name,
            listing_names=event.listing_names,
            reason=event.reason,
        )
        await tell(speakers_for(event.buyer_id), news, tx)
