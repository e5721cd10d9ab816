"""Live updates over server-sent events: what grew in an account's inbox, and which things on a page changed.

Web hears every event as a plain message. An event's id on the wire is the account's inbox sequence, so a browser that
comes back tells where it was; pages fetch themselves again, so a lost hint costs nothing.
"""

import asyncio
import re
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from uuid import UUID

import msgspec
from nats.aio.client import Client as Connection
from nats.aio.msg import Msg

from shared.contracts.message import Event
from shared.contracts.notifications import INBOX_GREW, InboxGrew
from shared.contracts.registry import AccountChanged, SessionsEnded

HEARTBEAT = 20.0
"""Seconds between signs of life, so that proxies keep the stream and dead browsers are noticed."""
MOST_WAITING = 100
IDS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""All that a page may ask about: any other text would tell what stands in other people's events."""
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

    async def listen(self, connection: Connection, forget_account: Callable[[UUID], None]) -> None:
        async def hear(message: Msg) -> None:
            if message.subject == INBOX_GREW:
                self._inbox_grew(msgspec.json.decode(message.data, type=InboxGrew))
                return
            if message.subject in {AccountChanged.subject, SessionsEnded.subject}:
                forget_account(msgspec.json.decode(message.data, type=Event).id)
            self._changed(message.data)

        await connection.subscribe("*.v1.evt.>", cb=hear)

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

    def _inbox_grew(self, grown: InboxGrew) -> None:
        for listener in self._listeners:
            if listener.account_id == grown.account_id:
                listener.hint("inbox")

    def _changed(self, event: bytes) -> None:
        said = frozenset(IDS.findall(event.decode()))
        self._recent.append((time.time(), said))
        for listener in self._listeners:
            listener.hear(said)
