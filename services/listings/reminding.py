"""Papers end by the calendar. A co-op learns of it 180, 90 and 30 days before, once each, and once when it is so;
and in the minute in which one ends, its listing shows so: on its card, in the catalogue, in what others keep of it.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel import col, select

from services.listings import catalogue
from services.listings.models import TABLES, Listing, Organisation, Paper
from services.listings.papers import PAPER, midnight, next_reminder
from services.listings.readiness import keeping as readiness
from shared.actor import Actor
from shared.contracts.listings import ListingRevised
from shared.contracts.papers import PaperExpiring
from shared.ids import uuid7
from shared.messaging import Ports, Transaction
from shared.messaging.schedule import keep_time
from shared.messaging.transaction import open_session

AT_ONCE = 100


async def remind(ports: Ports) -> None:
    await keep_time(ports, remind_due)


async def remind_due(engine: AsyncEngine, now: datetime) -> datetime | None:
    """Who missed a day by being down says once how many days are left now. Returns when the next day is."""
    while await _some(engine, now):
        pass
    async with engine.connect() as connection:
        following = await connection.scalar(_NEXT)
    return None if following is None else midnight(following)


async def _some(engine: AsyncEngine, now: datetime) -> int:
    """Listings are locked before their papers, as a revision does."""
    async with open_session(engine) as session:
        tx = Transaction(session, Actor(kind="service", service="listings"), now)
        due = sa.select(PAPER.c.listing_id).where(PAPER.c.remind_on <= tx.today).distinct().limit(AT_ONCE)
        locked = select(Listing).where(col(Listing.id).in_(due)).order_by(col(Listing.id)).with_for_update()
        listings = {listing.id: listing for listing in await session.exec(locked)}
        papers = select(Paper).where(col(Paper.listing_id).in_(listings), col(Paper.remind_on) <= tx.today)
        ended = set()
        for paper in await session.exec(papers.order_by(col(Paper.listing_id), col(Paper.scheme))):
            days = _remind(paper, listings[paper.listing_id], tx)
            if days < 0:
                ended.add(paper.listing_id)
        await _show_ended([listings[key] for key in sorted(ended)], tx)
        await tx.commit(TABLES, "listings")
        return len(listings)


def _remind(paper: Paper, listing: Listing, tx: Transaction) -> int:
    """The days that are left."""
    paper.remind_on = next_reminder(paper.expires, tx.today)
    days = 0 if paper.expires is None else (paper.expires - tx.today).days
    if paper.expires is not None and listing.status != "withdrawn":
        tx.emit(
            PaperExpiring(
                id=uuid7(),
                version=1,
                listing_id=listing.id,
                organisation_id=listing.organisation_id,
                names=listing.stated.names,
                scheme=paper.kind,
                number=paper.number,
                expires=paper.expires,
                days_left=days,
            )
        )
    return days


async def _show_ended(listings: Sequence[Listing], tx: Transaction) -> None:
    if not listings:
        return
    await readiness.follow(listings, tx)
    shown = sorted((one for one in listings if one.status == "published"), key=lambda one: one.organisation_id)
    for organisation_id, own in groupby(shown, key=lambda one: one.organisation_id):
        organisation = await tx.found(Organisation, organisation_id, "organisation_unknown")
        ended = list(own)
        for listing in ended:
            listing.touch(tx.now)
        for card in await catalogue.show(ended, organisation, tx):
            tx.emit(ListingRevised(id=card.id, version=card.version, listing=card))


_NEXT = sa.select(sa.func.min(PAPER.c.remind_on))
