"""The life of a listing: stated, revised, published, withdrawn."""

from typing import Literal

from services.listings import catalogue, papers, promises
from services.listings.handlers.saved_searches import tell_who_waits
from services.listings.models import Listing, Organisation
from services.listings.readiness import keeping as readiness
from services.listings.statement import stated
from shared.contracts.listings import (
    ListingPublished,
    ListingRevised,
    ListingWithdrawn,
    PublishListing,
    PutListing,
    WithdrawListing,
)
from shared.contracts.values import RecordPut
from shared.errors import Rejected
from shared.messaging import Transaction
from shared.versions import outcome_of_put


async def put_listing(command: PutListing, tx: Transaction) -> RecordPut:
    """State a listing, as a draft or as a revision of what is there."""
    tx.actor.must_act_for(command.organisation_id)
    organisation = await tx.found(Organisation, command.organisation_id, or_reject="organisation_unknown")
    organisation.must_sell()
    body = stated(command.body, today=tx.today)
    listing = await tx.session.get(Listing, command.listing_id, with_for_update=True)
    if listing is not None and listing.organisation_id != command.organisation_id:
        raise Rejected("forbidden")

    same = listing is not None and listing.says(body)
    outcome = outcome_of_put(listing.version if listing else None, command.expected_version, same=same)
    if listing is None:
        listing = Listing(id=command.listing_id, organisation_id=organisation.id, updated_at=tx.now)
        tx.add(listing)
    elif outcome == "revised":
        await promises.follow(listing, body, tx)
    if outcome != "unchanged":
        listing.state(body, at=tx.now)
        await papers.follow([listing], tx)
        await readiness.follow([listing], tx)
        await _tell_revision(listing, organisation, tx)
    return RecordPut(id=listing.id, version=listing.version, outcome=outcome)


async def _tell_revision(listing: Listing, organisation: Organisation, tx: Transaction) -> None:
    if listing.status == "published":
        [card] = await catalogue.show([listing], organisation, tx)
        tx.emit(ListingRevised(id=listing.id, version=listing.version, listing=card))


async def publish_listing(command: PublishListing, tx: Transaction) -> RecordPut:
    """Show a listing to buyers. Published again, nothing changes."""
    listing = await _own_listing(command, tx)
    organisation = await tx.found(Organisation, listing.organisation_id, or_reject="organisation_unknown")
    organisation.must_be_verified()
    outcome: Literal["created", "unchanged"] = "unchanged"
    if listing.status != "published":
        outcome = "created"
        await publish(listing, organisation, tx)
    return RecordPut(id=listing.id, version=listing.version, outcome=outcome)


async def publish(listing: Listing, organisation: Organisation, tx: Transaction) -> None:
    listing.status = "published"
    listing.touch(tx.now)
    [card] = await catalogue.show([listing], organisation, tx)
    tx.emit(ListingPublished(id=listing.id, version=listing.version, listing=card))
    await tell_who_waits([card], tx)


async def withdraw_listing(command: WithdrawListing, tx: Transaction) -> RecordPut:
    """Take a listing out of the catalogue. A draft or a withdrawn one stays as it is."""
    listing = await _own_listing(command, tx)
    if listing.status != "published":
        return RecordPut(id=listing.id, version=listing.version, outcome="unchanged")
    listing.touch(tx.now)
    await hide(listing, tx)
    return RecordPut(id=listing.id, version=listing.version, outcome="revised")


async def hide(listing: Listing, tx: Transaction) -> None:
    listing.status = "withdrawn"
    await catalogue.hide(listing.id, tx)
    tx.emit(ListingWithdrawn(id=listing.id, version=listing.version, organisation_id=listing.organisation_id))


async def _own_listing(command: PublishListing | WithdrawListing, tx: Transaction) -> Listing:
    listing = await tx.locked(Listing, command.listing_id, or_reject="listing_unknown")
    listing.must_be_in_the_hands_of(tx.actor)
    return listing
