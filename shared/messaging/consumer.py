"""Stream → reactions. The inbox row is written in the transaction of the effect, the ack follows the commit.

Messages that arrived together share one transaction; when one of them fails, each gets its own. What still fails is
redelivered after 1 s, 5 s, 30 s, 2 min and 10 min, then kept as a dead letter, and the stream goes on. A database that
is away is nobody's failure: it is waited for.
"""

import asyncio
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, UUID, uuid5

import msgspec
import sqlalchemy as sa
import structlog
from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.actor import Actor
from shared.bus.metrics import dead_letters, handled
from shared.bus.trace import traced
from shared.messaging.faults import DATABASE_AWAY, is_database_away
from shared.messaging.pull import Pull
from shared.messaging.service import Service
from shared.messaging.transaction import Transaction, open_session

log = structlog.get_logger()

BACKOFF = (1, 5, 30, 120, 600)
"""Seconds before each redelivery."""

PAUSE = 0.5
"""Seconds between two tries while the database is away."""


class Consumer:
    def __init__(self, service: Service, engine: AsyncEngine) -> None:
        self._service = service
        self._reactions = service.reactions
        self._engine = engine
        self._actor = Actor(kind="service", service=service.name)
        self._entering = _entering(service.tables.inbox)

    async def run(self, pull: Pull) -> None:
        async for batch in pull.batches():
            try:
                await self._take(batch)
            except (*DATABASE_AWAY, NatsError) as error:
                log.warning("left for redelivery", subject=batch[0].subject, reason=str(error)[:200])

    async def _take(self, batch: Sequence[Msg]) -> None:
        try:
            await self._react_patiently(batch)
        except Exception as error:  # noqa: BLE001 - whatever a reaction raises is retried, then kept with its reason
            if len(batch) > 1:
                for message in batch:
                    await self._take([message])
            else:
                with traced(batch[0].headers):
                    await self._put_off(batch[0], error)
            return
        for message in batch:
            await message.ack()

    async def _react_patiently(self, batch: Sequence[Msg]) -> None:
        while True:
            try:
                return await self.react(batch)
            except DATABASE_AWAY as error:
                if not is_database_away(error):
                    raise
                log.warning("waiting for the database", reason=str(error)[:200])
                await asyncio.sleep(PAUSE)

    async def react(self, batch: Sequence[Msg]) -> None:
        """All reactions to a batch, once, in one transaction."""
        async with open_session(self._engine) as session:
            tx = Transaction(session, self._actor, datetime.now(UTC))
            fresh = await self._enter(tx, batch)
            for message in batch:
                if (key := message_id(message)) in fresh:
                    fresh.remove(key)
                    await self._react_to_one(message, tx)
            await tx.commit(self._service.tables, self._service.name)

    async def _enter(self, tx: Transaction, batch: Sequence[Msg]) -> set[UUID]:
        """Write the inbox; the ids that were not in it yet."""
        connection = await tx.session.connection()
        entered = await connection.execute(self._entering, {"message_ids": sorted({*map(message_id, batch)})})
        return set(entered.scalars())

    async def _react_to_one(self, message: Msg, tx: Transaction) -> None:
        event_type, reaction = self._reactions[message.subject]
        began = time.perf_counter()
        with traced(message.headers):
            await reaction(msgspec.json.decode(message.data, type=event_type), tx)
        handled.labels(event_type.__name__, "done").observe(time.perf_counter() - began)

    async def _put_off(self, message: Msg, error: Exception) -> None:
        delivered = message.metadata.num_delivered
        if isinstance(error, msgspec.MsgspecError) or delivered > len(BACKOFF):
            await self._bury(message, error)
            return
        log.warning("redelivery", subject=message.subject, delivered=delivered, exc_info=error)
        await message.nak(delay=BACKOFF[delivered - 1])

    async def _bury(self, message: Msg, error: Exception) -> None:
        letters = self._service.tables.dead_letters
        row = {
            "message_id": message_id(message),
            "subject": message.subject,
            "headers": dict(message.headers or {}),
            "body": message.data,
            "reason": f"{type(error).__name__}: {error}"[:2000],
        }
        async with self._engine.begin() as connection:
            await connection.execute(insert(letters).values(row).on_conflict_do_nothing())
        await message.term()
        dead_letters.labels(message.subject).inc()
        log.error("dead letter", subject=message.subject, message_id=str(row["message_id"]), reason=row["reason"])


def _entering(inbox: sa.Table) -> sa.Insert:
    """One statement for any number of ids: rows in a VALUES list would be compiled anew for each batch."""
    ids = sa.func.unnest(sa.bindparam("message_ids", type_=ARRAY(sa.Uuid)))
    entering = insert(inbox).from_select(["message_id"], sa.select(ids))
    return entering.on_conflict_do_nothing().returning(inbox.c.message_id)


def message_id(message: Msg) -> UUID:
    """The CloudEvents id; for a message that carries none, its place in the stream."""
    try:
        return UUID((message.headers or {})["ce-id"])
    except (KeyError, ValueError):
        return uuid5(NAMESPACE_URL, f"{message.metadata.stream}/{message.metadata.sequence.stream}")
