"""Many listings at once, published at once: a co-op's own file, or the demo's."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from operator import attrgetter
from uuid import UUID

from msgspec.structs import asdict, replace
from sqlmodel import col, select

from services.listings import catalogue, papers, promises
from services.listings.handlers.saved_searches import tell_who_waits
from services.listings.inference import inferred_category
from services.listings.models import Listing, Organisation
from services.listings.readiness import keeping as readiness
from services.listings.statement import stated
from shared.contracts.listings import (
    ImportedListing,
    ImportListings,
    ImportOutcome,
    ListingBody,
    ListingPublished,
    ListingRevised,
    Refusal,
)
from shared.errors import Invalid, Rejected
from shared.messaging import Transaction


async def import_listings(command: ImportListings, tx: Transaction) -> ImportOutcome:
    """Create, revise or leave each listing; a line that cannot be is refused alone."""
    tx.actor.must_act_for(command.organisation_id)
    organisation = await tx.found(Organisation, command.organisation_id, or_reject="organisation_unknown")
    organisation.must_sell()
    organisation.must_be_verified()
    items, refusals = _without_repeats(command.items)
    known = await _locked([item.id for item in items], tx)
    touched: dict[UUID, Listing] = {}
    counted: Counter[str] = Counter()
    for item in items:
        listing = known.get(item.id)
        try:
            body = _body(item, listing, organisation, tx.today)
            if listing is not None and item.id not in touched:
                await promises.follow(listing, body, tx)
        except Rejected as refusal:
            refusals.append(Refusal(line=item.line, reason=_reason(refusal)))
            continue
        if listing is None:
            listing = _draft(item.id, organisation, tx)
            counted["created"] += 1
        elif listing.status == "published" and listing.says(body):
            counted["unchanged"] += 1
            continue
        else:
            counted["updated"] += 1
        listing.state(body, at=tx.now)
        touched[item.id] = listing
    if touched:
        await papers.follow([*touched.values()], tx)
        await readiness.follow([*touched.values()], tx)
    await _publish([*touched.values()], organisation, tx)
    return ImportOutcome(
        created=counted["created"],
        updated=counted["updated"],
        unchanged=counted["unchanged"],
        rejected=sorted(refusals, key=attrgetter("line")),
    )


def _without_repeats(items: Sequence[ImportedListing]) -> tuple[list[ImportedListing], list[Refusal]]:
    """The first line of each id, by id; the others are a slip of who made the file: nobody knows which was meant.

    Two imports that write the same new listings in different order would wait for each other.
    """
    first: dict[UUID, ImportedListing] = {}
    for item in items:
        first.setdefault(item.id, item)
    repeats = [item for item in items if item is not first[item.id]]
    return [first[key] for key in sorted(first)], [Refusal(line=item.line, reason="id: duplicate") for item in repeats]


async def _locked(ids: Sequence[UUID], tx: Transaction) -> dict[UUID, Listing]:
    statement = select(Listing).where(col(Listing.id).in_(ids)).order_by(col(Listing.id)).with_for_update()
    return {listing.id: listing for listing in await tx.session.exec(statement)}


def _body(item: ImportedListing, listing: Listing | None, organisation: Organisation, today: date) -> ListingBody:
    if listing is not None and listing.organisation_id != organisation.id:
        raise Rejected("forbidden")
    facts = asdict(item)
    del facts["id"], facts["line"]
    body = stated(ListingBody(**facts), today=today)
    return replace(body, category=body.category or inferred_category(body.names["vi"]))


def _draft(listing_id: UUID, organisation: Organisation, tx: Transaction) -> Listing:
    listing = Listing(id=listing_id, organisation_id=organisation.id, updated_at=tx.now)
    tx.add(listing)
    return listing


def _reason(refusal: Rejected) -> str:
    if isinstance(refusal, Invalid):
        return ", ".join(f"{field}: {code}" for field, code in refusal.details.items())
    return refusal.code


async def _publish(listings: Sequence[Listing], organisation: Organisation, tx: Transaction) -> None:
    fresh = {listing.id for listing in listings if listing.status != "published"}
    for listing in listings:
        listing.status = "published"
    if not listings:
        return
    cards = await catalogue.show(listings, organisation, tx)
    for card in cards:
        event = ListingPublished if card.id in fresh else ListingRevised
        tx.emit(event(id=card.id, version=card.version, listing=card))
    if fresh:
        await tell_who_waits([card for card in cards if card.id in fresh], tx)
