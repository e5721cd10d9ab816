"""Keeping this process's index up to the database: built at the start, then caught up before each search.

A search asks for the changes since the last look before it reads the index, so it sees everything that was committed
before it came, whichever process did it. Searches that wait at the same time share one look. After a mass of changes
the database answers instead, until the index has taken them.
"""

import asyncio
import gc
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID
from weakref import WeakKeyDictionary

import sqlalchemy as sa
import structlog
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.listings.index.entries import AT_ONCE, all_entries, entries_of
from services.listings.index.memory import MemoryIndex
from services.listings.index.snapshot import Snapshot
from services.listings.missed import Missed, missed_in
from services.listings.models import CatalogueChange, table_of
from shared.actor import NOBODY
from shared.contracts.message import Query
from shared.messaging import Ports, Reading
from shared.messaging.faults import DATABASE_AWAY
from shared.messaging.transaction import open_session

log = structlog.get_logger()

CHANGE = table_of(CatalogueChange)
PAUSE = 1.0
"""Seconds between looks that no search asks for: a search after a quiet hour finds little to catch up with."""
MOST = 300
"""Changes that a search waits for; when there are more, the database answers until they are taken."""
PAGE = 1000
"""Changes that are read at once."""


class Follower:
    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._index = MemoryIndex()
        self._lock = asyncio.Lock()
        self._begun = self._done = self._since = 0
        self._taken: set[tuple[int, UUID]] = set()
        self._is_far_behind = False

    async def build(self) -> None:
        """From everything that is published. Until then the database answers.

        What it holds stays, so the garbage collector need not look at it again: with 100,000 listings 130 ms each time.
        """
        began, entries = time.monotonic(), 0
        async with open_session(self._engine) as session:
            connection = await session.connection()
            await connection.execute(_FORGET_ANOTHER_CLUSTER)
            self._since = (await connection.execute(sa.select(_HORIZON))).scalar_one()
            async for some in all_entries(Reading(session, NOBODY, datetime.now(UTC))):
                self._index.write(some, gone=())
                entries += len(some)
        await asyncio.to_thread(self._index.show)
        gc.freeze()
        log.info("index built", entries=entries, seconds=round(time.monotonic() - began, 1))

    async def caught_up(self) -> Snapshot | None:
        """With everything that was committed before this was called; None when that is more than a search waits for.

        Who gives up waiting does not stop what others wait for.
        """
        if not self._is_far_behind:
            await asyncio.shield(self._look_once(after=self._begun, most=MOST))
        return None if self._is_far_behind else self._index.snapshot

    async def catch_up(self) -> None:
        """However far behind it is. When that is far, searches ask the database meanwhile instead of waiting."""
        await self._look_once(after=self._begun, most=MOST)
        if self._is_far_behind:
            await self._look_once(after=self._begun, most=None)
            self._is_far_behind = False

    async def tidy(self) -> None:
        async with self._lock:
            await asyncio.to_thread(self._index.tidy)

    async def _look_once(self, *, after: int, most: int | None) -> None:
        """Unless somebody else has, since `after` looks were begun."""
        async with self._lock:
            if self._done <= after:
                self._begun += 1
                await self._look(most)
                self._done = self._begun

    async def _look(self, most: int | None) -> None:
        async with open_session(self._engine) as session:
            rows = await _changes(self._since, most, await session.connection())
            fresh = {row.listing_id for row in rows if (row.transaction, row.listing_id) not in self._taken}
            if most is not None and len(rows) > most:
                self._is_far_behind = True
                return
            if fresh:
                await self._take(sorted(fresh), Reading(session, NOBODY, datetime.now(UTC)))
        if rows:
            self._since = rows[0].horizon
            self._taken = {(row.transaction, row.listing_id) for row in rows if row.transaction >= self._since}

    async def _take(self, listing_ids: Sequence[UUID], reading: Reading) -> None:
        """However many: shown at once, so in one segment."""
        for start in range(0, len(listing_ids), AT_ONCE):
            some = listing_ids[start : start + AT_ONCE]
            entries = await entries_of(some, reading)
            self._index.write(entries, gone=set(some) - {entry.listing_id for entry in entries})
        await asyncio.to_thread(self._index.show)


_followers: WeakKeyDictionary[AsyncEngine, Follower] = WeakKeyDictionary()
"""One for each database that this process serves from."""


async def follow_catalogue(ports: Ports) -> None:
    if ports.settings.search_index != "memory":
        return
    follower: Follower | None = None
    while True:
        try:
            if follower is None:
                follower = Follower(ports.engine)
                await follower.build()
                _followers[ports.engine] = follower
            await follower.catch_up()
            await follower.tidy()
        except DATABASE_AWAY as error:
            log.warning("the index waits", reason=str(error)[:200])
            follower = _followers.get(ports.engine)
        await asyncio.sleep(PAUSE)


async def index_at_hand(_: Query[Any], ports: Ports, __: object) -> Snapshot | None:
    """None: the database is to answer."""
    follower = _followers.get(ports.engine)
    return await follower.caught_up() if follower is not None else None


class AtHand(NamedTuple):
    """What a search works with besides the database. `snapshot` None: the database is to answer."""

    snapshot: Snapshot | None
    missed: Missed


async def at_hand(query: Query[Any], ports: Ports, actor: object) -> AtHand:
    return AtHand(await index_at_hand(query, ports, actor), missed_in(ports.engine))


async def _changes(since: int, most: int | None, connection: AsyncConnection) -> list[sa.Row[Any]]:
    """All, or at least one more than `most`."""
    rows: list[sa.Row[Any]] = []
    place: dict[str, Any] = {"since": since, "listing_id": UUID(int=0)}
    while True:
        some = (await connection.execute(_CHANGES, place)).all()
        rows += some
        if len(some) < PAGE or (most is not None and len(rows) > most):
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
    .limit(PAGE)
)
_FORGET_ANOTHER_CLUSTER = sa.delete(CHANGE).where(CHANGE.c.transaction > _number(sa.func.pg_current_xact_id()))
"""A database restored into another cluster meets other transaction numbers."""
