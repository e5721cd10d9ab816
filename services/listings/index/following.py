"""Keeping this process's index up to the database: built at the start, then caught up before each search.

A search asks for the changes since the last look before it reads the index, so it sees everything that was committed
before it came, whichever process did it. Searches that wait at the same time share one look.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

import sqlalchemy as sa
import structlog
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.listings.cards import LISTING, card_columns, card_json, card_of
from services.listings.index.memory import Entry, MemoryIndex, Snapshot
from services.listings.index.statements import ENTRY, STANDING
from services.listings.models import CatalogueChange, table_of
from shared.actor import NOBODY
from shared.contracts.message import Query
from shared.messaging import Ports, Reading
from shared.messaging.faults import DATABASE_AWAY
from shared.messaging.transaction import open_session

log = structlog.get_logger()

CHANGE = table_of(CatalogueChange)
AT_ONCE = 100
"""Entries between two turns of the event loop."""
PAUSE = 1.0
"""Seconds before the next try while the database is away."""
LOOK = 1000
"""Changes that are read at once."""


class Follower:
    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._index = MemoryIndex()
        self._lock = asyncio.Lock()
        self._begun = self._done = self._since = 0
        self._taken: set[tuple[int, UUID]] = set()

    async def build(self) -> None:
        """From everything that is published. Until then the database answers."""
        began, entries = time.monotonic(), 0
        async with open_session(self._engine) as session:
            connection = await session.connection()
            await connection.execute(_FORGET_ANOTHER_CLUSTER)
            self._since = (await connection.execute(sa.select(_HORIZON))).scalar_one()
            async for some in _all(Reading(session, NOBODY, datetime.now(UTC))):
                self._index.write(some, gone=())
                entries += len(some)
        await asyncio.to_thread(self._index.show)
        log.info("index built", entries=entries, seconds=round(time.monotonic() - began, 1))

    async def caught_up(self) -> Snapshot:
        """With everything that was committed before this was called."""
        begun = self._begun
        async with self._lock:
            if self._done <= begun:
                self._begun += 1
                await self._look()
                self._done = self._begun
        return self._index.snapshot

    async def _look(self) -> None:
        async with open_session(self._engine) as session:
            rows = await _changes(self._since, await session.connection())
            fresh = {row.listing_id for row in rows if (row.transaction, row.listing_id) not in self._taken}
            if fresh:
                await self._take(sorted(fresh), Reading(session, NOBODY, datetime.now(UTC)))
        if rows:
            self._since = rows[0].horizon
            self._taken = {(row.transaction, row.listing_id) for row in rows if row.transaction >= self._since}

    async def _take(self, listing_ids: Sequence[UUID], reading: Reading) -> None:
        for start in range(0, len(listing_ids), AT_ONCE):
            some = listing_ids[start : start + AT_ONCE]
            entries = await _read(_whole().where(ENTRY.c.listing_id.in_(some)), reading)
            self._index.write(entries, gone=set(some) - {entry.listing_id for entry in entries})
        await asyncio.to_thread(self._index.show)


_followers: WeakKeyDictionary[AsyncEngine, Follower] = WeakKeyDictionary()
"""One for each database that this process serves from."""


async def follow_catalogue(ports: Ports) -> None:
    if ports.settings.search_index == "memory":
        while True:
            follower = Follower(ports.engine)
            try:
                await follower.build()
            except DATABASE_AWAY as error:
                log.warning("the index waits", reason=str(error)[:200])
                await asyncio.sleep(PAUSE)
            else:
                _followers[ports.engine] = follower
                return


async def index_at_hand(_: Query[Any], ports: Ports, __: object) -> Snapshot | None:
    """None: the database is to answer."""
    follower = _followers.get(ports.engine)
    return await follower.caught_up() if follower is not None else None


async def _all(reading: Reading) -> AsyncIterator[list[Entry]]:
    after = UUID(int=0)
    while True:
        page = _whole().where(ENTRY.c.listing_id > after).order_by(ENTRY.c.listing_id).limit(AT_ONCE)
        entries = await _read(page, reading)
        if not entries:
            return
        yield entries
        after = entries[-1].listing_id


async def _read(statement: sa.Select[Any], reading: Reading) -> list[Entry]:
    rows = await (await reading.session.connection()).execute(statement)
    return [
        Entry(
            listing_id=row.id,
            terms=row.terms,
            tags=row.tags,
            concepts=row.concepts,
            standing=row.stands,
            published=row.published,
            price=row.price,
            card=card_json(card_of(row, reading)),
        )
        for row in rows
    ]


def _whole() -> sa.Select[Any]:
    columns = card_columns().add_columns(
        *(ENTRY.c[name] for name in ("tags", "concepts", "price")),
        sa.func.tsvector_to_array(ENTRY.c.terms).label("terms"),
        STANDING.label("stands"),
        sa.cast(sa.func.extract("epoch", ENTRY.c.published_at) * 1_000_000, sa.BigInteger).label("published"),
    )
    return columns.join(ENTRY, ENTRY.c.listing_id == LISTING.c.id)


async def _changes(since: int, connection: AsyncConnection) -> list[sa.Row[Any]]:
    rows: list[sa.Row[Any]] = []
    place: dict[str, Any] = {"since": since, "listing_id": UUID(int=0)}
    while True:
        some = (await connection.execute(_CHANGES, place)).all()
        rows += some
        if len(some) < LOOK:
            return rows
        place = {"since": some[-1].transaction, "listing_id": some[-1].listing_id}


def _number(transaction: sa.ColumnElement[Any]) -> sa.ColumnElement[int]:
    return sa.cast(sa.cast(transaction, sa.Text), sa.BigInteger)


_HORIZON = _number(sa.func.pg_snapshot_xmin(sa.func.pg_current_snapshot()))
"""The oldest transaction that is still running; all before it are seen."""
_CHANGES = (
    sa.select(CHANGE.c.transaction, CHANGE.c.listing_id, _HORIZON.label("horizon"))
    .where(
        sa.tuple_(CHANGE.c.transaction, CHANGE.c.listing_id)
        >= sa.tuple_(sa.bindparam("since", type_=sa.BigInteger), sa.bindparam("listing_id", type_=sa.Uuid))
    )
    .order_by(CHANGE.c.transaction, CHANGE.c.listing_id)
    .limit(LOOK)
)
_FORGET_ANOTHER_CLUSTER = sa.delete(CHANGE).where(CHANGE.c.transaction > _number(sa.func.pg_current_xact_id()))
"""A database restored into another cluster meets other transaction numbers."""
