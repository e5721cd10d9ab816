"""Entries of the catalogue that were written with another lexicon are written anew, a few at a time, at the start."""

import asyncio
from datetime import UTC, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from services.listings.catalogue import ENTRY, write
from services.listings.language import likeness, spelling
from services.listings.language.vocabulary import fingerprint, vocabulary
from services.listings.models import Listing, Organisation
from shared.actor import Actor
from shared.messaging import Ports
from shared.messaging.transaction import Transaction, open_session

AT_ONCE = 100


async def reindex(ports: Ports) -> None:
    for load in (vocabulary, likeness.load, spelling.load):
        await asyncio.to_thread(load)
    after: UUID | None = UUID(int=0)
    while after is not None:
        after = await _some(after, ports)


async def _some(after: UUID, ports: Ports) -> UUID | None:
    """The last listing of a page. The listings' rows are locked first, as a publication does."""
    async with open_session(ports.engine) as session:
        tx = Transaction(session, Actor(kind="service", service="listings"), datetime.now(UTC))
        old = sa.select(ENTRY.c.listing_id).where(ENTRY.c.indexed_with != fingerprint(), ENTRY.c.listing_id > after)
        page = old.order_by(ENTRY.c.listing_id).limit(AT_ONCE)
        chosen = select(Listing).where(col(Listing.id).in_(page), col(Listing.status) == "published")
        found = (await session.exec(chosen.order_by(col(Listing.id)).with_for_update())).all()
        for organisation_id in sorted({listing.organisation_id for listing in found}):
            own = [listing for listing in found if listing.organisation_id == organisation_id]
            await write(own, await tx.found(Organisation, organisation_id, "organisation_unknown"), tx)
        await session.commit()
        return found[-1].id if found else None
