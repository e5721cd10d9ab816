"""A star goes out when its certificate ends: in the catalogue, on the card and in what others keep of it, at once."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel import col, select

from services.listings.cards import cards_by_id
from services.listings.catalogue import ENTRY
from services.listings.models import TABLES, Listing
from services.listings.papers import midnight
from services.listings.schedule import keep_time
from shared.actor import Actor
from shared.contracts.listings import ListingRevised
from shared.messaging import Ports, Transaction
from shared.messaging.transaction import open_session

AT_ONCE = 100


async def drop_stars(ports: Ports) -> None:
    await keep_time(ports, drop_due)


async def drop_due(engine: AsyncEngine, now: datetime) -> datetime | None:
    """Returns when the next one goes out: the first minute of the day after its last, in Vietnam."""
    while await _some(engine, now) == AT_ONCE:
        pass
    async with engine.connect() as connection:
        last = await connection.scalar(_NEXT)
    return None if last is None else midnight(last + timedelta(days=1))


async def _some(engine: AsyncEngine, now: datetime) -> int:
    """Listings are locked before their entries, as a revision does; one that was revised meanwhile keeps its star."""
    async with open_session(engine) as session:
        tx = Transaction(session, Actor(kind="service", service="listings"), now)
        over = ENTRY.c.stars_until < tx.today
        due = sa.select(ENTRY.c.listing_id).where(over).order_by(ENTRY.c.stars_until).limit(AT_ONCE)
        chosen = select(Listing).where(col(Listing.id).in_(due)).order_by(col(Listing.id)).with_for_update()
        listings = (await session.exec(chosen)).all()
        ended = sa.update(ENTRY).where(ENTRY.c.listing_id.in_([one.id for one in listings]), over)
        dropping = ended.values(stars=None, stars_until=None).returning(ENTRY.c.listing_id)
        dropped = set((await (await session.connection()).execute(dropping)).scalars())
        for listing in listings:
            if listing.id in dropped:
                listing.touch(now)
        await session.flush()
        for card in await cards_by_id(sorted(dropped), tx):
            tx.emit(ListingRevised(id=card.id, version=card.version, listing=card))
        await tx.commit(TABLES, "listings")
        return len(listings)


_NEXT = sa.select(sa.func.min(ENTRY.c.stars_until))
