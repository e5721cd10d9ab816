"""Outbox → stream. One relay per service, by advisory lock; a commit wakes it through LISTEN/NOTIFY.

Lock and LISTEN belong to a connection, which is therefore the relay's own: handed back to the pool after a fault, it
would go on holding the lock against the relay's next connection.

A row leaves the outbox only after the stream has acknowledged it: a crash in between publishes it again under the same
`Nats-Msg-Id`, which the stream drops within two minutes and every inbox for ever.
"""

import asyncio
import time
import zlib
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
import structlog
from nats.errors import Error as NatsError
from nats.js import JetStreamContext
from nats.js.errors import Error as JetStreamError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from shared.bus.metrics import outbox_length, published
from shared.messaging.faults import DATABASE_AWAY
from shared.messaging.service import Service
from shared.messaging.tables import OUTBOX_CHANNEL

log = structlog.get_logger()

BATCH = 256
FORGET_EVERY = 6 * 3600.0  # seconds
INBOX_KEPT = timedelta(days=31)
"""A day longer than the streams keep events."""
SPACING = 0.03
"""Seconds from one batch to the next: a lone event is published at once, a burst in batches."""
SWEEP = 5.0
"""Seconds between looks without a wake-up: a dead LISTEN connection or a fallen leader costs no more than this."""


class Relay:
    def __init__(self, service: Service, engine: AsyncEngine, jetstream: JetStreamContext) -> None:
        self._service = service
        self._outbox = service.tables.outbox
        self._engine = engine
        self._jetstream = jetstream
        self._woken = asyncio.Event()

    async def run(self) -> None:
        """Relay until cancelled; a lost database or bus is waited for."""
        while True:
            try:
                async with self._engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
                    driver = await self._listen(connection)
                    try:
                        await self._lead(connection)
                    finally:
                        driver.terminate()  # whatever it was doing: while it lives, nobody else gets the lock
            except (*DATABASE_AWAY, NatsError, JetStreamError, TimeoutError) as error:
                log.warning("relay waits", reason=str(error)[:200])
                await asyncio.sleep(1)

    async def _listen(self, connection: AsyncConnection) -> Any:
        raw = await connection.get_raw_connection()
        driver = raw.driver_connection
        if driver is None:
            raise ConnectionError("no driver connection")
        raw.detach()
        await driver.add_listener(OUTBOX_CHANNEL, lambda *_: self._woken.set())
        driver.add_termination_listener(lambda *_: self._woken.set())
        return driver

    async def _lead(self, connection: AsyncConnection) -> None:
        lock = sa.select(sa.func.pg_try_advisory_lock(zlib.crc32(self._service.name.encode())))
        while not await connection.scalar(lock):  # noqa: ASYNC110 - its holder may die without telling
            await asyncio.sleep(SWEEP)
        forgotten = -FORGET_EVERY
        while True:
            if time.monotonic() - forgotten > FORGET_EVERY:
                await self._forget_old(connection)
                forgotten = time.monotonic()
            self._woken.clear()
            began = time.monotonic()
            while await self._publish_batch(connection) == BATCH:
                pass
            try:
                async with asyncio.timeout(SWEEP):
                    await self._woken.wait()
            except TimeoutError:
                continue
            if (early := began + SPACING - time.monotonic()) > 0:
                await asyncio.sleep(early)

    async def _forget_old(self, connection: AsyncConnection) -> None:
        """An event that its stream no longer keeps cannot come again: its inbox row has done its work."""
        inbox = self._service.tables.inbox
        await connection.execute(inbox.delete().where(inbox.c.handled_at < sa.func.now() - INBOX_KEPT))

    async def _publish_batch(self, connection: AsyncConnection) -> int:
        oldest = sa.select(self._outbox).order_by(self._outbox.c.position).limit(BATCH)
        rows = (await connection.execute(oldest)).all()
        outbox_length.set(len(rows))
        if not rows:
            return 0
        acknowledgements = [
            self._jetstream.publish(row.subject, row.body, headers={**row.headers, "Nats-Msg-Id": str(row.message_id)})
            for row in rows
        ]
        await asyncio.gather(*acknowledgements)
        published.inc(len(rows))
        done = self._outbox.c.position.in_([row.position for row in rows])
        await connection.execute(self._outbox.delete().where(done))
        return len(rows)
