"""What the two sides of a match learn of each other's words, quotes and agreements."""

from uuid import UUID

from services.notifications.audiences import speakers_for
from services.notifications.news.deals import (
    DealFailed,
    DealMade,
    DealSigned,
    DeliveryAsked,
    DeliveryTold,
    MessageCame,
    QuoteCame,
    SampleMoved,
)
from services.notifications.news.pools import PoolAnswerDue, PoolAsked, PoolOver, PoolToConfirm, PoolWordDue
from services.notifications.telling import is_news, tell
from shared.contracts.agreements import AgreementChanged, AgreementReached, AgreementRefused, AgreementSigned
from shared.contracts.deliveries import DeliveryDue, DeliveryRecorded
from shared.contracts.pools import PoolAccepted, PoolEnded, PoolOffered, PoolReminded
from shared.contracts.quotes import MessagePosted, QuoteMade, ThreadGrew
from shared.contracts.samples import SampleChanged
from shared.messaging import Transaction


def _listener(event: ThreadGrew) -> UUID:
    """Who has not said it."""
    return event.coop_id if event.side == "buyer" else event.buyer_id


def _speaker(event: ThreadGrew) -> str:
    return event.buyer_name if event.side == "buyer" else event.coop_name


def _both(event: AgreementChanged) -> tuple[tuple[UUID, str], ...]:
    """Each side, and the name of the other."""
    return (event.buyer_id, event.coop_name), (event.coop_id, event.buyer_name)


async def message_posted(event: MessagePosted, tx: Transaction) -> None:
    if await is_news("message", event, tx):
        news = MessageCame(
            match_request_id=event.match_request_id, other=_speaker(event), listing_names=event.listing_names
        )
        await tell(speakers_for(_listener(event)), news, tx)


async def quote_made(event: QuoteMade, tx: Transaction) -> None:
    if await is_news("quote", event, tx):
        news = QuoteCame(
            match_request_id=event.match_request_id,
            other=_speaker(event),
            listing_names=event.listing_names,
            number=event.number,
            total=event.total,
            currency=event.currency,
            valid_until=event.valid_until,
        )
        await tell(speakers_for(_listener(event)), news, tx)


async def sample_changed(event: SampleChanged, tx: Transaction) -> None:
    if await is_news("sample", event, tx):
        news = SampleMoved(
            match_request_id=event.match_request_id,
            other=_speaker(event),
            listing_names=event.listing_names,
            status=event.status,
            waybill=event.waybill,
            verdict=event.verdict,
        )
        await tell(speakers_for(_listener(event)), news, tx)


async def agreement_reached(event: AgreementReached, tx: Transaction) -> None:
    if await is_news("agreement", event, tx):
        for organisation_id, other in _both(event):
            news = DealMade(
                agreement_id=event.id,
                other=other,
                listing_names=event.listing_names,
                total=event.total,
                currency=event.currency,
            )
            await tell(speakers_for(organisation_id), news, tx)


async def agreement_refused(event: AgreementRefused, tx: Transaction) -> None:
    if await is_news("agreement", event, tx):
        for organisation_id, other in _both(event):
            news = DealFailed(
                agreement_id=event.id,
                match_request_id=event.match_request_id,
                other=other,
                listing_names=event.listing_names,
            )
            await tell(speakers_for(organisation_id), news, tx)


async def agreement_signed(event: AgreementSigned, tx: Transaction) -> None:
    if await is_news("agreement", event, tx):
        for organisation_id, other in _both(event):
            news = DealSigned(agreement_id=event.id, other=other, listing_names=event.listing_names)
            await tell(speakers_for(organisation_id), news, tx)


async def delivery_recorded(event: DeliveryRecorded, tx: Transaction) -> None:
    if await is_news("delivery", event, tx):
        by_buyer = event.side == "buyer"
        news = DeliveryTold(
            agreement_id=event.agreement_id,
            other=event.buyer_name if by_buyer else event.coop_name,
            listing_names=event.listing_names,
            month=event.month,
            delivered=event.body.delivered,
            promised=event.promised,
            unit=event.unit,
        )
        await tell(speakers_for(event.coop_id if by_buyer else event.buyer_id), news, tx)


async def delivery_due(event: DeliveryDue, tx: Transaction) -> None:
    if await is_news("delivery due", event, tx):
        for side in event.silent:
            is_buyer = side == "buyer"
            news = DeliveryAsked(
                agreement_id=event.agreement_id,
                other=event.coop_name if is_buyer else event.buyer_name,
                listing_names=event.listing_names,
                month=event.month,
            )
            await tell(speakers_for(event.buyer_id if is_buyer else event.coop_id), news, tx)


async def pool_offered(event: PoolOffered, tx: Transaction) -> None:
    if await is_news("pool", event, tx):
        news = PoolAsked(pool_id=event.id, buyer=event.buyer_name, what=event.what, answer_by=event.answer_by)
        for coop_id in event.coop_ids:
            await tell(speakers_for(coop_id), news, tx)


async def pool_accepted(event: PoolAccepted, tx: Transaction) -> None:
    if await is_news("pool", event, tx):
        news = PoolToConfirm(pool_id=event.id, buyer=event.buyer_name, what=event.what, answer_by=event.answer_by)
        await tell(speakers_for(event.buyer_id), news, tx)


async def pool_reminded(event: PoolReminded, tx: Transaction) -> None:
    """Of the same version as what it reminds of, so it is another occurrence."""
    if await is_news("pool answer due", event, tx):
        kind = PoolWordDue if event.status == "awaiting_buyer" else PoolAnswerDue
        news = kind(pool_id=event.id, buyer=event.buyer_name, what=event.what, answer_by=event.answer_by)
        for organisation_id in event.awaited_ids:
            await tell(speakers_for(organisation_id), news, tx)


async def pool_ended(event: PoolEnded, tx: Transaction) -> None:
    if await is_news("pool", event, tx):
        news = PoolOver(pool_id=event.id, buyer=event.buyer_name, what=event.what)
        for organisation_id in (event.buyer_id, *event.coop_ids):
            await tell(speakers_for(organisation_id), news, tx)
