"""Telling everything again, so that any copy can be rebuilt from nothing."""

from uuid import UUID

from services.listings.cards import LISTING, card_columns, card_of
from shared.contracts.listings import ListingRevised, ListingWithdrawn
from shared.messaging import Transaction

PAGE = 500


async def listings(after: UUID | None, tx: Transaction) -> UUID | None:
    """One page of published and withdrawn listings in the order of their ids."""
    page = card_columns().where(LISTING.c.status != "draft").order_by(LISTING.c.id).limit(PAGE)
    if after is not None:
        page = page.where(LISTING.c.id > after)
    rows = (await tx.execute(page)).all()
    for row in rows:
        if row.status == "published":
            tx.emit(ListingRevised(id=row.id, version=row.version, listing=card_of(row, tx)))
        else:
            tx.emit(ListingWithdrawn(id=row.id, version=row.version, organisation_id=row.organisation_id))
    return rows[-1].id if len(rows) == PAGE else None
