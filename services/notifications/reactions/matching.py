"""What buyers and co-ops learn of each other."""

from uuid import UUID

from services.notifications.audiences import speakers_for
from services.notifications.news.matches import (
    AnswerDue,
    FactMissed,
    MatchAgreed,
    MatchAsked,
    MatchRefused,
    MatchSilent,
    ProductOffered,
    ProductsSuggested,
)
from services.notifications.telling import is_news, tell
from shared.contracts.matching import (
    MatchAccepted,
    MatchChanged,
    MatchDeclined,
    MatchLapsed,
    MatchReminded,
    MatchRequested,
)
from shared.contracts.questions import FactAsked
from shared.contracts.suggestions import SuggestionsFound
from shared.messaging import Transaction


async def suggestions_found(event: SuggestionsFound, tx: Transaction) -> None:
    if event.listing_ids and await is_news("suggestions", event, tx):
        news = ProductsSuggested(demand_id=event.id, what=event.what, times=len(event.listing_ids))
        await tell(speakers_for(event.organisation_id), news, tx)


async def fact_asked(event: FactAsked, tx: Transaction) -> None:
    if await is_news("fact", event, tx):
        news = FactMissed(
            listing_id=event.listing_id, buyer=event.buyer_name, what=event.what, listing_names=event.listing_names
        )
        await tell(speakers_for(event.coop_id), news, tx)


async def match_requested(event: MatchRequested, tx: Transaction) -> None:
    if not await is_news("match", event, tx):
        return
    news: MatchAsked | ProductOffered
    if event.asked_by == "buyer":
        news = MatchAsked(
            match_request_id=event.id, buyer=event.buyer_name, what=event.what, listing_names=event.listing_names
        )
    else:
        news = ProductOffered(
            match_request_id=event.id, coop=event.coop_name, what=event.what, listing_names=event.listing_names
        )
    await tell(speakers_for(_asked(event)), news, tx)


async def match_accepted(event: MatchAccepted, tx: Transaction) -> None:
    if await is_news("match", event, tx):
        news = MatchAgreed(match_request_id=event.id, coop=_asked_name(event), listing_names=event.listing_names)
        await tell(speakers_for(_asking(event)), news, tx)


async def match_declined(event: MatchDeclined, tx: Transaction) -> None:
    if await is_news("match", event, tx):
        news = MatchRefused(
            match_request_id=event.id,
            coop=_asked_name(event),
            listing_names=event.listing_names,
            reason=event.reason,
        )
        await tell(speakers_for(_asking(event)), news, tx)


async def match_reminded(event: MatchReminded, tx: Transaction) -> None:
    """Of the same version as the request, so it is another occurrence."""
    if event.answer_by is not None and await is_news("answer due", event, tx):
        other = event.buyer_name if event.asked_by == "buyer" else event.coop_name
        news = AnswerDue(
            match_request_id=event.id, other=other, listing_names=event.listing_names, answer_by=event.answer_by
        )
        await tell(speakers_for(_asked(event)), news, tx)


async def match_lapsed(event: MatchLapsed, tx: Transaction) -> None:
    if await is_news("match", event, tx):
        news = MatchSilent(match_request_id=event.id, asked=_asked_name(event), listing_names=event.listing_names)
        for organisation_id in (event.buyer_id, event.coop_id):
            await tell(speakers_for(organisation_id), news, tx)


def _asked(event: MatchChanged) -> UUID:
    return event.coop_id if event.asked_by == "buyer" else event.buyer_id


def _asking(event: MatchChanged) -> UUID:
    return event.buyer_id if event.asked_by == "buyer" else event.coop_id


def _asked_name(event: MatchChanged) -> str:
    return event.coop_name if event.asked_by == "buyer" else event.buyer_name
