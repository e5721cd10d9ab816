"""A co-op learns 180, 90 and 30 days before that a paper ends, once each, and once that it has ended."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel import col, select

from services.listings.cards import LISTING, decode_body
from services.listings.models import TABLES, Listing
from services.listings.papers import PAPER, midnight, next_reminder
from services.listings.readiness import keeping as readiness
from services.listings.schedule import keep_time
from shared.actor import Actor
from shared.contracts.papers import PaperExpiring
from shared.ids import uuid7
from shared.messaging import Ports, Transaction
from shared.messaging.transaction import open_session

AT_ONCE = 200


async def remind(ports: Ports) -> None:
    await keep_time(ports, remind_due)


async def remind_due(engine: AsyncEngine, now: datetime) -> datetime | None:
    """Who missed a day by being down says once how many days are left now. Returns when the next day is."""
    while await _some(engine, now) == AT_ONCE:
        pass
    async with engine.connect() as connection:
        following = await connection.scalar(_NEXT)
    return None if following is None else midnight(following)


async def _some(engine: AsyncEngine, now: datetime) -> int:
    async with open_session(engine) as session:
        tx = Transaction(session, Actor(kind="service", service="listings"), now)
        connection = await session.connection()
        due = (await connection.execute(_DUE, {"today": tx.today})).all()
        for row in due:
            following = next_reminder(row.expires, tx.today)
            key = {"of_listing": row.listing_id, "of_scheme": row.scheme, "of_number": row.number}
            await connection.execute(_PUT_OFF, {**key, "following": following})
            if row.status == "withdrawn":
                continue
            tx.emit(
                PaperExpiring(
                    id=uuid7(),
                    version=1,
                    listing_id=row.listing_id,
                    organisation_id=row.organisation_id,
                    names=decode_body(row.body).names,
                    scheme=row.scheme,
                    number=row.number,
                    expires=row.expires,
                    days_left=(row.expires - tx.today).days,
                )
            )
        await _mark_anew({row.listing_id for row in due if row.expires < tx.today}, tx)
        await tx.commit(TABLES, "listings")
        return len(due)


async def _mark_anew(ids: set[UUID], tx: Transaction) -> None:
    """What has ended meets no requirement any more."""
    if ids:
        ended = select(Listing).where(col(Listing.id).in_(ids)).order_by(col(Listing.id))
        await readiness.follow((await tx.session.exec(ended)).all(), tx)


_NEXT = sa.select(sa.func.min(PAPER.c.remind_on))
_DUE = (
    sa.select(
        *(PAPER.c[name] for name in ("listing_id", "scheme", "number", "expires")),
        LISTING.c.organisation_id,
        LISTING.c.status,
        sa.cast(LISTING.c.body, sa.Text).label("body"),
    )
    .join(LISTING, LISTING.c.id == PAPER.c.listing_id)
    .where(PAPER.c.remind_on <= sa.bindparam("today", type_=sa.Date))
    .order_by(PAPER.c.listing_id)
    .limit(AT_ONCE)
    .with_for_update(of=PAPER, skip_locked=True)
)
_PUT_OFF = (
    sa.update(PAPER)
    .where(
        PAPER.c.listing_id == sa.bindparam("of_listing", type_=sa.Uuid),
        PAPER.c.scheme == sa.bindparam("of_scheme", type_=sa.Text),
        PAPER.c.number == sa.bindparam("of_number", type_=sa.Text),
    )
    .values(remind_on=sa.bindparam("following", type_=sa.Date))
)
