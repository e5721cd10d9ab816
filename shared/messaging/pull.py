"""Batches from a durable pull consumer, each as soon as its first message is there.

What is in hand is claimed anew every second. So the stream need wait only seconds before it gives the messages of a
process that died to the next one, however long a reaction takes.
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator

import msgspec
from nats.aio.client import Client as Connection
from nats.aio.msg import Msg
from nats.errors import Error as NatsError

BATCH = 64
EXPIRES = 30.0
"""Seconds after which the server ends an unanswered pull, so that a lost one is replaced."""

REFUSED = frozenset({"409", "503"})
"""Statuses of a pull that nobody answers: the consumer is gone, or JetStream is still starting."""

PAUSE = 1.0
"""Seconds before the next pull after a refused one."""

SPACING = 0.05
"""Seconds from one batch to the next: a lone event goes on at once, a burst in batches worth a transaction."""

CLAIM = 1.0
"""Seconds between two claims; a small part of the consumer's ack_wait."""

_ask = msgspec.json.encode({"batch": BATCH, "expires": int(EXPIRES * 1e9)})


class Pull:
    """One outstanding pull request at a time. (nats-py's own `fetch` waits for the whole batch or its timeout.)"""

    def __init__(self, connection: Connection, stream: str, consumer: str) -> None:
        self._connection = connection
        self._next = f"$JS.API.CONSUMER.MSG.NEXT.{stream}.{consumer}"
        self._arrived: asyncio.Queue[Msg | None] = asyncio.Queue()
        self._last = 0.0
        self._in_hand: dict[str, None] = {}

    def ask_again(self) -> None:
        """The connection was re-made: the outstanding request is gone with the old one."""
        self._arrived.put_nowait(None)

    async def batches(self) -> AsyncIterator[list[Msg]]:
        inbox = self._connection.new_inbox()
        subscription = await self._connection.subscribe(inbox, cb=self._take)
        claiming = asyncio.create_task(self._claim())
        try:
            while True:
                await self._connection.publish(self._next, _ask, reply=inbox)
                outstanding = BATCH
                while outstanding > 0:
                    batch, ended = await self._gather()
                    if batch:
                        yield batch
                        for message in batch:
                            self._in_hand.pop(message.reply, None)
                    outstanding = 0 if ended else outstanding - len(batch)
        finally:
            claiming.cancel()
            await subscription.unsubscribe()

    async def _take(self, message: Msg) -> None:
        if message.reply:
            self._in_hand[message.reply] = None
        await self._arrived.put(message)

    async def _claim(self) -> None:
        """Say of every message that waits or is being handled that it is."""
        while True:
            await asyncio.sleep(CLAIM)
            with contextlib.suppress(NatsError):
                for place in [*self._in_hand]:
                    await self._connection.publish(place, Msg.Ack.Progress)

    async def _gather(self) -> tuple[list[Msg], bool]:
        """What is there now, at least one item; and whether the request has ended."""
        try:
            async with asyncio.timeout(EXPIRES + 5):
                arrived = [await self._arrived.get()]
        except TimeoutError:
            return [], True
        if (early := self._last + SPACING - time.monotonic()) > 0:
            await asyncio.sleep(early)
        self._last = time.monotonic()
        while not self._arrived.empty():
            arrived.append(self._arrived.get_nowait())
        messages = [message for message in arrived if message is not None and message.reply]
        if not messages and any(_is_refusal(message) for message in arrived):
            await asyncio.sleep(PAUSE)
        return messages, len(messages) < len(arrived)


def _is_refusal(message: Msg | None) -> bool:
    return message is not None and not message.reply and (message.headers or {}).get("Status") in REFUSED
