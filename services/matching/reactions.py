"""What matching does on hearing of listings and organisations. Events that arrive together are kept together.

It also hears its own word of a delivery: judging anew takes a lock that must be the first of its transaction.
"""

from services.matching.copies import CardChange, keep_cards, keep_organisations
from services.matching.rejudging import judge_by_past
from shared.contracts.deliveries import DeliveryRecorded
from shared.contracts.listings import ListingPublished, ListingRevised, ListingWithdrawn
from shared.contracts.registry import OrganisationChanged
from shared.messaging import Transaction


async def organisation_changed(event: OrganisationChanged, tx: Transaction) -> None:
    tx.defer(keep_organisations, event.organisation)


async def listing_published(event: ListingPublished, tx: Transaction) -> None:
    tx.defer(keep_cards, CardChange.of(event.listing))


async def listing_revised(event: ListingRevised, tx: Transaction) -> None:
    tx.defer(keep_cards, CardChange.of(event.listing))


async def listing_withdrawn(event: ListingWithdrawn, tx: Transaction) -> None:
    tx.defer(keep_cards, CardChange(listing_id=event.id, version=event.version, published=False))


async def delivery_recorded(event: DeliveryRecorded, tx: Transaction) -> None:
    tx.defer(judge_by_past, event)
