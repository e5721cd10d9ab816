"""Live updates over server-sent events: what grew in an account's inbox, and which things on a page changed.

An event's id on the wire is the account's inbox sequence, so a browser that comes back tells where it was; pages fetch
themselves again, so a lost hint costs nothing.
"""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

HEARTBEAT = 20.0
"""Seconds between signs of life, so that proxies keep the stream and dead browsers are noticed."""
MOST_WAITING = 100
REMEMBERED = 1000
"""Events, for pages whose stream opens a moment after they were drawn."""


class Listener:
    """One open page: the account that reads it, the things that it shows, and as of when (seconds since 1970)."""

    def __init__(self, account_id: UUID, topics: frozenset[str], since: float) -> None:
        self.account_id = account_id
        self.topics = topics
        self.since = since
        self.hints: asyncio.Queue[str] = asyncio.Queue(MOST_WAITING)

    def hint(self, topic: str) -> None:
        if not self.hints.full():
            self.hints.put_nowait(topic)

    def hear(self, said: frozenset[str]) -> None:
        """A page names the ids of the things that it shows; an event says them somewhere in its body."""
        for topic in self.topics & said:
            self.hint(topic)


class Live:
    def __init__(self) -> None:
        self._listeners: set[Listener] = set()
        self._recent: deque[tuple[float, frozenset[str]]] = deque(maxlen=REMEMBERED)
        self._closing = asyncio.Event()

    @asynccontextmanager
    async def open(self, listener: Listener) -> AsyncIterator[None]:
        self._listeners.add(listener)
        for at, said in self._recent:
            if at >= listener.since:
                listener.hear(said)
        try:
            yield
        finally:
            self._listeners.discard(listener)

    async def hints(self, listener: Listener) -> AsyncIterator[str]:
        """Topics as they change; an empty one as a heartbeat. Ends when web stops."""
        closing = asyncio.create_task(self._closing.wait())
        try:
            while not self._closing.is_set():
                arriving = asyncio.create_task(listener.hints.get())
                done, _ = await asyncio.wait(
                    {arriving, closing}, timeout=HEARTBEAT, return_when=asyncio.FIRST_COMPLETED
                )
                if arriving in done:
                    yield arriving.result()
                else:
                    arriving.cancel()
                    yield ""
        finally:
            closing.cancel()

    def wake_all(self) -> None:
        """The bus was away: every page looks again."""
        for listener in self._listeners:
            listener.hint("inbox")
            for topic in listener.topics:
                listener.hint(topic)

    def close(self) -> None:
        self._closing.set()

    def inbox_grew(self, account_id: UUID) -> None:
        for listener in self._listeners:
            if listener.account_id == account_id:
                listener.hint("inbox")

    def changed(self, said: frozenset[str]) -> None:
        self._recent.append((time.time(), said))
        for listener in self._listeners:
            listener.hear(said)
