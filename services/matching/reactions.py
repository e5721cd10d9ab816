"""What matching does on hearing of listings and organisations. Events that arrive together are kept together."""

from services.matching.copies import CardChange, keep_cards, keep_organisations
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
