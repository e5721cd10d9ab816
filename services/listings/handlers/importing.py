"""Many listings at once, published at once: a co-op's own file, or the demo's."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from operator import attrgetter
from uuid import UUID

from msgspec.structs import asdict, replace
from sqlmodel import col, select

from services.listings import catalogue, papers, promises
from services.listings.handlers.listings import hide
from services.listings.handlers.saved_searches import tell_who_waits
from services.listings.inference import inferred_category
from services.listings.models import Listing, Organisation
from services.listings.readiness import keeping as readiness
from services.listings.statement import stated
from shared.contracts.importing import ImportedListing, ImportListings, ImportOutcome, LineOutcome, Refusal, TakenLine
from shared.contracts.listings import ListingBody, ListingPublished, ListingRevised
from shared.errors import Invalid, Rejected
from shared.messaging import Transaction

OF_THE_LINE = ("id", "line", "shown", "expected_version")


async def import_listings(command: ImportListings, tx: Transaction) -> ImportOutcome:
    """Create, revise or leave each listing; a line that cannot be is refused alone."""
    tx.actor.must_act_for(command.organisation_id)
    organisation = await tx.found(Organisation, command.organisation_id, or_reject="organisation_unknown")
    organisation.must_sell()
    organisation.must_be_verified()
    items, refusals = _without_repeats(command.items)
    known = await _locked([item.id for item in items], tx)
    shown: list[Listing] = []
    hidden: list[Listing] = []
    lines: list[TakenLine] = []
    follow = promises.restatements if command.rehearsal else promises.follow
    for item in items:
        listing = known.get(item.id)
        try:
            body = _body(item, listing, organisation, tx.today)
            if listing is not None:
                await follow(listing, body, tx)
        except Rejected as refusal:
            refusals.append(Refusal.of(item.line, refusal))
            continue
        outcome = _outcome(item, listing, body)
        lines.append(TakenLine(line=item.line, outcome=outcome))
        if outcome == "unchanged" or command.rehearsal:
            continue
        listing = listing or _draft(item.id, organisation, tx)
        listing.state(body, at=tx.now)
        (shown if item.shown else hidden).append(listing)
    await _keep(shown, hidden, organisation, tx)
    counted = Counter(line.outcome for line in lines)
    return ImportOutcome(
        created=counted["created"],
        updated=counted["updated"],
        unchanged=counted["unchanged"],
        rejected=sorted(refusals, key=attrgetter("line")),
        lines=sorted(lines, key=attrgetter("line")),
    )


def _outcome(item: ImportedListing, listing: Listing | None, body: ListingBody) -> LineOutcome:
    if listing is None:
        return "created"
    as_shown = (listing.status == "published") == item.shown
    return "unchanged" if as_shown and listing.says(body) else "updated"


async def _keep(
    shown: Sequence[Listing], hidden: Sequence[Listing], organisation: Organisation, tx: Transaction
) -> None:
    if shown or hidden:
        await papers.follow([*shown, *hidden], tx)
        await readiness.follow([*shown, *hidden], tx)
    await _publish(shown, organisation, tx)
    for listing in hidden:
        if listing.status == "published":
            await hide(listing, tx)


def _without_repeats(items: Sequence[ImportedListing]) -> tuple[list[ImportedListing], list[Refusal]]:
    """The first line of each id, by id; the others are a slip of who made the file: nobody knows which was meant.

    Two imports that write the same new listings in different order would wait for each other.
    """
    first: dict[UUID, ImportedListing] = {}
    for item in items:
        first.setdefault(item.id, item)
    repeats = [item for item in items if item is not first[item.id]]
    return [first[key] for key in sorted(first)], [
        Refusal.of(item.line, Invalid({"id": "duplicate"})) for item in repeats
    ]


async def _locked(ids: Sequence[UUID], tx: Transaction) -> dict[UUID, Listing]:
    statement = select(Listing).where(col(Listing.id).in_(ids)).order_by(col(Listing.id)).with_for_update()
    return {listing.id: listing for listing in await tx.session.exec(statement)}


def _body(item: ImportedListing, listing: Listing | None, organisation: Organisation, today: date) -> ListingBody:
    if listing is not None and listing.organisation_id != organisation.id:
        raise Rejected("forbidden")
    if item.expected_version not in {None, listing.version if listing else 0}:
        raise Rejected("version_stale", version=listing.version if listing else 0)
    facts = asdict(item)
    for name in OF_THE_LINE:
        del facts[name]
    body = stated(ListingBody(**facts), today=today)
    return replace(body, category=body.category or inferred_category(body.names["vi"]))


def _draft(listing_id: UUID, organisation: Organisation, tx: Transaction) -> Listing:
    listing = Listing(id=listing_id, organisation_id=organisation.id, updated_at=tx.now)
    tx.add(listing)
    return listing


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
