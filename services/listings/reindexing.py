"""Entries of the catalogue are written anew, a few at a time: at the start those written with another lexicon, at
midnight those of which some certificate begins or ceases to count, or all when the rules of markets change.
"""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
import structlog
from sqlmodel import col, select

from services.listings.catalogue import ENTRY, write, written_with
from services.listings.handlers.saved_searches import renew_searches
from services.listings.language import likeness, spelling
from services.listings.language.vocabulary import vocabulary
from services.listings.models import Listing, Organisation
from shared.actor import Actor
from shared.home import HOME
from shared.messaging import Ports
from shared.messaging.faults import DATABASE_AWAY
from shared.messaging.transaction import Transaction, open_session

log = structlog.get_logger()

AT_ONCE = 100
PAUSE = 1.0
"""Seconds before the next try while the database is away."""
_NEXT_DAY = timedelta(days=1, seconds=1)


async def reindex(ports: Ports) -> None:
    for load in (vocabulary, likeness.load, spelling.load):
        await asyncio.to_thread(load)
    while True:
        try:
            await write_old_entries_anew(ports, datetime.now(UTC))
            await renew_searches(ports, datetime.now(UTC))
        except DATABASE_AWAY as error:
            log.warning("reindexing waits", reason=str(error)[:200])
            await asyncio.sleep(PAUSE)
            continue
        now = datetime.now(HOME)
        tomorrow = datetime.combine(now.date(), datetime.min.time(), HOME) + _NEXT_DAY
        await asyncio.sleep((tomorrow - now).total_seconds())


async def write_old_entries_anew(ports: Ports, now: datetime) -> None:
    after: UUID | None = UUID(int=0)
    while after is not None:
        after = await _some(after, ports, now)


async def _some(after: UUID, ports: Ports, now: datetime) -> UUID | None:
    """The last listing of a page. The listings' rows are locked first, as a publication does."""
    async with open_session(ports.engine) as session:
        tx = Transaction(session, Actor(kind="service", service="listings"), now)
        stale = sa.or_(ENTRY.c.indexed_with != written_with(tx.today), ENTRY.c.fades <= tx.today)
        old = sa.select(ENTRY.c.listing_id).where(stale, ENTRY.c.listing_id > after)
        page = old.order_by(ENTRY.c.listing_id).limit(AT_ONCE)
        chosen = select(Listing).where(col(Listing.id).in_(page), col(Listing.status) == "published")
        found = (await session.exec(chosen.order_by(col(Listing.id)).with_for_update())).all()
        for organisation_id in sorted({listing.organisation_id for listing in found}):
            own = [listing for listing in found if listing.organisation_id == organisation_id]
            await write(own, await tx.found(Organisation, organisation_id, "organisation_unknown"), tx)
        await session.commit()
        return found[-1].id if found else None
