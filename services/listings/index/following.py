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
from sqlalchemy.ext.asyncio import AsyncEngine

from services.listings.index.changes import FORGET_ANOTHER_CLUSTER, HORIZON, changes_since
from services.listings.index.entries import AT_ONCE, all_entries, entries_of
from services.listings.index.memory import MemoryIndex
from services.listings.index.snapshot import Snapshot
from services.listings.missed import Missed, missed_in
from shared.actor import NOBODY
from shared.contracts.message import Query
from shared.messaging import Ports, Reading
from shared.messaging.faults import DATABASE_AWAY
from shared.messaging.transaction import open_session

log = structlog.get_logger()

PAUSE = 1.0
"""Seconds between looks that no search asks for: a search after a quiet hour finds little to catch up with."""
MOST = 300
"""Changes that a search waits for; when there are more, the database answers until they are taken."""
A_MASS = 10
"""As many changes in `PAUSE` are not what people do one by one."""
FEW_SEGMENTS = 4
"""So few cost a search little."""


class Follower:
    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._index = MemoryIndex()
        self._lock = asyncio.Lock()
        self._begun = self._done = self._since = 0
        self._taken: set[tuple[int, UUID]] = set()
        self._is_far_behind = False
        self._built = self._rewritten = self._counted = 0
        self._is_calm = False

    @property
    def is_worn(self) -> bool:
        """Most of it was written after it was built, in many segments, and that is over: each segment costs every
        search, and tantivy joins them only when there are eight of one size.
        """
        most = self._rewritten * 2 > self._built
        return most and self._is_calm and not self._is_far_behind and self._index.snapshot.segments > FEW_SEGMENTS

    async def build(self) -> None:
        """From everything that is published. Until then the database answers.

        What it holds stays, so the garbage collector need not look at it again: with 100,000 listings 130 ms each time.
        """
        began, entries = time.monotonic(), 0
        async with open_session(self._engine) as session:
            connection = await session.connection()
            await connection.execute(FORGET_ANOTHER_CLUSTER)
            self._since = (await connection.execute(sa.select(HORIZON))).scalar_one()
            async for some in all_entries(Reading(session, NOBODY, datetime.now(UTC))):
                self._index.write(some, gone=())
                entries += len(some)
        self._built = entries
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
        self._is_calm = self._rewritten - self._counted < A_MASS
        self._counted = self._rewritten

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
            rows = await changes_since(self._since, most, await session.connection())
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
        self._rewritten += len(listing_ids)
        await asyncio.to_thread(self._index.show)


_followers: WeakKeyDictionary[AsyncEngine, Follower] = WeakKeyDictionary()
"""One for each database that this process serves from."""


async def follow_catalogue(ports: Ports) -> None:
    if ports.settings.search_index != "memory":
        return
    while True:
        try:
            await _follow(ports.engine)
        except DATABASE_AWAY as error:
            log.warning("the index waits", reason=str(error)[:200])
        await asyncio.sleep(PAUSE)


async def _follow(engine: AsyncEngine) -> None:
    follower = _followers.get(engine) or await built(engine)
    _followers[engine] = follower
    await follower.catch_up()
    await follower.tidy()


async def renew_worn_index(ports: Ports) -> None:
    """After a mass of changes, as a new lexicon makes. Searches go on with the old one, which is followed meanwhile;
    for so long there are two.
    """
    while True:
        await asyncio.sleep(PAUSE)
        follower = _followers.get(ports.engine)
        if follower is not None and follower.is_worn:
            try:
                _followers[ports.engine] = await built(ports.engine)
            except DATABASE_AWAY as error:
                log.warning("the index stays as it is", reason=str(error)[:200])


async def built(engine: AsyncEngine) -> Follower:
    follower = Follower(engine)
    await follower.build()
    return follower


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
